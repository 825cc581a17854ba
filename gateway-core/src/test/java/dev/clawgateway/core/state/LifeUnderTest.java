package dev.clawgateway.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One workload on node 1, with one more worker on node 2 where its spec asks for several. The
 * placer decides only what it is told to, so that the answer to one event is seen alone.
 */
final class LifeUnderTest {
    static final WorkloadId SUBJECT = Cluster.workload(1);

    /** The second worker of the same parallel workload. */
    static final WorkloadId OTHER =
            new WorkloadId(UUID.nameUUIDFromBytes((SUBJECT + "/1").getBytes(UTF_8)));

    final Cluster cluster;
    final Set<Class<?>> commands = new HashSet<>();
    private final WorkloadSpec spec;
    private SessionId session;
    private final SessionId otherSession;
    private long epochs = 10;

    /** States the workload has passed, frames and refusals, since the last {@link #begin}. */
    final List<WorkloadRecord> passed = new ArrayList<>();

    final List<Effect> sent = new ArrayList<>();
    Outcome.@Nullable Refused refused;

    LifeUnderTest(CoreSettings settings, WorkloadSpec spec) {
        cluster = new Cluster(settings);
        this.spec = spec;
        session = register(1, 1, null);
        otherSession = register(2, 1, null);
        apply(new Command.SubmitWorkload(SUBJECT, spec, null, true));
    }

    void begin() {
        passed.clear();
        sent.clear();
        refused = null;
    }

    @Nullable WorkloadRecord record() {
        return cluster.state.workload(SUBJECT);
    }

    boolean holds() {
        return cluster.placer.holders().contains(SUBJECT);
    }

    <O extends Outcome.Granted> void apply(Command<O> command) {
        commands.add(command.getClass());
        Applied<O> applied = cluster.state.apply(Caller.GATEWAY, command, cluster.now());
        if (applied.verdict() instanceof Verdict.Refused<O>(Outcome.Refused why)) {
            refused = why;
        }
        keep(applied);
    }

    private void keep(Applied<?> applied) {
        sent.addAll(applied.effects());
        for (Change change : applied.changes()) {
            if (change instanceof Change.WorkloadSaved saved
                    && saved.workload().id().equals(SUBJECT)) {
                passed.add(saved.workload());
            }
        }
    }

    /** The placer starts one on a node with a single GPU. */
    void start(WorkloadId workload, int node) {
        Allocation allocation =
                new Allocation(
                        Cluster.node(node), List.of(new GpuGrant(0, 1000, 46_068, null)), 0, 0, 0);
        cluster.placer.restore(workload, null, spec, allocation, cluster.now().wall());
        cluster.placer.withdraw(workload);
        decide(new Decision.Start(List.of(new Assignment(workload, allocation, "first fit"))));
    }

    void evict() {
        decide(new Decision.Evict(SUBJECT, Cluster.workload(99), "for another"));
    }

    private void decide(Decision decision) {
        cluster.placer.plan(decision);
        // Nothing but what was planned: what waits is for the tests to place.
        cluster.placer.setServing(false);
        keep(cluster.state.schedule(cluster.now(), 1000));
    }

    void report(WorkloadState state) {
        report(1, session, SUBJECT, attempt(), state);
    }

    void reportAnotherAttempt() {
        report(1, session, SUBJECT, attempt() + 1, WorkloadState.RUNNING);
    }

    void reportFromElsewhere() {
        report(2, otherSession, SUBJECT, attempt(), WorkloadState.RUNNING);
    }

    /** The other worker runs on node 2, and fails; what came before that is not looked at. */
    void otherFails() {
        start(OTHER, 2);
        begin();
        report(2, otherSession, OTHER, 1, WorkloadState.FAILED);
    }

    private int attempt() {
        WorkloadRecord now = record();
        return now == null ? 1 : Math.max(1, now.attempt());
    }

    private void report(
            int node, SessionId on, WorkloadId workload, int attempt, WorkloadState state) {
        apply(
                new Command.ReportWorkload(
                        Cluster.node(node), on, workload, state, attempt, null, null));
    }

    void stop(boolean force) {
        apply(new Command.StopWorkload(SUBJECT, force));
    }

    void pass(Duration duration) {
        cluster.pauseUnnoticed(duration);
        apply(new Command.Tick());
    }

    void sessionEnds() {
        apply(new Command.SessionClosed(Cluster.node(1), session));
    }

    /** The node has fallen silent for too long, on an open session. */
    void isSilent() {
        apply(new Command.ReportMissing(Cluster.node(1), session, true));
        apply(
                new Command.ReportLiveness(
                        Cluster.node(1), session, true, cluster.now().nanos(), Duration.ZERO));
        apply(new Command.LoseNode(Cluster.node(1), session));
    }

    /** Its session ends, and it registers again. */
    void returns(int gpus, @Nullable WorkloadState running) {
        sessionEnds();
        begin();
        session =
                register(
                        1,
                        gpus,
                        running == null
                                ? List.of()
                                : List.of(new RunningAttempt(SUBJECT, attempt(), running)));
    }

    void returnsAndDoesNotSay() {
        sessionEnds();
        begin();
        session = register(1, 1, null);
    }

    private SessionId register(int node, int gpus, @Nullable List<RunningAttempt> running) {
        SessionId next = Cluster.session(++epochs);
        NodeCapacity capacity =
                new NodeCapacity(
                        IntStream.range(0, gpus).mapToObj(LifeUnderTest::gpu).toList(),
                        48_000,
                        257_024,
                        List.of());
        apply(
                new Command.RegisterNode(
                        Cluster.node(node),
                        next,
                        "node-" + node,
                        capacity,
                        NodeRecord.Marks.NONE,
                        running));
        return next;
    }

    private static Gpu gpu(int index) {
        return new Gpu(index, "L40S", 46_068, "GPU-" + index);
    }
}
