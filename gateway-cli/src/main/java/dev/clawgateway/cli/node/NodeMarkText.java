package dev.clawgateway.cli.node;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.core.record.NodeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Labels, conditions, taints and cordons of nodes, in words. */
public final class NodeMarkText {
    private NodeMarkText() {}

    /** The labels in force, asked for now. */
    static String labels(GatewayApi gateway, NodeId node) {
        return text(gateway.nodes().labels(node));
    }

    /** The taints in force, asked for now. */
    static String taints(GatewayApi gateway, NodeId node) {
        NodeDetails.Profile profile = gateway.nodes().get(node).profile();
        return text(profile == null ? List.of() : profile.taints());
    }

    /** Such as {@code pool=train, zone=a}; a dash for none. */
    public static String text(Map<String, String> labels) {
        return orNothing(
                new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(", ")));
    }

    /** Such as {@code burn-in, dedicated=training}; a dash for none. */
    public static String text(List<Taint> taints) {
        return orNothing(
                taints.stream()
                        .map(taint ->
                                taint.value().isEmpty()
                                        ? taint.key()
                                        : taint.key() + "=" + taint.value())
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    /** Such as {@code driver-550-ready is true (checked by hand)}. */
    public static String text(NodeCondition condition) {
        String status = condition.status().name().toLowerCase(Locale.ROOT);
        String reason = condition.reason() == null ? "" : " (" + condition.reason() + ")";
        return Display.printable(condition.type() + " is " + status + reason);
    }

    /** Such as {@code 3m12s ago: fan 3 is loud}. */
    public static String text(Cordon cordon, Instant now) {
        String reason = cordon.reason();
        String age = Display.age(cordon.since(), now) + " ago";
        return reason == null || reason.isEmpty() ? age : age + ": " + Display.printable(reason);
    }

    /** Such as {@code rack7, from 2027-01-04T05:00:00Z to 2027-01-04T07:00:00Z, no new work}. */
    static String text(NodeWindow window) {
        String now = window.closed() ? ", no new work" : "";
        return Display.printable(
                window.name()
                        + ", from "
                        + Display.time(window.from())
                        + " to "
                        + Display.time(window.until())
                        + now);
    }

    /** Such as {@code 2 workloads left, moved at 2026-03-04T07:00:00Z}. */
    static String text(DrainProgress drain, long workloads, Instant now) {
        String left = workloads == 1 ? "1 workload left" : workloads + " workloads left";
        Instant deadline = drain.deadline();
        Instant grace = drain.graceUntil();
        Instant drained = drain.drained();
        return switch (drain.phase()) {
            case DRAINING ->
                    deadline == null ? left : left + ", moved at " + Display.time(deadline);
            case EVICTING ->
                    grace == null
                            ? left + ", told to stop"
                            : grace.isAfter(now)
                                    ? left
                                            + ", deadline passed, in its grace until "
                                            + Display.time(grace)
                                    : left + ", deadline passed, not ended in its grace";
            case UNREACHABLE -> left + ", cannot be told: the node is not heard";
            case DRAINED ->
                    drained == null ? "drained" : "drained, " + Display.age(drained, now) + " ago";
        };
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? Display.NOTHING : Display.printable(text);
    }
}
