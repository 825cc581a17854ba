package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.client.api.follow.Following;
import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.api.follow.OutputNews;
import dev.clawgateway.client.api.follow.Waited;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.stream.StreamNotices;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestNews;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A gateway whose news are followed over its API. Any thread. */
public final class RestFollowing implements Following {
    private final RestCalls calls;
    private final StreamNotices notices;

    private RestFollowing(RestCalls calls, StreamNotices notices) {
        this.calls = calls;
        this.notices = notices;
    }

    /** Connects when something is followed. */
    public static RestFollowing at(HttpAddresses gateways, StreamNotices notices) {
        return new RestFollowing(RestGateway.calls(gateways, _ -> {}), notices);
    }

    @Override
    public News<OutputNews> output(WorkloadId workload, boolean stderr, @Nullable Long tail) {
        return news(
                () -> RestWorkloads.followed(workload, stderr, tail), new OutputReading(workload));
    }

    @Override
    public News<ListNews<WorkloadView>> workloads(WorkloadQuery query) {
        return news(
                () ->
                        RestWorkloads.watched(
                                filter(query).on(RestRequest.of(RestOperation.LIST_WORKLOADS))),
                new ListReading<>(RestViews::workload));
    }

    @Override
    public News<ListNews<NodeDetails>> nodes(NodeQuery query) {
        NodeDetails.State state = query.state();
        RestNodes.NodeFilter filter =
                new RestNodes.NodeFilter(
                        state == null ? null : state.name().toLowerCase(Locale.ROOT),
                        query.match(),
                        Map.of(),
                        null);
        return news(
                () -> RestWorkloads.watched(filter.request()), new ListReading<>(NodeViews::node));
    }

    private static RestFilter filter(WorkloadQuery query) {
        RestFilter filter = RestFilter.ALL;
        if (query.node() != null) {
            filter = filter.node(query.node());
        }
        if (query.state() != null) {
            filter = filter.state(query.state());
        }
        if (query.match() != null) {
            filter = filter.name(query.match());
        }
        if (query.group() != null) {
            filter = filter.group(query.group());
        }
        for (Map.Entry<String, String> label : query.labels().entrySet()) {
            filter = filter.label(label.getKey(), label.getValue());
        }
        return filter;
    }

    private <T> News<T> news(Supplier<RestRequest> request, RestNews.Reading<T> reading) {
        return new RestNews<>(() -> calls.events(request.get(), notices), reading, calls.address());
    }

    @Override
    public Waited await(WorkloadId workload, Set<WorkloadState> states, Duration most) {
        RestWorkloads.CameSoFar came = new RestWorkloads(calls).await(workload, states, most);
        return new Waited(RestViews.view(came.workload()), came.reached(), came.passed());
    }

    @Override
    public void close() {
        calls.close();
    }
}
