package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A state machine with time moved by hand; remembers what the last command came to. */
final class Cluster {
    static final CoreSettings SETTINGS = CoreSettings.DEFAULT;

    /** The number of the newest event that one which is restarted finds. */
    static final long FOUND_EVENT = 1_000_000;

    final FirstFitPlacer placer = new FirstFitPlacer();
    final ClusterState state;
    private final CoreSettings settings;
    private Moment now = new Moment(Instant.parse("2026-03-04T05:00:00Z"), 1_000);
    private final List<Effect> effects = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private long sessions;
    private long revision;

    Cluster() {
        this(SETTINGS);
    }

    Cluster(CoreSettings settings) {
        this.settings = settings;
        state = new ClusterState(placer, settings);
    }

    static NodeId node(int number) {
        return new NodeId(new UUID(1, number));
    }

    static WorkloadId workload(int number) {
        return new WorkloadId(new UUID(2, number));
    }

    static WorkloadSpec spec(int gpus) {
        return spec(gpus, SchedulingRequirements.NONE);
    }

    static WorkloadSpec spec(int gpus, SchedulingRequirements scheduling) {
        return new WorkloadSpec(
                "img", List.of("run"), Map.of(), gpus, 1024, 1000, Map.of(), scheduling);
    }

    /** Requirements of work that may run for so long. */
    static SchedulingRequirements limitedTo(Duration limit) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new SchedulingRequirements(
                List.of(),
                none.gpu(),
                none.node(),
                none.neighbours(),
                new QueueTerms(QueueTerms.DEFAULT_CLUSTER, 0, true, false, null, limit),
                null,
                null,
                null);
    }

    /** Applies a command, then lets the placer work, as a turn of the control loop does. */
    Outcome apply(Command<?> command) {
        return apply(Caller.GATEWAY, command);
    }

    /** The same by somebody. */
    Outcome apply(Caller caller, Command<?> command) {
        keep(state.lookAtClock(now));
        Applied<?> applied = state.apply(caller, command, now);
        keep(applied);
        keep(state.schedule(now, 1000));
        return applied.outcome();
    }

    /** Registers on a fresh session and returns that. */
    SessionId register(int number, int gpus) {
        return register(number, gpus, null);
    }

    SessionId register(int number, int gpus, @Nullable List<RunningAttempt> running) {
        return register(number, capacity(number, gpus), running);
    }

    static NodeCapacity capacity(int number, int gpus) {
        List<Gpu> devices =
                IntStream.range(0, gpus)
                        .mapToObj(index ->
                                new Gpu(index, "L40S", 46_068, "GPU-" + number + "-" + index))
                        .toList();
        return new NodeCapacity(devices, 48_000, 257_024, List.of());
    }

    SessionId register(int number, NodeCapacity capacity, @Nullable List<RunningAttempt> running) {
        SessionId session = session(++sessions);
        apply(
                new Command.RegisterNode(
                        node(number),
                        session,
                        "node-" + number,
                        capacity,
                        NodeRecord.Marks.NONE,
                        running));
        return session;
    }

    /** What registers next does so on the session that registered last, which goes on. */
    Cluster onTheSameSession() {
        sessions--;
        return this;
    }

    /** The session that registered last. */
    SessionId session() {
        return session(sessions);
    }

    static SessionId session(long epoch) {
        return new SessionId("gateway", epoch);
    }

    /** A cluster that loads what this one stored. */
    Cluster restart() {
        return restart(record -> record);
    }

    /** The same where workloads were written down in another way. */
    Cluster restart(UnaryOperator<WorkloadRecord> asStored) {
        Cluster restarted = new Cluster(settings);
        restarted.sessions = sessions;
        restarted.revision = revision;
        restarted.now = now;
        restarted.state.load(new StoredChanges(changes, asStored).snapshot(FOUND_EVENT), now);
        return restarted;
    }

    Outcome submit(int number, int gpus) {
        return apply(new Command.SubmitWorkload(workload(number), spec(gpus), null, false));
    }

    Outcome queue(int number, WorkloadSpec spec) {
        return apply(new Command.SubmitWorkload(workload(number), spec, null, true));
    }

    Outcome report(int node, SessionId session, int workload, WorkloadState next) {
        return apply(
                new Command.ReportWorkload(
                        node(node), session, workload(workload), next, null, null, null));
    }

    /** A report with all that it may carry. */
    Outcome report(
            int node,
            SessionId session,
            int workload,
            int attempt,
            WorkloadState next,
            @Nullable Integer exitCode,
            @Nullable String message) {
        return apply(
                new Command.ReportWorkload(
                        node(node), session, workload(workload), next, attempt, exitCode, message));
    }

    /** Has the placer take a workload's devices away for somebody else. */
    void evict(int workload) {
        placer.plan(new Decision.Evict(workload(workload), workload(99), "for workload 99"));
        apply(new Command.Tick());
    }

    /** Moves time on and looks at every timeout. */
    void pass(Duration duration) {
        now = new Moment(now.wall().plus(duration), now.nanos() + duration.toNanos());
        keep(state.lookAtClock(now));
        apply(new Command.Tick());
    }

    /** Other settings, between two commands. */
    void change(CoreSettings next) {
        keep(state.change(next, now));
    }

    /** The wall clock is set. */
    void step(Duration by) {
        now = new Moment(now.wall().plus(by), now.nanos());
    }

    /** What the wall clock shows is stored. */
    void saveClock() {
        keep(state.saveClock(now));
    }

    /** Time passes, and nobody looks. */
    void pauseUnnoticed(Duration duration) {
        now = new Moment(now.wall().plus(duration), now.nanos() + duration.toNanos());
    }

    WorkloadRecord record(int number) {
        WorkloadRecord record = state.workload(workload(number));
        if (record == null) {
            throw new AssertionError("no workload " + number);
        }
        return record;
    }

    WorkloadState stateOf(int number) {
        return record(number).state();
    }

    Moment now() {
        return now;
    }

    /** Effects since the last call. */
    List<Effect> takeEffects() {
        List<Effect> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }

    /** Of the last command that changed anything. */
    long revision() {
        return revision;
    }

    /** Every change since the start. */
    List<Change> changes() {
        return changes;
    }

    private void keep(Applied<?> applied) {
        holdRevisions(applied);
        effects.addAll(applied.effects());
        changes.addAll(applied.changes());
    }

    /** Whatever one command saved has one revision, above all before; and so it is kept. */
    private void holdRevisions(Applied<?> applied) {
        Map<WorkloadId, WorkloadRecord> saved = new LinkedHashMap<>();
        Set<Long> revisions = new TreeSet<>();
        for (Change change : applied.changes()) {
            if (change instanceof Change.Revised revised) {
                revisions.add(revised.revision());
            }
            if (change instanceof Change.WorkloadSaved one) {
                saved.put(one.workload().id(), one.workload());
            } else if (change instanceof Change.WorkloadForgotten gone) {
                saved.remove(gone.workload());
            }
        }
        saved.values().forEach(one -> assertThat(state.workload(one.id())).isEqualTo(one));
        assertThat(revisions).hasSizeLessThanOrEqualTo(1).allMatch(one -> one > revision);
        revision = revisions.isEmpty() ? revision : revisions.iterator().next();
    }
}
