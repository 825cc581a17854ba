package dev.clawgateway.bench.fleet;

import dev.clawgateway.control.LoopObserver;
import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.control.leadership.Realm;
import dev.clawgateway.control.leadership.SoleLeadership;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.turns.TurnThread;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.store.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** A gateway's state with so many nodes of eight GPUs, half of which are held; without sessions. */
final class LargeFleet implements AutoCloseable {
    static final int GPUS = 8;

    private static final int UNDER_WAY = 1000;
    private static final long PAUSE_NANOS = 10_000_000;

    final Time time = new SystemTime();
    final PublishedView view = new PublishedView(Snapshot.EMPTY, 1000);
    final LeaderInbox inbox = new LeaderInbox();

    private final SoleLeadership leadership;
    private final Semaphore room = new Semaphore(UNDER_WAY);

    LargeFleet(int nodes) {
        CoreSettings usual = CoreSettings.DEFAULT;
        CoreSettings settings =
                new CoreSettings(
                        Duration.ofDays(1),
                        usual.startTimeout(),
                        usual.stopTimeout(),
                        usual.stopGrace(),
                        usual.forgetNodeAfter(),
                        usual.keepFinished(),
                        nodes,
                        usual.maxWorkloads(),
                        1000,
                        false);
        leadership =
                new SoleLeadership(
                        new MemoryStore(1000),
                        new Realm(
                                () -> Schedulers.create(SchedulerOptions.DEFAULT),
                                () -> settings,
                                view,
                                new Links(),
                                new LoopObserver() {},
                                time,
                                2 * UNDER_WAY,
                                TurnThread::start,
                                Audit.NONE),
                        inbox,
                        () -> {});
        leadership.start();
        for (int i = 0; i < nodes; i++) {
            tell(register(i));
        }
        for (int i = 0; i < nodes; i++) {
            WorkloadSpec half = new WorkloadSpec("x", List.of(), Map.of(), GPUS / 2, 1024, 8000);
            tell(new Command.SubmitWorkload(workload(i), half, id(i), true));
        }
        settle(WorkloadState.STARTING, nodes);
        for (int i = 0; i < nodes; i++) {
            tell(
                    new Command.ReportWorkload(
                            id(i),
                            session(i),
                            workload(i),
                            WorkloadState.RUNNING,
                            null,
                            null,
                            null));
        }
        settle(WorkloadState.RUNNING, nodes);
    }

    /** Waits until so many are so far; where they do not come so far it waits for ever. */
    private void settle(WorkloadState state, int workloads) {
        while (view.totals().workloadsByState().getOrDefault(state, 0) < workloads) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void tell(Command<?> command) {
        room.acquireUninterruptibly();
        if (!inbox.offer(Caller.GATEWAY, command, _ -> room.release())) {
            throw new IllegalStateException("not taken");
        }
    }

    static NodeId id(int number) {
        return new NodeId(new UUID(0x9e3779b97f4a7c15L * number, number));
    }

    private static WorkloadId workload(int number) {
        return new WorkloadId(new UUID(1, number));
    }

    private static SessionId session(int number) {
        return new SessionId("gateway", number + 1L);
    }

    private static Command<?> register(int number) {
        String model = number % 4 == 0 ? "NVIDIA L40S" : "NVIDIA H100 80GB HBM3";
        List<Gpu> gpus = new ArrayList<>();
        for (int i = 0; i < GPUS; i++) {
            gpus.add(new Gpu(i, model, 81_559, "GPU-" + number + "-" + i));
        }
        return new Command.RegisterNode(
                id(number),
                session(number),
                "gpu-" + number,
                new NodeCapacity(gpus, 128_000, 1_048_576, List.of()),
                NodeRecord.Marks.NONE,
                null);
    }

    @Override
    public void close() {
        leadership.close();
    }
}
