package dev.clawgateway.core.life;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which workloads something is about; all that is said must hold.
 *
 * @param states any of them; empty for every state
 * @param node that holds it; null for any, and for none
 * @param group workers of the parallel workload whose first worker has this id; null for all
 * @param labels that it must bear
 * @param virtualCluster where it lies; null for anywhere
 * @param owner name of the operator who submitted it; null for whoever did
 * @param minAge since it was submitted; null for none
 * @param maxAge since it was submitted; null for any
 */
public record WorkloadChoice(
        List<WorkloadState> states,
        @Nullable NodeId node,
        @Nullable WorkloadId group,
        Map<String, String> labels,
        @Nullable String virtualCluster,
        @Nullable String owner,
        @Nullable Duration minAge,
        @Nullable Duration maxAge) {
    /** Nothing is said: every workload. */
    public static final WorkloadChoice ALL =
            new WorkloadChoice(List.of(), null, null, Map.of(), null, null, null, null);

    public WorkloadChoice {
        states = List.copyOf(states);
        labels = FrozenMap.copyOf(labels);
    }

    /** Whether it is one of them. */
    public boolean holds(WorkloadRecord workload, Instant now) {
        return (states.isEmpty() || states.contains(workload.state()))
                && (node == null || node.equals(workload.node()))
                && (group == null || isWorker(workload, group))
                && (virtualCluster == null || virtualCluster.equals(clusterOf(workload)))
                && (owner == null || isBy(workload.submittedBy(), owner))
                && isAsOld(Duration.between(workload.createdAt(), now))
                && bears(workload.spec().labels());
    }

    private static boolean isWorker(WorkloadRecord workload, WorkloadId group) {
        WorkerPlace place = workload.place();
        return place == null ? workload.id().equals(group) : place.group().equals(group);
    }

    private static String clusterOf(WorkloadRecord workload) {
        return workload.spec().scheduling().queue().virtualCluster();
    }

    private static boolean isBy(@Nullable Caller caller, String name) {
        return caller != null && caller.principal().equals(new Principal.Operator(name));
    }

    private boolean isAsOld(Duration age) {
        return (minAge == null || age.compareTo(minAge) >= 0)
                && (maxAge == null || age.compareTo(maxAge) <= 0);
    }

    private boolean bears(Map<String, String> own) {
        return labels.entrySet().stream()
                .allMatch(label -> label.getValue().equals(own.get(label.getKey())));
    }

    /** As people read it; empty for all. */
    public String text() {
        List<String> said = new ArrayList<>();
        states.forEach(state -> said.add("state " + state.name().toLowerCase(Locale.ROOT)));
        say(said, "node", node);
        say(said, "group", group);
        labels.forEach((key, value) -> said.add("label " + key + '=' + value));
        say(said, "virtual cluster", virtualCluster);
        say(said, "owner", owner);
        say(said, "no younger than", minAge);
        say(said, "no older than", maxAge);
        return String.join(", ", said);
    }

    private static void say(List<String> said, String what, @Nullable Object value) {
        if (value != null) {
            said.add(what + ' ' + value);
        }
    }
}
