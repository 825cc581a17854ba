package dev.clawgateway.client.rest;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which workloads are meant; all that is said must hold. Immutable. */
public final class WantedWorkloads {
    /** Every one. */
    public static final WantedWorkloads ALL = new WantedWorkloads(List.of());

    private final List<Condition> conditions;

    private record Condition(String name, String value) {}

    private WantedWorkloads(List<Condition> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    private WantedWorkloads and(String name, Object value) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(new Condition(name, value.toString()));
        return new WantedWorkloads(more);
    }

    /** In this state, or in one of several where it is said again. */
    public WantedWorkloads state(WorkloadState state) {
        return and("state", state.name().toLowerCase(Locale.ROOT));
    }

    /** Held by that node. */
    public WantedWorkloads node(NodeId node) {
        return and("node", node);
    }

    /** With this label, beside those said before. */
    public WantedWorkloads label(String key, String value) {
        return and("label", key + "=" + value);
    }

    /** In that virtual cluster. */
    public WantedWorkloads cluster(String name) {
        return and("cluster", name);
    }

    /** Submitted by that operator. */
    public WantedWorkloads owner(String name) {
        return and("owner", name);
    }

    /** Of that name, that name with a worker's number behind, or an id that starts so. */
    public WantedWorkloads name(String name) {
        return and("name", name);
    }

    /** Submitted at least so long ago. */
    public WantedWorkloads atLeastOld(Duration age) {
        return and("min_age_secs", age.toSeconds());
    }

    /** Submitted at most so long ago. */
    public WantedWorkloads atMostOld(Duration age) {
        return and("max_age_secs", age.toSeconds());
    }

    /** Workers of the parallel workload whose first worker has that id. */
    public WantedWorkloads group(WorkloadId first) {
        return and("group", first);
    }

    /** The same of a group, where there is one. */
    WantedWorkloads groupOrAll(@Nullable WorkloadId first) {
        return first == null ? this : group(first);
    }

    RestRequest on(RestRequest request) {
        conditions.forEach(one -> request.with(one.name(), one.value()));
        return request;
    }
}
