package dev.clawgateway.scheduler;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Short ways to write nodes and requests. Ids count up from what the caller says. */
public final class Requests {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Moment NOW = at(Duration.ZERO);

    private Requests() {}

    public static Moment at(Duration afterStart) {
        return new Moment(START.plus(afterStart), afterStart.toNanos());
    }

    public static NodeId nodeId(long number) {
        return new NodeId(new UUID(0x1000, number));
    }

    public static WorkloadId workloadId(long number) {
        return new WorkloadId(new UUID(0x2000, number));
    }

    /** An open node with 64 cores and 256 GiB. */
    public static SchedulableNode node(long number, int gpus, String model) {
        return node(number, gpus, model, Map.of());
    }

    public static SchedulableNode node(
            long number, int gpus, String model, Map<String, String> labels) {
        List<Gpu> devices =
                IntStream.range(0, gpus)
                        .mapToObj(i -> new Gpu(i, model, 81_920, "GPU-" + number + "-" + i))
                        .toList();
        return node(number, new NodeCapacity(devices, 64_000, 262_144, List.of()), labels);
    }

    public static SchedulableNode node(
            long number, NodeCapacity capacity, Map<String, String> labels) {
        return new SchedulableNode(
                nodeId(number),
                "node-" + number,
                capacity,
                labels,
                Map.of(),
                List.of(),
                Availability.OPEN);
    }

    public static SchedulableNode in(SchedulableNode node, Availability availability) {
        return new SchedulableNode(
                node.id(),
                node.name(),
                node.capacity(),
                node.labels(),
                node.conditions(),
                node.taints(),
                availability);
    }

    /** With GPUs that are not well. */
    static SchedulableNode ill(SchedulableNode node, Integer... gpus) {
        return new SchedulableNode(
                node.id(),
                node.name(),
                node.capacity(),
                node.labels(),
                node.conditions(),
                node.taints(),
                node.availability(),
                List.of(gpus),
                node.remark());
    }

    public static SchedulableNode with(SchedulableNode node, NodeCapacity capacity) {
        return new SchedulableNode(
                node.id(),
                node.name(),
                capacity,
                node.labels(),
                node.conditions(),
                node.taints(),
                node.availability());
    }

    /** One core and 1 GiB beside the GPUs. */
    public static WorkloadSpec spec(int gpus) {
        return new WorkloadSpec("image", List.of(), Map.of(), gpus, 1024, 1000);
    }

    public static WorkloadSpec spec(GpuRequirement gpu) {
        return with(spec(0), gpu, NodeRequirements.NONE, NeighbourRequirements.NONE);
    }

    public static WorkloadSpec spec(NodeRequirements node) {
        return with(spec(1), null, node, NeighbourRequirements.NONE);
    }

    public static WorkloadSpec spec(int gpus, QueueTerms terms) {
        return with(spec(gpus), null, terms, null);
    }

    public static WorkloadSpec with(
            WorkloadSpec spec,
            @Nullable GpuRequirement gpu,
            NodeRequirements node,
            NeighbourRequirements neighbours) {
        var old = spec.scheduling();
        return spec.with(
                new SchedulingRequirements(
                        old.gates(),
                        gpu,
                        node,
                        neighbours,
                        old.queue(),
                        old.parallel(),
                        old.gang(),
                        old.policy()));
    }

    public static WorkloadSpec with(
            WorkloadSpec spec,
            @Nullable GpuRequirement gpu,
            QueueTerms terms,
            @Nullable Gang gang) {
        var old = spec.scheduling();
        return spec.with(
                new SchedulingRequirements(
                        old.gates(),
                        gpu,
                        old.node(),
                        old.neighbours(),
                        terms,
                        old.parallel(),
                        gang,
                        old.policy()));
    }

    public static WorkloadSpec withPolicy(WorkloadSpec spec, String policy) {
        return spec.with(spec.scheduling().by(policy));
    }

    public static WorkloadSpec labelled(WorkloadSpec spec, Map<String, String> labels) {
        return new WorkloadSpec(
                spec.image(),
                spec.command(),
                spec.env(),
                spec.gpuCount(),
                spec.memoryMib(),
                spec.cpuMillis(),
                labels,
                spec.scheduling());
    }

    public static GpuRequirement models(
            int count, @Nullable GpuRequirement fallback, String... models) {
        return new GpuRequirement(
                count, GpuSelector.ANY, 0, null, List.of(models), null, null, false, 0, fallback);
    }

    public static GpuRequirement share(int milli, long memoryMib) {
        return new GpuRequirement(
                1,
                GpuSelector.ANY,
                0,
                null,
                List.of(),
                new GpuShare(milli, memoryMib),
                null,
                false,
                0,
                null);
    }

    /** An open node with A100s that can be cut into slices. */
    public static SchedulableNode sliceable(long number, int gpus) {
        List<Gpu> devices =
                IntStream.range(0, gpus)
                        .mapToObj(i ->
                                new Gpu(
                                        i,
                                        "A100",
                                        81_920,
                                        "GPU-" + number + "-" + i,
                                        List.of("1g.10gb", "2g.20gb", "3g.40gb"),
                                        List.of()))
                        .toList();
        return node(number, new NodeCapacity(devices, 64_000, 262_144, List.of()), Map.of());
    }

    public static GpuRequirement slice(String profile) {
        return new GpuRequirement(
                1, GpuSelector.ANY, 0, null, List.of(), null, profile, false, 0, null);
    }

    public static QueueTerms terms(String cluster, int priority) {
        return new QueueTerms(cluster, priority, true, false, null, null);
    }

    public static PendingWorkload pending(long number, WorkloadSpec spec) {
        return new PendingWorkload(workloadId(number), spec, START, null);
    }

    /** Members numbered upward from {@code first}. */
    public static PendingWorkload gang(long first, int members, int min, WorkloadSpec spec) {
        List<WorkloadId> ids =
                IntStream.range(0, members).mapToObj(i -> workloadId(first + i)).toList();
        return new PendingWorkload(ids, min, spec, START, null);
    }
}
