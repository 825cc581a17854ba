package dev.clawgateway.server.metrics;

import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.output.LogLimits;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.record.NodeOverrides;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The metrics of a gateway in which little has happened. */
abstract class WatchedMetrics {
    static final String H100 = "NVIDIA H100 80GB HBM3";

    final Time time = new SystemTime();
    final TrafficCounters traffic = new TrafficCounters();
    final Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
    final GatewayMetrics metrics = new GatewayMetrics("1.2.3", time);

    Runnable countWaiting = () -> {};

    @BeforeEach
    void watch() {
        NodeRecord node =
                node(1, List.of(new Gpu(0, H100, 81_559, "a"), new Gpu(1, H100, 81_559, "b")));
        WorkloadRecord workload =
                running(new Allocation(node.id(), List.of(new GpuGrant(1, 500, 1, null)), 0, 0, 0));
        watch(List.of(node), List.of(workload, pending(10, "data"), pending(11), pending(12)));
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    void watch(List<NodeRecord> nodes, List<WorkloadRecord> workloads) {
        Snapshot snapshot =
                new Snapshot(nodes, workloads, List.of(), true, PastUseRecord.NONE, List.of(), 0);
        WorkloadLogs logs = new WorkloadLogs(LogLimits.DEFAULT, "boot", Runnable::run, _ -> {});
        PublishedView view = new PublishedView(snapshot, 10);
        metrics.watchFleet(view, new Telemetry(HistoryLimits.DEFAULT));
        countWaiting = metrics.watchWaiting(view, this::ask, time);
        metrics.watchTraffic(new Sessions("gateway"), traffic, logs, time);
        metrics.watchControl(() -> 7, 100, () -> true);
    }

    void runLoop() {
        LoopMetrics loop = metrics.loop();
        loop.batchTaken(3);
        loop.applied(new Outcome.Refused(ErrorCode.NO_CAPACITY, "full"));
        loop.applied(
                new Outcome.Placed(new WorkloadId(new UUID(0, 1)), new NodeId(new UUID(0, 2))));
        loop.schedulingStarted();
        loop.schedulingEnded(2, 0);
        loop.commitStarted(5);
        loop.commitEnded();
    }

    void countTraffic() {
        traffic.received("heartbeat", 180);
        traffic.received("heartbeat", 180);
        traffic.sent("heartbeat_ack", 90);
        traffic.refused("full");
        traffic.dropped("log_line", 12);
    }

    static NodeRecord node(int id, List<Gpu> gpus) {
        return new NodeRecord(
                new NodeId(new UUID(0, id)),
                "node-" + id,
                new NodeCapacity(gpus, 64_000, 1024, List.of()),
                NodeRecord.Marks.NONE,
                NodeOverrides.NONE,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** The engine knows it, and may place work there. */
    void open(NodeRecord node) {
        placer.upsertNode(
                new SchedulableNode(
                        node.id(),
                        node.name(),
                        node.capacity(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Availability.OPEN));
    }

    boolean ask(Consumer<Placer> question) {
        question.accept(placer);
        return true;
    }

    static WorkloadRecord pending(int id, String... gates) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        SchedulingRequirements gated =
                new SchedulingRequirements(
                        Stream.of(gates).map(gate -> new SchedulingGate(gate, null, null)).toList(),
                        none.gpu(),
                        none.node(),
                        none.neighbours(),
                        none.queue(),
                        none.parallel(),
                        none.gang(),
                        none.policy());
        return Pending.submitted(
                new WorkloadId(new UUID(0, id)),
                new Origin(
                        new WorkloadSpec("image", List.of(), Map.of(), 1, 0, 0, Map.of(), gated),
                        null,
                        null,
                        Instant.EPOCH,
                        null));
    }

    static WorkloadRecord running(Allocation allocation) {
        return Pending.submitted(
                        new WorkloadId(new UUID(0, 9)),
                        new Origin(
                                new WorkloadSpec("image", List.of(), Map.of(), 1, 0, 0),
                                null,
                                null,
                                Instant.EPOCH,
                                null))
                .assigned(allocation, "fits")
                .running(Instant.EPOCH, null);
    }
}
