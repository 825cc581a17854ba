package dev.clawgateway.server.cost;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Lives of workloads on one node, by the real rules: each is submitted, placed, runs, is asked to
 * stop and stops, and once all have, all are forgotten. A batch a command, as where nobody else is
 * about.
 */
final class Lives {
    /** Batches of each life; the first is the submission with its placement. */
    static final int BATCHES = 4;

    /** What is asked for. */
    enum Ask {
        /** Two GPUs, and a spec that no other has. */
        OWN(2, true),
        /** Two GPUs, and the spec that all have. */
        SHARED(2, false),
        /** A whole node of eight GPUs, and a spec that no other has. */
        WHOLE_NODE(8, true);

        private final int gpus;
        private final boolean own;

        Ask(int gpus, boolean own) {
            this.gpus = gpus;
            this.own = own;
        }

        WorkloadSpec spec(int number) {
            int told = own ? number : 0;
            return new WorkloadSpec(
                    "registry.example/vision/train:2026.03",
                    List.of("python", "train.py", "--epochs", "3", "--data", "/data/set-7"),
                    Map.of("RUN", "run-" + told, "NCCL_DEBUG", "WARN"),
                    gpus,
                    65_536,
                    16_000,
                    Map.of("name", "train-" + told, "team", "vision"),
                    SchedulingRequirements.NONE);
        }
    }

    private static final NodeId NODE =
            new NodeId(new UUID(0x5e1d77aa0b1c2d3eL, 0x8f00112233445566L));
    private static final SessionId SESSION = new SessionId("3f6588de", 1);
    private static final Duration STEP = Duration.ofNanos(1_234_567_891L);

    private final ClusterState state =
            new ClusterState(Schedulers.create(SchedulerOptions.DEFAULT), CoreSettings.DEFAULT);

    private final Caller operator =
            new Caller(new Principal.Operator(null), "claw", "10.20.30.40", 51234, false, null);
    private final Caller agent =
            new Caller(new Principal.Node(NODE), "claw", "10.20.31.7", 40122, false, null);
    private Moment now = new Moment(Instant.parse("2026-03-04T05:06:07.123456789Z"), 1);

    /** The node's own batch. */
    List<Change> begin() {
        List<Gpu> gpus =
                IntStream.range(0, 8)
                        .mapToObj(i ->
                                new Gpu(
                                        i,
                                        "NVIDIA H100 80GB HBM3",
                                        81_559,
                                        "GPU-5e1d77aa-1111-2222-3333-44445555666" + i))
                        .toList();
        return applied(
                agent,
                new Command.RegisterNode(
                        NODE,
                        SESSION,
                        "rack3-slot7",
                        new NodeCapacity(gpus, 96_000, 1 << 20, List.of("docker")),
                        NodeRecord.Marks.NONE,
                        List.of()));
    }

    /** The batches of one life, until it has stopped. */
    List<List<Change>> life(int number, Ask ask) {
        WorkloadId id =
                new WorkloadId(
                        new UUID(0x9d3c_0000_1111_2222L + number, ~number * 0x9e3779b97f4a7c15L));
        List<List<Change>> batches = new ArrayList<>();
        List<Change> submitted = new ArrayList<>();
        submitted.addAll(
                applied(operator, new Command.SubmitWorkload(id, ask.spec(number), null, true)));
        submitted.addAll(state.schedule(now, Integer.MAX_VALUE).changes());
        batches.add(submitted);
        batches.add(reported(id, WorkloadState.RUNNING));
        batches.add(applied(operator, new Command.StopWorkload(id, false)));
        batches.add(reported(id, WorkloadState.STOPPED));
        boolean stopped =
                batches.getLast().stream()
                        .anyMatch(change ->
                                change instanceof Change.WorkloadSaved(var workload)
                                        && workload.state() == WorkloadState.STOPPED);
        if (!stopped) {
            throw new AssertionError("it did not live as it should: " + batches);
        }
        return batches;
    }

    private List<Change> reported(WorkloadId id, WorkloadState what) {
        return applied(agent, new Command.ReportWorkload(NODE, SESSION, id, what, 1, null, null));
    }

    /** All are kept no more. */
    List<Change> forget() {
        Duration kept = CoreSettings.DEFAULT.keepFinished().plusDays(1);
        now = new Moment(now.wall().plus(kept), now.nanos() + kept.toNanos());
        return applied(Caller.GATEWAY, new Command.Tick());
    }

    private List<Change> applied(Caller caller, Command<?> command) {
        now = new Moment(now.wall().plus(STEP), now.nanos() + STEP.toNanos());
        return state.apply(caller, command, now).changes();
    }
}
