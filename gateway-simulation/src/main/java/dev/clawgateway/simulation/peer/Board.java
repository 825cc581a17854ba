package dev.clawgateway.simulation.peer;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of a world know together: what they were answered and shown, in that order,
 * and what they have asked for that has to be taken back one day.
 */
public final class Board {
    private final Map<WorkloadId, WorkloadState> workloads = new LinkedHashMap<>();

    /** With the ids of their devices. */
    private final Map<NodeId, List<String>> nodes = new LinkedHashMap<>();

    private final Map<String, CliRequest> owed = new LinkedHashMap<>();
    private final boolean containers;

    /** Of a world in which everything runs as a process of its node. */
    public Board() {
        this(false);
    }

    /**
     * Of a world.
     *
     * @param containers whether some of its nodes run containers and nothing else
     */
    public Board(boolean containers) {
        this.containers = containers;
    }

    /** Whether some nodes run containers and nothing else, so that some wishes have to be such. */
    public boolean containers() {
        return containers;
    }

    public void saw(WorkloadId workload, WorkloadState state) {
        workloads.put(workload, state);
    }

    /** It exists; how it stands nobody said. */
    public void heardOf(WorkloadId workload) {
        workloads.putIfAbsent(workload, WorkloadState.PENDING);
    }

    /** A node with devices of these ids. */
    public void saw(NodeId node, List<String> devices) {
        nodes.put(node, devices);
    }

    /** The one that a number picks: mostly of those not seen ended. */
    public @Nullable WorkloadId workload(int pick) {
        List<WorkloadId> living = new ArrayList<>();
        workloads.forEach((id, state) -> {
            if (!state.isFinal()) {
                living.add(id);
            }
        });
        boolean any = living.isEmpty() || (pick & 7) == 0;
        return picked(any ? List.copyOf(workloads.keySet()) : living, pick);
    }

    public @Nullable NodeId node(int pick) {
        return picked(List.copyOf(nodes.keySet()), pick);
    }

    /** As far as they have ids. */
    public List<String> devices(@Nullable NodeId node) {
        return node == null ? List.of() : nodes.getOrDefault(node, List.of());
    }

    public static <T> @Nullable T picked(List<T> all, int pick) {
        return all.isEmpty() ? null : all.get(Math.floorMod(pick, all.size()));
    }

    /** What will have to be asked to undo what is now asked for. */
    public void owe(String what, CliRequest undo) {
        owed.put(what, undo);
    }

    /** It was undone, or there is nothing to undo. */
    public void paid(CliRequest undo) {
        owed.values().removeIf(undo::equals);
    }

    public List<CliRequest> owed() {
        return List.copyOf(owed.values());
    }
}
