package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which workloads are meant; all that is said must hold. Immutable. */
public final class RestFilter {
    /** Every one. */
    public static final RestFilter ALL = new RestFilter(List.of());

    private final List<Condition> conditions;

    private record Condition(String name, String value) {}

    private RestFilter(List<Condition> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    private RestFilter and(String name, Object value) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(new Condition(name, value.toString()));
        return new RestFilter(more);
    }

    /** In this state, or in one of several where it is said again. */
    public RestFilter state(WorkloadState state) {
        return and("state", state.name().toLowerCase(Locale.ROOT));
    }

    /** Held by that node. */
    public RestFilter node(NodeId node) {
        return and("node", node);
    }

    /** With this label, beside those said before. */
    public RestFilter label(String key, String value) {
        return and("label", key + "=" + value);
    }

    /** In that virtual cluster. */
    public RestFilter cluster(String name) {
        return and("cluster", name);
    }

    /** Submitted by that operator. */
    public RestFilter owner(String name) {
        return and("owner", name);
    }

    /** Of that name, that name with a worker's number behind, or an id that starts so. */
    public RestFilter name(String name) {
        return and("name", name);
    }

    /** Submitted at least so long ago. */
    public RestFilter atLeastOld(Duration age) {
        return and("min_age_secs", age.toSeconds());
    }

    /** Submitted at most so long ago. */
    public RestFilter atMostOld(Duration age) {
        return and("max_age_secs", age.toSeconds());
    }

    /** Workers of the parallel workload whose first worker has that id. */
    public RestFilter group(WorkloadId first) {
        return and("group", first);
    }

    /** The same of a group, where there is one. */
    RestFilter groupOrAll(@Nullable WorkloadId first) {
        return first == null ? this : group(first);
    }

    RestRequest on(RestRequest request) {
        conditions.forEach(one -> request.with(one.name(), one.value()));
        return request;
    }

    /** As a selector: what is to be stopped is not meant by name. */
    void members(MemberWriter out) {
        Map<String, String> labels = new TreeMap<>();
        List<String> states = new ArrayList<>();
        for (Condition one : conditions) {
            switch (one.name()) {
                case "state" -> states.add(one.value());
                case "label" -> {
                    int end = one.value().indexOf('=');
                    labels.put(one.value().substring(0, end), one.value().substring(end + 1));
                }
                case "min_age_secs", "max_age_secs" ->
                        out.required(one.name(), Kinds.U64, Long.valueOf(one.value()));
                case "name" ->
                        throw new IllegalArgumentException("nothing is stopped by its name alone");
                default -> out.required(one.name(), Kinds.TEXT, one.value());
            }
        }
        out.unlessEmpty("state", Kinds.TEXTS, states).unlessEmpty("labels", labels);
    }
}
