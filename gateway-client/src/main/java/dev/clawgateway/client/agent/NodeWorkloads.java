package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.runner.Attempts;
import dev.clawgateway.client.runner.Ending;
import dev.clawgateway.client.runner.Wakeups;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workloads of this node: carries out starts and stops, and tells the gateway what became of
 * them. Confined to the agent's thread, but for {@link #running()} and {@link #heldGpus()}.
 */
final class NodeWorkloads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWorkloads.class);

    /** The number of an attempt when the gateway does not count them. */
    private static final int ONLY_ATTEMPT = 1;

    // Long enough for a container to be removed, short enough to be told what is wrong.
    private static final Duration GPU_WAIT = Duration.ofMinutes(1);

    private final Devices devices;
    private final LaunchPlanner planner;
    private final StartOrders orders;
    private final AttemptReporter reports;
    private final Attempts runner;
    private final Time time;
    private final Wakeups wakeups;
    private final Intake admission;
    private final Map<AttemptId, WaitingStart> waiting = new LinkedHashMap<>();
    private final Map<AttemptId, WorkloadState> standings = new ConcurrentHashMap<>();
    // In order: what is told of them must not change with the process that tells it.
    private volatile NavigableSet<Integer> heldGpus = Collections.emptyNavigableSet();

    NodeWorkloads(
            Devices devices,
            LaunchPlanner planner,
            Attempts runner,
            StartOrders orders,
            AttemptReporter reports,
            Appointments appointments,
            Intake admission) {
        this.devices = devices;
        this.planner = planner;
        this.orders = orders;
        this.reports = reports;
        this.runner = runner;
        this.time = appointments.time();
        this.wakeups = appointments.wakeups();
        this.admission = admission;
    }

    /** Finds what an earlier agent left, and tells again what the gateway may not have heard. */
    void recover() {
        runner.recover();
        for (AttemptId id : runner.live()) {
            orders.found(id, runner.order(id), runner.gpus(id));
            note(id);
        }
        for (AttemptId id : runner.unreported()) {
            note(id);
            runner.outcome(id).ifPresent(ending -> reports.tell(id, ending));
        }
        heldGpus = Collections.unmodifiableNavigableSet(held());
    }

    /** By their numbers now, of what runs and of what others left behind. */
    private NavigableSet<Integer> held() {
        NavigableSet<Integer> held = new TreeSet<>();
        runner.live().forEach(id -> held.addAll(orders.gpus(id)));
        runner.leftovers()
                .forEach(leftover -> held.addAll(leftover.gpus().indexes(devices.gpus())));
        return held;
    }

    /** Starts an attempt, once for ever; asked again, tells where it stands. */
    void start(NodeCommand.StartWorkload command) {
        Integer attempt = command.attempt();
        AttemptId id =
                new AttemptId(command.workloadId(), attempt == null ? ONLY_ATTEMPT : attempt);
        if (waiting.containsKey(id)) {
            return;
        } else if (runner.state(id) != null) {
            tellAgain(id);
            return;
        }
        Optional<String> refusal =
                foreign(id).or(() -> admission.refusal(runner.live().size() + waiting.size()));
        if (refusal.isPresent()) {
            runner.skip(id, Ending.refused(refusal.get()));
            note(id);
            return;
        }
        stopOlder(id);
        waiting.put(id, new WaitingStart(command, time.nanos() + GPU_WAIT.toNanos()));
        orders.began(id, command, GivenGpus.of(command.gpuIds(), devices.gpus()));
        note(id);
        startWaiting();
        if (waiting.containsKey(id)) {
            reports.tell(id, WorkloadState.STARTING, null, null);
            wakeups.after(GPU_WAIT.plusSeconds(1), id);
        }
    }

    /** An older attempt, begun by order of another fleet's gateway, is not ended for this one's. */
    private Optional<String> foreign(AttemptId newer) {
        return runner.live().stream()
                .filter(id -> id.workload().equals(newer.workload()))
                .filter(id -> !orders.mayEnd(id, false))
                .findFirst()
                .map(id -> "attempt " + id.attempt() + " of it runs here, for another fleet");
    }

    /** An older attempt is not current any more, or there would not be a newer one. */
    private void stopOlder(AttemptId newer) {
        for (AttemptId id : runner.live()) {
            if (id.workload().equals(newer.workload())) {
                runner.stop(id, Duration.ZERO);
                note(id);
            }
        }
    }

    void stop(NodeCommand.StopWorkload command) {
        Duration grace = Duration.ofSeconds(Math.min(command.gracePeriodSecs(), 86_400));
        List<AttemptId> found = matching(command.workloadId(), command.attempt());
        for (AttemptId id : found) {
            if (!orders.mayEnd(id, command.ordered())) {
                LOG.atWarn()
                        .addKeyValue("workload", id.workload())
                        .addKeyValue("reason", command.reason())
                        .log("not stopped: it is of another fleet, and no operator wants it");
                continue;
            }
            if (waiting.remove(id) != null) {
                runner.skip(id, Ending.stoppedBefore("stopped before it started"));
            } else {
                runner.stop(id, grace);
            }
            note(id);
        }
        if (found.isEmpty()) {
            stopUnknown(command);
        }
    }

    private void stopUnknown(NodeCommand.StopWorkload command) {
        Integer attempt = command.attempt();
        if (attempt == null) {
            reports.tellUnknown(command.workloadId());
            return;
        }
        AttemptId id = new AttemptId(command.workloadId(), attempt);
        // Remembered, so that a start that was overtaken by its stop does nothing.
        if (runner.skip(id, Ending.stoppedBefore("not running on this node"))) {
            note(id);
        } else {
            tellAgain(id);
        }
    }

    private List<AttemptId> matching(WorkloadId workload, @Nullable Integer attempt) {
        List<AttemptId> found = new ArrayList<>(runner.live());
        found.addAll(waiting.keySet());
        found.removeIf(id ->
                !id.workload().equals(workload) || (attempt != null && id.attempt() != attempt));
        return found;
    }

    /** Looks at an attempt that something happened to. */
    void look(AttemptId id) {
        runner.look(id);
        note(id);
        startWaiting();
    }

    /** Looks at everything once and writes down what is due; to be called about once a second. */
    void turn() {
        List<AttemptId> before = runner.live();
        runner.turn();
        before.forEach(this::note);
        startWaiting();
        admission.turn(runner.troubled());
    }

    /** Processes left behind by attempts that are over, which nobody ends. */
    List<Attempts.Leftover> leftovers() {
        return runner.leftovers();
    }

    /** Starts what waited for devices that are only now let go. */
    private void startWaiting() {
        for (AttemptId id : List.copyOf(waiting.keySet())) {
            WaitingStart start = waiting.get(id);
            if (start == null) {
                continue;
            }
            GpuChoice choice = GpuChoice.make(start.command, devices.gpus(), held());
            boolean olderLives =
                    runner.live().stream().anyMatch(each -> each.workload().equals(id.workload()));
            boolean blocked = olderLives || choice instanceof GpuChoice.Held;
            if (!blocked || time.nanos() - start.deadlineNanos > 0) {
                waiting.remove(id);
                begin(id, start.command, choice);
                note(id);
            }
        }
    }

    private void begin(AttemptId id, NodeCommand.StartWorkload command, GpuChoice choice) {
        switch (choice) {
            case GpuChoice.Held held ->
                    runner.skip(id, Ending.refused("GPUs " + held.gpus() + " are still held"));
            case GpuChoice.Unknown unknown ->
                    runner.skip(id, Ending.refused("this node has no GPUs " + unknown.gpus()));
            case GpuChoice.Take take -> {
                GivenGpus given = GivenGpus.of(take.gpus(), devices.gpus());
                switch (planner.plan(id, command.spec(), given)) {
                    case LaunchPlan.Run run ->
                            runner.start(id, run.launch().by(orders.began(id, command, given)));
                    case LaunchPlan.Refused refused ->
                            runner.skip(id, Ending.refused(refused.reason()));
                }
            }
        }
    }

    private void tellAgain(AttemptId id) {
        runner.outcome(id)
                .ifPresentOrElse(
                        ending -> reports.tell(id, ending),
                        () -> {
                            WorkloadState state = runner.state(id);
                            if (state != null) {
                                reports.tell(id, state, null, null);
                            }
                        });
    }

    /** The gateway has read this update. */
    void delivered(NodeMessage.WorkloadUpdate update) {
        Integer attempt = update.attempt();
        if (update.state().isFinal() && attempt != null) {
            AttemptId id = new AttemptId(update.workloadId(), attempt);
            runner.reported(id);
            note(id);
        }
    }

    /** Everything the gateway should know of when the node registers. Any thread. */
    List<RunningWorkload> running() {
        return orders.tell(standings);
    }

    /** Indexes of the GPUs in use. Any thread. */
    NavigableSet<Integer> heldGpus() {
        return heldGpus;
    }

    /** Ends everything that runs. */
    void stopAll(Duration grace) {
        for (AttemptId id : runner.live()) {
            runner.stop(id, grace);
            note(id);
        }
    }

    boolean idle() {
        return runner.live().isEmpty();
    }

    void prune(Duration age) {
        runner.prune(age);
    }

    /** Keeps what {@link #running()} tells up to date. */
    private void note(AttemptId id) {
        WorkloadState before = standings.get(id);
        WorkloadState now = standing(id);
        if (!waiting.containsKey(id) && !runner.live(id)) {
            orders.over(id);
        }
        if (now == null) {
            standings.remove(id);
        } else {
            standings.put(id, now);
        }
        if (before != now && !devices.gpus().isEmpty()) {
            heldGpus = Collections.unmodifiableNavigableSet(held());
        }
    }

    private @Nullable WorkloadState standing(AttemptId id) {
        if (waiting.containsKey(id)) {
            return WorkloadState.STARTING;
        } else if (runner.untold(id)) {
            // Ended, but not known to be told. Left out it would count as lost; how it ended
            // follows as an update, which unlike this list carries the exit code.
            return WorkloadState.RUNNING;
        }
        return runner.live(id) ? runner.state(id) : null;
    }

    @Override
    public void close() {
        runner.close();
    }

    private record WaitingStart(NodeCommand.StartWorkload command, long deadlineNanos) {}
}
