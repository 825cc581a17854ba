package dev.clawgateway.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.NeighbourRequirements;
import dev.clawgateway.core.NodeRequirements;
import dev.clawgateway.core.QueueTerms;
import dev.clawgateway.core.SchedulingRequirements;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.placement.Placer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a node ran when it was lost, and may run still when it returns without saying what it runs.
 * It is told to stop that, and the devices stay held until it says so, or the time for it is over.
 * Soft state.
 */
final class Leftovers {
    private static final String LOST = "the node was lost";

    private final Placer placer;
    private final Deadlines deadlines;
    private final CoreSettings settings;

    Leftovers(Placer placer, Deadlines deadlines, CoreSettings settings) {
        this.placer = placer;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /** The node was lost with this workload. */
    void lost(Tables.NodeEntry node, WorkloadRecord workload) {
        node.leftovers.put(workload.id(), workload);
    }

    /** The node is back. One that says what it runs is told what to stop by that. */
    void returned(Turn turn, Tables.NodeEntry node, boolean saysWhatRuns) {
        if (saysWhatRuns) {
            left(node);
            node.leftovers.clear();
        }
        for (WorkloadRecord workload : node.leftovers.values()) {
            Allocation allocation = workload.allocation();
            turn.effect(
                    new Effect.Stop(
                            node.record.id(),
                            node.session,
                            workload.id(),
                            workload.attempt(),
                            Duration.ZERO,
                            LOST));
            if (allocation != null) {
                placer.release(holder(workload));
                placer.restore(
                        holder(workload), null, claim(workload), allocation, turn.now().wall());
            }
            deadlines.set(turn.now().nanos(), settings.stopTimeout(), due(node, workload));
        }
    }

    /** The node is away: nothing is placed there, and it is told again when it returns. */
    void left(Tables.NodeEntry node) {
        for (WorkloadRecord workload : node.leftovers.values()) {
            placer.release(holder(workload));
            deadlines.takeBack(due(node, workload));
        }
    }

    /** Whether the end that a node reports is that of something it ran before it was lost. */
    boolean ended(Tables.NodeEntry node, WorkloadId id) {
        WorkloadRecord workload = node.leftovers.remove(id);
        if (workload == null) {
            return false;
        }
        placer.release(holder(workload));
        deadlines.takeBack(due(node, workload));
        return true;
    }

    private static Deadlines.Due due(Tables.NodeEntry node, WorkloadRecord workload) {
        return new Deadlines.Due.LeftoverOverdue(node.record.id(), workload.id());
    }

    /** The workload itself may wait, or run elsewhere, under its own id. */
    private static WorkloadId holder(WorkloadRecord workload) {
        String name = "leftover of " + workload.id() + " attempt " + workload.attempt();
        return new WorkloadId(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
    }

    /** Nobody's quota, and not to be preempted. */
    private static WorkloadSpec claim(WorkloadRecord workload) {
        WorkloadSpec spec = workload.spec();
        GpuRequirement gpus = spec.gpuRequirement();
        QueueTerms terms = new QueueTerms(QueueTerms.DEFAULT_CLUSTER, 0, false, false, null, null);
        return new WorkloadSpec(
                spec.image(),
                List.of(),
                Map.of(),
                spec.gpuCount(),
                spec.memoryMib(),
                spec.cpuMillis(),
                Map.of(),
                new SchedulingRequirements(
                        List.of(),
                        gpus,
                        NodeRequirements.NONE,
                        NeighbourRequirements.NONE,
                        terms,
                        null,
                        null,
                        null));
    }
}
