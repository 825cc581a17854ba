package dev.clawgateway.core.state.node;

import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.rules.SpecRules;
import dev.clawgateway.core.workload.rules.TextLimits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What work is and holds that a node tells of, and the gateway did not give it. */
public final class ToldWork {
    /** What a workload is called of which nobody says what it is. */
    public static final String UNKNOWN_IMAGE = "unknown";

    private ToldWork() {}

    /** What is known here of such work, else what its node says; else as little as can be. */
    public static WorkloadSpec specOf(RunningAttempt attempt, @Nullable WorkloadRecord known) {
        if (known != null && !(known instanceof Ended)) {
            return known.spec();
        }
        WorkloadSpec told = attempt.spec();
        int gpus = attempt.devices() == null ? 0 : attempt.devices().size();
        if (told == null
                || TextLimits.violation(told).isPresent()
                || SpecRules.violation(told).isPresent()) {
            return new WorkloadSpec(UNKNOWN_IMAGE, List.of(), Map.of(), gpus, 0, 0);
        }
        SchedulingRequirements asked = told.scheduling();
        return new WorkloadSpec(
                told.image(),
                told.command(),
                told.env(),
                told.gpuCount(),
                told.memoryMib(),
                told.cpuMillis(),
                told.labels(),
                // It is one of those that it was started with, which are not known together.
                new SchedulingRequirements(
                        List.of(),
                        asked.gpu(),
                        asked.node(),
                        asked.neighbours(),
                        asked.queue(),
                        null,
                        null,
                        asked.policy()));
    }

    /** What it holds, as its node says; and of the rest what its spec asks for. */
    public static Allocation allocation(
            NodeRecord node, RunningAttempt attempt, WorkloadSpec spec) {
        List<GpuGrant> told = attempt.devices();
        List<GpuGrant> grants =
                told == null
                        ? List.of()
                        : told.stream().map(grant -> whole(node, grant)).distinct().toList();
        return new Allocation(node.id(), grants, spec.cpuMillis(), spec.memoryMib(), 0);
    }

    /** A whole device comes with all of its memory, which nodes do not repeat. */
    private static GpuGrant whole(NodeRecord node, GpuGrant grant) {
        return node.capacity().gpus().stream()
                .filter(gpu -> gpu.index() == grant.index() && grant.memoryMib() == 0)
                .map(gpu ->
                        new GpuGrant(
                                grant.index(),
                                grant.milli(),
                                gpu.memoryMib() * grant.milli() / 1000,
                                grant.migProfile()))
                .findFirst()
                .orElse(grant);
    }
}
