package dev.clawgateway.control.operations.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTimers;
import dev.clawgateway.control.PublishedFleet;
import dev.clawgateway.control.RecordingInbox;
import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.follow.WaitOperations.CameSoFar;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitOperationsTest {
    private static final Set<WorkloadState> RUNNING = Set.of(WorkloadState.RUNNING);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PublishedFleet fleet = new PublishedFleet();
    private final ManualTimers timers = new ManualTimers();
    private final List<Answer<CameSoFar>> answers = new ArrayList<>();
    private final WaitOperations operations =
            new WaitOperations(
                    new Desk(new OpenAccess(), new RecordingInbox(), fleet, Runnable::run),
                    fleet.view,
                    fleet.view.changes().workloads(),
                    timers);

    @Test
    void answersWhenTheStateIsReached() {
        fleet.node(1, 1, "A100");
        WorkloadId job = fleet.submit(1, 1);
        operations.await(Caller.GATEWAY, job, RUNNING, MINUTE, answers::add);
        assertThat(answers).isEmpty();

        fleet.runs(job, 1);

        assertThat(given().reached()).isTrue();
        assertThat(given().workload().record().state()).isEqualTo(WorkloadState.RUNNING);
    }

    @Test
    void answersAtOnceWhereItIsInThatStateOrPastIt() {
        fleet.node(1, 1, "A100");
        WorkloadId job = fleet.submit(1, 1);
        fleet.runs(job, 1);

        operations.await(Caller.GATEWAY, job, RUNNING, MINUTE, answers::add);
        assertThat(given().reached()).isTrue();
        answers.clear();
        operations.await(Caller.GATEWAY, job, Set.of(WorkloadState.STARTING), MINUTE, answers::add);

        assertThat(given().reached()).isFalse();
        assertThat(given().passed()).isTrue();
    }

    @Test
    void answersWhenItCannotComeIntoTheStateAnyMore() {
        fleet.node(1, 1, "A100");
        WorkloadId job = fleet.submit(1, 1);
        operations.await(Caller.GATEWAY, job, RUNNING, MINUTE, answers::add);

        ends(job);

        assertThat(given().reached()).isFalse();
        assertThat(given().passed()).isTrue();
    }

    /** What is only moved comes into every state again. */
    @Test
    void waitsOnWhereAnotherAttemptFollows() {
        NodeId first = fleet.node(1, 1, "A100");
        WorkloadId job = fleet.submit(1, 1);
        fleet.runs(job, 1);
        fleet.tell(new Command.DrainNode(first, true, Duration.ofSeconds(1)));
        fleet.pass(Duration.ofSeconds(2));
        assertThat(Objects.requireNonNull(fleet.view.workload(job)).state())
                .isEqualTo(WorkloadState.STOPPING);

        operations.await(Caller.GATEWAY, job, RUNNING, MINUTE, answers::add);
        assertThat(answers).isEmpty();
        fleet.node(2, 1, "A100");
        reports(job, WorkloadState.STOPPED);
        fleet.runs(job, 2);

        assertThat(given().reached()).isTrue();
    }

    @Test
    void answersWithTheStateAsItIsWhenTimeIsUp() {
        WorkloadId job = fleet.submit(1, 1);
        operations.await(Caller.GATEWAY, job, RUNNING, MINUTE, answers::add);

        timers.advance(MINUTE);

        assertThat(given().reached()).isFalse();
        assertThat(given().passed()).isFalse();
        assertThat(given().workload().record().state()).isEqualTo(WorkloadState.PENDING);
        fleet.node(1, 1, "A100");
        fleet.runs(job, 1);
        assertThat(answers).hasSize(1);
    }

    @Test
    void knowsNothingOfWhatIsForgotten() {
        fleet.node(1, 1, "A100");
        WorkloadId job = fleet.submit(1, 1);
        ends(job);
        fleet.pass(Duration.ofDays(8));
        assertThat(fleet.view.workload(job)).isNull();

        operations.await(Caller.GATEWAY, job, RUNNING, MINUTE, answers::add);

        assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(refused.code()).isEqualTo(ErrorCode.WORKLOAD_NOT_FOUND));
    }

    @Test
    void answersWhoIsNotToWaitAnyLonger() {
        WorkloadId job = fleet.submit(1, 1);
        Runnable end = operations.await(Caller.GATEWAY, job, RUNNING, MINUTE, answers::add);

        end.run();
        end.run();

        assertThat(given().reached()).isFalse();
        assertThat(answers).hasSize(1);
    }

    private CameSoFar given() {
        return ((Answer.Given<CameSoFar>) answers.getLast()).value();
    }

    private void ends(WorkloadId job) {
        reports(job, WorkloadState.FAILED);
    }

    private void reports(WorkloadId job, WorkloadState state) {
        fleet.tell(
                new Command.ReportWorkload(
                        new NodeId(new UUID(1, 1)),
                        PublishedFleet.session(1),
                        job,
                        state,
                        null,
                        null,
                        null));
    }
}
