package dev.clawgateway.control;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A fleet without threads: what it is told is applied, placed and published at once. */
public final class PublishedFleet implements SchedulerQueries {
    public final ManualTime time = new ManualTime();
    public final PublishedView view;

    private final Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
    private final ClusterState state = new ClusterState(placer, CoreSettings.DEFAULT);
    private int asked;

    public PublishedFleet() {
        this(PublishedView.Keeping.CHANGES);
    }

    /** One that keeps so few changes for those who watch. */
    public PublishedFleet(int changes) {
        view =
                new PublishedView(
                        Snapshot.EMPTY, new PublishedView.Keeping(50, changes), Runnable::run);
    }

    /** Time passes, and what is due is done. */
    public void pass(Duration time) {
        this.time.advance(time);
        tell(new Command.Tick());
    }

    public void tell(Command<?> command) {
        view.publish(List.of(state.apply(Caller.GATEWAY, command, time.moment()).changes()));
        view.publish(List.of(state.schedule(time.moment(), 100).changes()));
    }

    /** The same by somebody, with what it came to; nothing is placed. */
    public <O extends Outcome.Granted> Verdict<O> tell(Caller caller, Command<O> command) {
        Applied<O> applied = state.apply(caller, command, time.moment());
        view.publish(List.of(applied.changes()));
        return applied.verdict();
    }

    /** A node of that number with 64 cores and 500 GiB. */
    public NodeId node(int number, int gpus, String model) {
        List<Gpu> devices =
                IntStream.range(0, gpus)
                        .mapToObj(index -> new Gpu(index, model, 81_920, "GPU-" + index))
                        .toList();
        NodeId id = new NodeId(new UUID(1, number));
        tell(
                new Command.RegisterNode(
                        id,
                        session(number),
                        "node-" + number,
                        new NodeCapacity(devices, 64_000, 512_000, List.of()),
                        NodeRecord.Marks.NONE,
                        null));
        return id;
    }

    public static SessionId session(int node) {
        return new SessionId("gateway", node);
    }

    public void lose(int node) {
        tell(new Command.SessionClosed(new NodeId(new UUID(1, node)), session(node)));
    }

    /** One that asks for GPUs, eight cores and 1,000 MiB. */
    public WorkloadId submit(int number, int gpus) {
        return submit(number, new WorkloadSpec("img", List.of(), Map.of(), gpus, 1_000, 8_000));
    }

    public WorkloadId submit(int number, WorkloadSpec spec) {
        WorkloadId id = new WorkloadId(new UUID(7, number));
        tell(new Command.SubmitWorkload(id, spec, null, true));
        return id;
    }

    public void runs(WorkloadId workload, int node) {
        tell(
                new Command.ReportWorkload(
                        new NodeId(new UUID(1, node)),
                        session(node),
                        workload,
                        WorkloadState.RUNNING,
                        null,
                        null,
                        null));
    }

    /** How often the engine was asked. */
    public int asked() {
        return asked;
    }

    @Override
    public boolean ask(Consumer<Placer> question) {
        asked++;
        question.accept(placer);
        return true;
    }
}
