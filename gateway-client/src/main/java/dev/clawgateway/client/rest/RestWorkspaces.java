package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.http.stream.StreamNotices;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.BarePage;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestNews;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.protocol.api.workspace.ApiWorkspace;
import dev.clawgateway.protocol.api.workspace.WorkspaceRequest;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;

/** Workspaces; each is named by its id, or by its name where no other has it. */
public final class RestWorkspaces {
    private final RestCalls calls;

    RestWorkspaces(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * A page of them, by cluster and name.
     *
     * @param cluster only those of that virtual cluster, by id or name; null for all
     * @param cursor the {@code next} of the page before; null for the first
     */
    public BarePage<ApiWorkspace> page(@Nullable String cluster, @Nullable String cursor) {
        return BarePage.of(
                calls.ask(
                        RestRequest.of(RestOperation.LIST_WORKSPACES)
                                .with("cluster", cluster)
                                .with("cursor", cursor)),
                ApiWorkspace.KIND);
    }

    /**
     * Those that are meant as they are, then as they become other ones. To be closed.
     *
     * @param cluster only those of that virtual cluster, by id or name; null for all
     */
    public News<ListNews<ApiWorkspace>> watch(@Nullable String cluster) {
        return new RestNews<>(
                () ->
                        calls.events(
                                RestWorkloads.watched(
                                        RestRequest.of(RestOperation.LIST_WORKSPACES)
                                                .with("cluster", cluster)),
                                StreamNotices.NONE),
                new ListReading<>(ApiWorkspace.KIND::read),
                calls.address());
    }

    public ApiWorkspace get(String workspace) {
        return one(RestRequest.of(RestOperation.GET_WORKSPACE, workspace));
    }

    /** Makes one; it starts as soon as there is room. */
    public ApiWorkspace create(WorkspaceWish wanted) {
        return one(
                RestRequest.of(RestOperation.CREATE_WORKSPACE)
                        .json(JsonTree.write(WorkspaceRequest.KIND, wanted)));
    }

    /** Has one go; it is gone when its workload has ended. */
    public void delete(String workspace) {
        var _ = calls.ask(RestRequest.of(RestOperation.DELETE_WORKSPACE, workspace));
    }

    private ApiWorkspace one(RestRequest request) {
        return Answers.read(
                calls.ask(request),
                body -> ApiWorkspace.KIND.read(Value.root(JsonTree.parse(body), "workspace")));
    }
}
