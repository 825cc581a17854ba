package dev.clawgateway.bench.queue;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A fleet with 8 GPUs a node behind the scheduler's port, and time that moves a second a round. */
final class Floor {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int GPUS = 8;

    private final Placer placer;
    private final ArrayDeque<WorkloadId> running = new ArrayDeque<>();
    private final ArrayDeque<WorkloadId> queued = new ArrayDeque<>();
    private long workloads;
    private long rounds;

    /**
     * @param protection how long a workload runs before it may be stopped for another
     */
    Floor(int nodes, String policy, Duration protection) {
        placer =
                Schedulers.create(
                        new SchedulerOptions(
                                policy,
                                1,
                                protection,
                                Duration.ofDays(9),
                                0,
                                Duration.ofDays(1),
                                256));
        for (int number = 0; number < nodes; number++) {
            placer.upsertNode(node(number));
        }
    }

    /** A virtual cluster without limit. */
    void declare(String cluster, @Nullable String parent, long guaranteedGpus) {
        placer.upsertVirtualCluster(
                new VirtualCluster(
                        cluster,
                        parent,
                        new VirtualCluster.Quota(guaranteedGpus * 1000, 0, 0),
                        VirtualCluster.Quota.UNLIMITED,
                        1));
    }

    /** Queues equal workloads; nothing is decided yet. */
    void enqueue(int count, int gpus, String cluster, int priority) {
        WorkloadSpec spec = spec(gpus, 1000, cluster, priority);
        for (int i = 0; i < count; i++) {
            enqueue(spec);
        }
    }

    /** Queues workloads of one GPU of which no two ask for the same CPU. */
    void enqueueDifferent(int count, String cluster, int priority) {
        for (int i = 0; i < count; i++) {
            enqueue(spec(1, 1000 + workloads % 1_000_000, cluster, priority));
        }
    }

    private void enqueue(WorkloadSpec spec) {
        WorkloadId id = new WorkloadId(new UUID(2, ++workloads));
        queued.add(id);
        placer.enqueue(new PendingWorkload(id, spec, START.plusSeconds(workloads), null));
    }

    /** The oldest of those queued are wanted no longer. */
    void withdraw(int count) {
        for (int i = 0; i < count; i++) {
            placer.withdraw(queued.remove());
        }
    }

    /** The longest running workload ends. */
    void endOne() {
        placer.release(running.remove());
    }

    /**
     * Lets the scheduler work until it has nothing more to say; whoever it stops is gone at once.
     * Returns how many were started.
     */
    int settle() {
        int started = 0;
        List<Decision> decisions = decide();
        while (!decisions.isEmpty()) {
            for (Decision decision : decisions) {
                switch (decision) {
                    case Decision.Start start -> {
                        started += start.assignments().size();
                        for (Assignment assignment : start.assignments()) {
                            running.add(assignment.workload());
                        }
                    }
                    case Decision.Evict evict -> placer.release(evict.victim());
                }
            }
            decisions = decide();
        }
        return started;
    }

    private List<Decision> decide() {
        rounds++;
        Moment now =
                new Moment(
                        START.plus(Duration.ofDays(1)).plusSeconds(rounds),
                        rounds * 1_000_000_000L);
        return placer.decide(now, 8192);
    }

    private static WorkloadSpec spec(int gpus, long cpuMillis, String cluster, int priority) {
        return new WorkloadSpec(
                "bench",
                List.of(),
                Map.of(),
                gpus,
                1024,
                cpuMillis,
                Map.of(),
                new SchedulingRequirements(
                        List.of(),
                        null,
                        NodeRequirements.NONE,
                        NeighbourRequirements.NONE,
                        new QueueTerms(cluster, priority, true, false, null, null),
                        null,
                        null,
                        null));
    }

    private static SchedulableNode node(int number) {
        List<Gpu> gpus =
                IntStream.range(0, GPUS)
                        .mapToObj(index -> new Gpu(index, "H100", 81_559, "GPU-" + index))
                        .toList();
        return new SchedulableNode(
                new NodeId(new UUID(1, number)),
                "node-" + number,
                new NodeCapacity(gpus, 96_000, 1_048_576, List.of()),
                Map.of(),
                Map.of(),
                List.of(),
                Availability.OPEN);
    }
}
