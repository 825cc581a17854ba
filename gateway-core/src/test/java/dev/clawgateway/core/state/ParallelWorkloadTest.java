package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parallel and gang workloads: who may ask for devices, and what a failure does to the others. */
class ParallelWorkloadTest {
    private final Cluster cluster = new Cluster();

    @Test
    void runsAtMostAsManyWorkersAsItsParallelism() {
        SessionId session = cluster.register(1, 8);
        cluster.queue(1, Cluster.spec(1, parallel(4, 2, 6, null, null)));

        List<WorkloadRecord> first = inState(WorkloadState.STARTING);
        finish(session, first.getFirst(), WorkloadState.COMPLETED);

        assertThat(first).hasSize(2);
        assertThat(inState(WorkloadState.STARTING)).hasSize(2);
        assertThat(inState(WorkloadState.PENDING)).hasSize(1);
    }

    @Test
    void tellsEachIndexedWorkerItsNumber() {
        cluster.register(1, 8);

        cluster.queue(1, Cluster.spec(1, parallel(3, 3, 6, null, null)));

        assertThat(inState(WorkloadState.STARTING))
                .extracting(worker -> worker.spec().env().get("WORKLOAD_COMPLETION_INDEX"))
                .containsExactlyInAnyOrder("0", "1", "2");
    }

    @Test
    void triesAFailedWorkerAgainUntilTheLimitAndThenStopsTheOthers() {
        SessionId session = cluster.register(1, 8);
        cluster.queue(1, Cluster.spec(1, parallel(2, 2, 1, null, null)));
        WorkloadRecord worker = inState(WorkloadState.STARTING).getFirst();

        finish(session, worker, WorkloadState.FAILED);
        WorkloadRecord second = record(worker);
        finish(session, second, WorkloadState.FAILED);

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(record(worker).state()).isEqualTo(WorkloadState.FAILED);
        assertThat(workers().stream().filter(other -> !other.id().equals(worker.id())))
                .allMatch(other -> other instanceof Held held && held.stopRequested());
    }

    @Test
    void placesAGangWholeOrNotAtAll() {
        cluster.register(1, 3);

        cluster.queue(1, Cluster.spec(1, parallel(4, 4, 0, null, new Gang(4, 4, null))));
        List<WorkloadRecord> tooFew = inState(WorkloadState.STARTING);
        cluster.register(2, 1);

        assertThat(tooFew).isEmpty();
        assertThat(inState(WorkloadState.STARTING)).hasSize(4);
    }

    @Test
    void restartsAGangTogether() {
        SessionId session = cluster.register(1, 2);
        cluster.queue(1, Cluster.spec(1, parallel(2, 2, 3, null, new Gang(2, 2, null))));
        List<WorkloadRecord> members = inState(WorkloadState.STARTING);
        members.forEach(member -> run(session, member));

        finish(session, members.getFirst(), WorkloadState.FAILED);
        WorkloadState failedMeanwhile = record(members.getFirst()).state();
        WorkloadState otherMeanwhile = record(members.getLast()).state();
        finish(session, members.getLast(), WorkloadState.STOPPED);

        assertThat(failedMeanwhile).isEqualTo(WorkloadState.PENDING);
        assertThat(otherMeanwhile).isEqualTo(WorkloadState.STOPPING);
        assertThat(inState(WorkloadState.STARTING))
                .hasSize(2)
                .allMatch(member -> member.attempt() == 2);
    }

    @Test
    void aGangFailsWhenAMemberWouldHaveToStartAgainWithoutOneThatCompleted() {
        SessionId session = cluster.register(1, 2);
        cluster.queue(1, Cluster.spec(1, parallel(2, 2, 3, null, new Gang(2, 2, null))));
        List<WorkloadRecord> members = inState(WorkloadState.STARTING);

        finish(session, members.getFirst(), WorkloadState.COMPLETED);
        finish(session, members.getLast(), WorkloadState.FAILED);

        assertThat(record(members.getLast()).state()).isEqualTo(WorkloadState.FAILED);
        assertThat(record(members.getLast()).word())
                .contains("its gang of at least 2 cannot start again with 1 left");
    }

    @Test
    void aGangFailsWhenAMemberIsStoppedWhileAnotherWaitsToStartAgain() {
        SessionId session = cluster.register(1, 3);
        cluster.queue(1, Cluster.spec(1, parallel(3, 3, 3, null, new Gang(3, 3, null))));
        List<WorkloadRecord> members = inState(WorkloadState.STARTING);
        members.forEach(member -> run(session, member));

        finish(session, members.get(0), WorkloadState.FAILED);
        cluster.apply(new Command.StopWorkload(members.get(1).id(), false));
        finish(session, members.get(1), WorkloadState.STOPPED);
        finish(session, members.get(2), WorkloadState.STOPPED);

        assertThat(record(members.get(0)).state()).isEqualTo(WorkloadState.FAILED);
        assertThat(record(members.get(1)).state()).isEqualTo(WorkloadState.STOPPED);
        assertThat(record(members.get(2)).state()).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void aGangThatIsPreemptedAfterOneCompletedFails() {
        SessionId session = cluster.register(1, 2);
        cluster.queue(1, Cluster.spec(1, parallel(2, 2, 3, null, new Gang(2, 2, null))));
        List<WorkloadRecord> members = inState(WorkloadState.STARTING);
        finish(session, members.getFirst(), WorkloadState.COMPLETED);
        run(session, members.getLast());

        cluster.placer.plan(
                new Decision.Evict(members.getLast().id(), Cluster.workload(9), "preempted"));
        cluster.pass(Duration.ofSeconds(1));
        finish(session, members.getLast(), WorkloadState.STOPPED);

        assertThat(record(members.getLast()).state()).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void whatIsLeftOfAWaitingGangFailsWhenAMemberIsStopped() {
        cluster.queue(1, Cluster.spec(1, parallel(2, 2, 3, null, new Gang(2, 2, null))));
        WorkloadRecord stopped = inState(WorkloadState.PENDING).getFirst();

        cluster.apply(new Command.StopWorkload(stopped.id(), false));

        assertThat(inState(WorkloadState.PENDING)).isEmpty();
        assertThat(inState(WorkloadState.STOPPED)).hasSize(1);
        assertThat(inState(WorkloadState.FAILED)).hasSize(1);
    }

    @Test
    void membersThatFoundNoRoomStartWhenTheOthersHaveCompleted() {
        SessionId session = cluster.register(1, 2);
        cluster.queue(1, Cluster.spec(1, parallel(3, 3, 0, null, new Gang(2, 3, null))));

        List<WorkloadRecord> first = inState(WorkloadState.STARTING);
        first.forEach(member -> finish(session, member, WorkloadState.COMPLETED));

        assertThat(first).hasSize(2);
        assertThat(inState(WorkloadState.STARTING)).hasSize(1);
    }

    @Test
    void endsAStoredGangThatCannotStartAgain() {
        SessionId session = cluster.register(1, 2);
        cluster.queue(1, Cluster.spec(1, parallel(2, 2, 3, null, new Gang(2, 2, null))));
        List<WorkloadRecord> members = inState(WorkloadState.STARTING);
        finish(session, members.getFirst(), WorkloadState.COMPLETED);
        WorkloadRecord waits =
                ((Held) record(members.getLast())).requeued(true, "failed, tries again: ");
        Cluster restarted = new Cluster();

        restarted.state.load(
                new Snapshot(
                        List.of(),
                        List.of(record(members.getFirst()), waits),
                        List.of(),
                        true,
                        PastUseRecord.NONE,
                        List.of(),
                        0),
                restarted.now());
        restarted.pass(Duration.ofSeconds(1));

        WorkloadRecord after = restarted.state.workload(waits.id());
        assertThat(after == null ? null : after.state()).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void refusesAGangThatCouldNeverHaveItsLeastMembers() {
        Outcome outcome =
                cluster.queue(1, Cluster.spec(1, parallel(2, 2, 0, null, new Gang(3, 3, null))));

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Refused(
                                ErrorCode.INVALID_REQUEST,
                                "scheduling.gang.min_members: more than"
                                        + " scheduling.parallel.completions"));
    }

    private static SchedulingRequirements parallel(
            int completions,
            int parallelism,
            int backoff,
            @Nullable Integer perIndex,
            @Nullable Gang gang) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new SchedulingRequirements(
                List.of(),
                null,
                none.node(),
                none.neighbours(),
                none.queue(),
                new Parallel(completions, parallelism, CompletionMode.INDEXED, backoff, perIndex),
                gang,
                null);
    }

    private void run(SessionId session, WorkloadRecord worker) {
        cluster.apply(
                new Command.ReportWorkload(
                        Cluster.node(1),
                        session,
                        worker.id(),
                        WorkloadState.RUNNING,
                        null,
                        null,
                        null));
    }

    private void finish(SessionId session, WorkloadRecord worker, WorkloadState last) {
        run(session, worker);
        cluster.apply(
                new Command.ReportWorkload(
                        Cluster.node(1), session, worker.id(), last, null, null, null));
    }

    private WorkloadRecord record(WorkloadRecord worker) {
        WorkloadRecord record = cluster.state.workload(worker.id());
        assertThat(record).isNotNull();
        return record == null ? worker : record;
    }

    private List<WorkloadRecord> workers() {
        return cluster.changes().stream()
                .filter(Change.WorkloadSaved.class::isInstance)
                .map(change -> ((Change.WorkloadSaved) change).workload())
                .filter(workload -> workload.equals(cluster.state.workload(workload.id())))
                .distinct()
                .toList();
    }

    private List<WorkloadRecord> inState(WorkloadState state) {
        return workers().stream().filter(worker -> worker.state() == state).toList();
    }
}
