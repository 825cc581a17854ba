package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WorkAtRestTest {
    private final Stage stage = new Stage(new WorkAtRest());
    private long link;

    private static final Promises NOT_COUNTING =
            new Promises(true, true, true, true, false, true, true, true);

    private static final Promises SILENT =
            new Promises(true, true, true, true, true, false, true, true);

    private static final WorkloadInfo SHOWN = Stage.info(1, WorkloadState.RUNNING, 1);
    private static final WorkloadInfo TAKEN_OVER = adopted(SHOWN);

    @BeforeEach
    void started() {
        stage.machine("m1");
        stage.submits(1, 1);
        link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void takesWhatRunsAsItIsShown() {
        stage.ran("m1", 1, 1, "a");
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.RUNNING, 1));

        stage.rested(WorldFact.Rest.QUIET);
    }

    @Test
    void findsWhatIsShownToRunAndDoesNot() {
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.RUNNING, 1));

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "where nothing of it runs");
    }

    /**
     * To yesterday's folder it runs still, and its node says of it what it said already: nothing.
     */
    @Test
    void takesWhatEndedBeforeTheFolderWasReplaced() {
        stage.machine("m1", SILENT);
        endsAndIsShownToRun(new WorldFact.FolderReplaced(false));

        stage.rested(WorldFact.Rest.QUIET);
    }

    @Test
    void findsWhatEndedBeforeTheFolderWasReplacedWhereItsNodeSaysWhatItRuns() {
        endsAndIsShownToRun(new WorldFact.FolderReplaced(false));

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "where nothing of it runs");
    }

    private void endsAndIsShownToRun(WorldFact replaced) {
        stage.ended("m1", stage.ran("m1", 1, 1, "a"), 1, 1);
        stage.reports("m1", link, 1, 1, WorkloadState.COMPLETED, 0);
        stage.pass(1);
        stage.tell(replaced);
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.RUNNING, 1));
    }

    @Test
    void takesWhatOutlivedItsAdoptedWorkload() {
        outlives(adopted(Stage.info(1, WorkloadState.FAILED, 1)));

        stage.rested(WorldFact.Rest.QUIET);
    }

    @Test
    void findsWhatOutlivedAWorkloadThatWasNotAdopted() {
        outlives(Stage.info(1, WorkloadState.FAILED, 1));

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "and is shown as failed");
    }

    private void outlives(WorkloadInfo shown) {
        stage.ran("m1", 1, 1, "a");
        stage.tell(new WorldFact.FolderReplaced(true));
        stage.pass(300);
        stage.lists(shown);
    }

    @Test
    void takesWhatAnOldWordHadTakenOver() {
        stage.machine("m1", SILENT);
        wasSaidToRun(TAKEN_OVER, WorkloadState.COMPLETED, WorkloadState.STARTING);

        stage.rested(WorldFact.Rest.QUIET);
    }

    @Test
    void findsWhatAnOldWordHadTakenOverWhereItsNodeSaysWhatItRuns() {
        wasSaidToRun(TAKEN_OVER, WorkloadState.COMPLETED, WorkloadState.STARTING);

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "where nothing of it runs");
    }

    @Test
    void findsWhatAnOldWordFollowedThoughItWasNotTakenOver() {
        stage.machine("m1", SILENT);
        wasSaidToRun(SHOWN, WorkloadState.COMPLETED, WorkloadState.STARTING);

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "where nothing of it runs");
    }

    @Test
    void findsWhatWasTakenOverThoughNobodySaidItsEnd() {
        stage.machine("m1", SILENT);
        wasSaidToRun(TAKEN_OVER, WorkloadState.STARTING);

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "where nothing of it runs");
    }

    @Test
    void findsWhatGoesOnThoughItsEndWasSaidLast() {
        stage.machine("m1", SILENT);
        wasSaidToRun(TAKEN_OVER, WorkloadState.RUNNING, WorkloadState.COMPLETED);

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "where nothing of it runs");
    }

    private void wasSaidToRun(WorkloadInfo shown, WorkloadState... words) {
        stage.ended("m1", stage.ran("m1", 1, 1, "a"), 1, 1);
        stage.tell(new WorldFact.FolderReplaced(true));
        stage.pass(1);
        for (WorkloadState word : words) {
            stage.reports("m1", link, 1, 1, word, null);
        }
        stage.pass(300);
        stage.lists(shown);
    }

    private static WorkloadInfo adopted(WorkloadInfo info) {
        return new WorkloadInfo(
                info.workloadId(),
                info.nodeId(),
                info.state(),
                info.image(),
                info.createdAt(),
                info.startedAt(),
                info.finishedAt(),
                info.status(),
                info.gpuIds(),
                info.attempt(),
                info.exitCode(),
                info.reason(),
                info.name(),
                info.nodeName(),
                info.group(),
                info.workerIndex(),
                info.failures(),
                info.spec(),
                info.stopCause(),
                info.nodeMessage(),
                info.restarts(),
                info.nextTry(),
                info.unhealthyGpus(),
                true);
    }

    @Test
    void takesWhatIsShownToRunAMomentBeforeItDoes() {
        stage.lists(Stage.info(1, WorkloadState.RUNNING, 1));

        stage.rested(WorldFact.Rest.QUIET);
    }

    @Test
    void findsWhatRunsAndIsNotShown() {
        stage.ran("m1", 1, 1, "a");
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.FAILED, 1));

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "and is shown as failed");
    }

    /** What it says of the first attempt comes when the second is current, and has no number. */
    @Test
    void takesAWordOfANodeThatDoesNotCountForTheEndOfTheNextAttempt() {
        stage.machine("m1", NOT_COUNTING);
        stage.said(
                "m1",
                link,
                new NodeMessage.WorkloadUpdate(
                        Stage.id(1), WorkloadState.FAILED, null, Instant.EPOCH, null, null, null));
        stage.start("m1", link, 1, 2, 0);
        stage.ran("m1", 1, 2, "a");
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.FAILED, 2));

        stage.rested(WorldFact.Rest.QUIET);
    }

    @Test
    void findsWhatStartsForEver() {
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.STARTING, 1));

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "is starting for ever");
    }

    @Test
    void findsAStopThatComesToNothing() {
        stage.ran("m1", 1, 1, "a");
        stage.stops(1, false);
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.STOPPING, 1));

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "was stopped long ago");
    }

    @Test
    void findsWhatStillWaitsAfterAllWasStopped() {
        stage.submits(2, 1);
        stage.lists(Stage.info(2, WorkloadState.PENDING, 0));

        stage.broken(() -> stage.rested(WorldFact.Rest.STOPPED), "waits, and was stopped");
    }

    @Test
    void ofANodeThatDoesNotCountAnyAttemptWillDo() {
        stage.machine("m1", NOT_COUNTING);
        stage.start("m1", link, 1, 2, 0);
        stage.ran("m1", 1, 1, "a");
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.RUNNING, 2));

        stage.rested(WorldFact.Rest.QUIET);
        stage.lists(Stage.info(1, WorkloadState.STOPPING, 2));
        stage.rested(WorldFact.Rest.STOPPED);
    }

    @Test
    void findsThatANodeThatDoesNotCountDoesNotStopWhatItWasTold() {
        stage.machine("m1", NOT_COUNTING);
        stage.ran("m1", 1, 1, "a");
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.STOPPING, 1));

        stage.broken(() -> stage.rested(WorldFact.Rest.STOPPED), "was stopped long ago");
    }

    @Test
    void findsAnotherAttemptThanTheOneThatIsShown() {
        stage.start("m1", link, 1, 2, 0);
        stage.ran("m1", 1, 1, "a");
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.RUNNING, 2));

        stage.broken(() -> stage.rested(WorldFact.Rest.QUIET), "where nothing of it runs");
    }

    @Test
    void doesNotAnswerForANodeThatIsAway() {
        stage.tell(new MachineFact.Died("m1"));
        stage.pass(300);
        stage.lists(Stage.info(1, WorkloadState.RUNNING, 1));

        stage.rested(WorldFact.Rest.QUIET);
    }
}
