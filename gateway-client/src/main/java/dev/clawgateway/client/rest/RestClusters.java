package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.client.http.stream.StreamNotices;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.BarePage;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestNews;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.protocol.api.cluster.ApiCluster;
import dev.clawgateway.protocol.api.cluster.ClusterRequest;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;

/** Virtual clusters; each is named by its id or its name. */
public final class RestClusters {
    private final RestCalls calls;

    RestClusters(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * A page of them, by name.
     *
     * @param cursor the {@code next} of the page before; null for the first
     */
    public BarePage<ApiCluster> page(@Nullable String cursor) {
        return BarePage.of(
                calls.ask(RestRequest.of(RestOperation.LIST_CLUSTERS).with("cursor", cursor)),
                ApiCluster.KIND);
    }

    /** Those that are declared, then what becomes of that; never what they hold. To be closed. */
    public News<ListNews<ApiCluster>> watch() {
        return new RestNews<>(
                () ->
                        calls.events(
                                RestWorkloads.watched(RestRequest.of(RestOperation.LIST_CLUSTERS)),
                                StreamNotices.NONE),
                new ListReading<>(ApiCluster.KIND::read),
                calls.address());
    }

    public ApiCluster get(String cluster) {
        return one(RestRequest.of(RestOperation.GET_CLUSTER, cluster));
    }

    /** Declares one, of a name that is not taken. */
    public ApiCluster create(ClusterRequest wanted) {
        return one(RestRequest.of(RestOperation.CREATE_CLUSTER).json(body(wanted)));
    }

    /** Changes one; what is left out stays as it is. */
    public ApiCluster change(String cluster, ClusterRequest wanted) {
        return one(RestRequest.of(RestOperation.CHANGE_CLUSTER, cluster).json(body(wanted)));
    }

    /** Takes a declaration back, unless something is in it. */
    public void delete(String cluster) {
        var _ = calls.ask(RestRequest.of(RestOperation.DELETE_CLUSTER, cluster));
    }

    private static byte[] body(ClusterRequest wanted) {
        return JsonTree.write(ClusterRequest.KIND, wanted);
    }

    private ApiCluster one(RestRequest request) {
        HttpAnswer answer = calls.ask(request);
        return Answers.read(
                answer, body -> ApiCluster.KIND.read(Value.root(JsonTree.parse(body), "cluster")));
    }
}
