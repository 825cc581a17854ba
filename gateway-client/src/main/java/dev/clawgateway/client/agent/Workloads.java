package dev.clawgateway.client.agent;

import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.runner.AttemptRunner;
import dev.clawgateway.client.runner.Ending;
import dev.clawgateway.core.NodeCapacity;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadState;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.claw.NodeCommand;
import dev.clawgateway.protocol.claw.NodeMessage;
import dev.clawgateway.protocol.claw.RunningWorkload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of this node: carries out starts and stops, and tells the gateway what became of
 * them. Confined to the agent's thread, but for {@link #running()} and {@link #heldGpus()}.
 */
final class Workloads implements AutoCloseable {
    /** The number of an attempt when the gateway does not count them. */
    private static final int ONLY_ATTEMPT = 1;

    // Long enough for a container to be removed, short enough to be told what is wrong.
    private static final Duration GPU_WAIT = Duration.ofMinutes(1);

    private final NodeCapacity capacity;
    private final LaunchPlanner planner;
    private final Time time;
    private final Reports reports;
    private final AttemptRunner runner;
    private final Map<AttemptId, WaitingStart> waiting = new LinkedHashMap<>();
    private volatile List<RunningWorkload> running = List.of();
    private volatile Set<Integer> heldGpus = Set.of();

    Workloads(
            NodeCapacity capacity,
            LaunchPlanner planner,
            Path attempts,
            Time time,
            Reports reports) {
        this.capacity = capacity;
        this.planner = planner;
        this.time = time;
        this.reports = reports;
        this.runner = new AttemptRunner(attempts, time, reports);
    }

    /** Finds what an earlier agent left, and tells again what the gateway may not have heard. */
    void recover() throws IOException {
        runner.recover();
        for (AttemptId id : runner.unreported()) {
            runner.outcome(id).ifPresent(ending -> reports.tell(id, ending));
        }
        publish();
    }

    /** Starts an attempt, once for ever; asked again, tells where it stands. */
    void start(NodeCommand.StartWorkload command) throws IOException {
        Integer attempt = command.attempt();
        AttemptId id =
                new AttemptId(command.workloadId(), attempt == null ? ONLY_ATTEMPT : attempt);
        if (runner.state(id) != null) {
            tellAgain(id);
        } else if (!waiting.containsKey(id)) {
            reports.tell(id, WorkloadState.STARTING, null, null);
            stopOlder(id);
            waiting.put(id, new WaitingStart(command, time.nanos() + GPU_WAIT.toNanos()));
            startWaiting();
        }
    }

    /** An older attempt is not current any more, or there would not be a newer one. */
    private void stopOlder(AttemptId newer) throws IOException {
        for (AttemptId id : runner.live()) {
            if (id.workload().equals(newer.workload())) {
                runner.stop(id, Duration.ZERO);
            }
        }
    }

    void stop(NodeCommand.StopWorkload command) throws IOException {
        Duration grace = Duration.ofSeconds(Math.min(command.gracePeriodSecs(), 86_400));
        boolean found = false;
        for (AttemptId id : matching(command.workloadId(), command.attempt())) {
            found = true;
            if (waiting.remove(id) != null) {
                runner.skip(id, Ending.stoppedBefore("stopped before it started"));
            } else {
                runner.stop(id, grace);
            }
        }
        if (!found) {
            stopUnknown(command);
        }
        publish();
    }

    private void stopUnknown(NodeCommand.StopWorkload command) throws IOException {
        Integer attempt = command.attempt();
        if (attempt == null) {
            reports.tellUnknown(command.workloadId());
            return;
        }
        AttemptId id = new AttemptId(command.workloadId(), attempt);
        // Remembered, so that a start that was overtaken by its stop does nothing.
        if (!runner.skip(id, Ending.stoppedBefore("not running on this node"))) {
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

    /** Looks at everything once; to be called several times a second. */
    void turn() throws IOException, InterruptedException {
        runner.turn();
        startWaiting();
    }

    /** Starts what waited for devices that are only now let go. */
    private void startWaiting() throws IOException {
        for (AttemptId id : List.copyOf(waiting.keySet())) {
            WaitingStart start = waiting.get(id);
            if (start == null) {
                continue;
            }
            GpuChoice choice = GpuChoice.make(start.command, capacity.gpus(), runner.heldGpus());
            boolean olderLives =
                    runner.live().stream().anyMatch(each -> each.workload().equals(id.workload()));
            boolean blocked = olderLives || choice instanceof GpuChoice.Held;
            if (!blocked || time.nanos() - start.deadlineNanos > 0) {
                waiting.remove(id);
                begin(id, start.command, choice);
            }
        }
        publish();
    }

    private void begin(AttemptId id, NodeCommand.StartWorkload command, GpuChoice choice)
            throws IOException {
        switch (choice) {
            case GpuChoice.Held held ->
                    runner.skip(id, Ending.refused("GPUs " + held.gpus() + " are still held"));
            case GpuChoice.Unknown unknown ->
                    runner.skip(id, Ending.refused("this node has no GPUs " + unknown.gpus()));
            case GpuChoice.Take take -> {
                switch (planner.plan(id, command.spec(), take.gpus())) {
                    case LaunchPlan.Run run -> runner.start(id, run.launch());
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
    void delivered(NodeMessage.WorkloadUpdate update) throws IOException {
        Integer attempt = update.attempt();
        if (update.state().isFinal() && attempt != null) {
            runner.reported(new AttemptId(update.workloadId(), attempt));
            publish();
        }
    }

    /** Everything the gateway should know of when the node registers. Any thread. */
    List<RunningWorkload> running() {
        return running;
    }

    /** Indexes of the GPUs in use. Any thread. */
    Set<Integer> heldGpus() {
        return heldGpus;
    }

    /** Ends everything that runs; the next turns carry it out. */
    void stopAll(Duration grace) throws IOException {
        for (AttemptId id : runner.live()) {
            runner.stop(id, grace);
        }
    }

    boolean idle() {
        return runner.live().isEmpty();
    }

    void save() throws IOException {
        runner.save();
    }

    void prune(Duration age) throws IOException {
        runner.prune(age);
    }

    private void publish() {
        List<RunningWorkload> list = new ArrayList<>();
        waiting.keySet().forEach(id -> list.add(entry(id, WorkloadState.STARTING)));
        for (AttemptId id : runner.live()) {
            list.add(entry(id, runner.state(id)));
        }
        // Ended, but not known to be told. Left out they would count as lost; how they ended
        // follows
        // as an update, which unlike this list carries the exit code.
        runner.unreported().forEach(id -> list.add(entry(id, WorkloadState.RUNNING)));
        running = List.copyOf(list);
        heldGpus = Set.copyOf(runner.heldGpus());
    }

    private static RunningWorkload entry(AttemptId id, @Nullable WorkloadState state) {
        return new RunningWorkload(
                id.workload(), id.attempt(), state == null ? WorkloadState.STARTING : state);
    }

    @Override
    public void close() throws IOException {
        runner.close();
    }

    private record WaitingStart(NodeCommand.StartWorkload command, long deadlineNanos) {}
}
