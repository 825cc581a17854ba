package dev.clawgateway.server.cost;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A store as a large fleet leaves it, by the real rules: nodes with eight GPUs each, and workloads
 * of two that run, spread over all of them.
 */
final class FilledStore {
    private static final int GPUS = 8;
    private static final int BATCH = 5000;

    private final ClusterState state =
            new ClusterState(Schedulers.create(SchedulerOptions.DEFAULT), roomy());
    private final Caller operator =
            new Caller(new Principal.Operator(null), "claw", "10.20.30.40", 51234, false, null);
    private final Store store;
    private final Term term;
    private final List<Change> changes = new ArrayList<>();
    private long steps;

    /** Begins with an empty store. */
    FilledStore(Store store) {
        this.store = store;
        store.load();
        this.term = store.begin();
    }

    private static CoreSettings roomy() {
        CoreSettings usual = CoreSettings.DEFAULT;
        return new CoreSettings(
                usual.nodeTimeout(),
                usual.startTimeout(),
                usual.stopTimeout(),
                usual.stopGrace(),
                usual.forgetNodeAfter(),
                usual.keepFinished(),
                RestartCost.MAX_NODES,
                usual.maxWorkloads(),
                usual.maxEvents(),
                usual.undeclaredClusters());
    }

    /** Answers how many workloads run. */
    long fill(int nodes, int workloads) {
        for (int i = 0; i < nodes; i++) {
            apply(caller(i), register(i));
        }
        for (int i = 0; i < workloads; i++) {
            int node = (int) ((long) i * nodes / workloads);
            WorkloadId id = new WorkloadId(new UUID(0x9d3c_0000_1111_2222L + i, ~i * 0x9e37L));
            apply(operator, new Command.SubmitWorkload(id, spec(i), node(node), true));
            changes.addAll(state.schedule(now(), Integer.MAX_VALUE).changes());
            apply(
                    caller(node),
                    new Command.ReportWorkload(
                            node(node), session(node), id, WorkloadState.RUNNING, 1, null, null));
        }
        commit();
        return store.load().workloads().stream()
                .filter(workload -> workload.state() == WorkloadState.RUNNING)
                .count();
    }

    private static Command.RegisterNode register(int number) {
        List<Gpu> gpus =
                IntStream.range(0, GPUS)
                        .mapToObj(gpu ->
                                new Gpu(
                                        gpu,
                                        "NVIDIA H100 80GB HBM3",
                                        81_559,
                                        "GPU-%08x-1111-2222-3333-44445555666%d"
                                                .formatted(number, gpu)))
                        .toList();
        return new Command.RegisterNode(
                node(number),
                session(number),
                "rack%d-slot%d".formatted(number / 32, number % 32),
                new NodeCapacity(gpus, 96_000, 1 << 20, List.of("docker")),
                new NodeRecord.Marks(
                        Map.of("rack", "rack" + number / 32, "zone", "zone-" + number % 3),
                        Map.of(),
                        List.of()),
                List.of());
    }

    private static WorkloadSpec spec(int number) {
        return new WorkloadSpec(
                "registry.example/vision/train:2026.03",
                List.of("python", "train.py", "--epochs", "3", "--data", "/data/set-7"),
                Map.of("RUN", "run-" + number, "NCCL_DEBUG", "WARN"),
                2,
                65_536,
                16_000,
                Map.of("name", "train-" + number, "team", "vision"),
                SchedulingRequirements.NONE);
    }

    private static NodeId node(int number) {
        return new NodeId(new UUID(0x5e1d77aa0b1c2d3eL + number, 0x8f00112233445566L));
    }

    private static SessionId session(int number) {
        return new SessionId("3f6588de", number + 1);
    }

    private static Caller caller(int node) {
        return new Caller(new Principal.Node(node(node)), "claw", "10.20.31.7", 40122, false, null);
    }

    private void apply(Caller caller, Command<?> command) {
        changes.addAll(state.apply(caller, command, now()).changes());
        if (changes.size() >= BATCH) {
            commit();
        }
    }

    private Moment now() {
        steps++;
        return new Moment(
                Instant.parse("2026-03-04T05:06:07Z").plusMillis(steps), 1 + steps * 1_000_000);
    }

    private void commit() {
        store.commit(term, changes.stream().filter(Change::durable).toList());
        changes.clear();
    }
}
