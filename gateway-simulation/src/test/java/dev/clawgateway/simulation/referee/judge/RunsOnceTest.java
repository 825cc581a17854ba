package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.referee.fact.Device;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunsOnceTest {
    private final Stage stage = new Stage(new RunsOnce());
    private long link;

    @BeforeEach
    void told() {
        stage.machine("m1");
        stage.pass(1);
        link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void takesOneProcess() {
        stage.ran("m1", 1, 1, "a");
    }

    @Test
    void findsASecondProcess() {
        stage.ended("m1", stage.ran("m1", 1, 1, "a"), 1, 1);

        stage.broken(() -> stage.ran("m1", 1, 1, "a"), "a second time");
    }

    @Test
    void takesASecondProcessOfAProgramThatLostItsMemory() {
        stage.ran("m1", 1, 1, "a");
        stage.pass(1);
        stage.tell(new MachineFact.MemoryLost("m1"));

        stage.ran("m1", 1, 1, "a");
    }

    @Test
    void findsWhatWasNotTold() {
        stage.machine("m2");

        stage.broken(() -> stage.ran("m2", 1, 1, "a"), "was not told to start it");
    }

    @Test
    void findsWhatRunsAfterItWasSaidToBeOver() {
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, null);

        stage.broken(() -> stage.ran("m1", 1, 1, "a"), "has said that it is over");
    }

    @Test
    void takesWhatWasRefusedByAProgramThatCouldNotWriteThatDown() {
        stage.beats("m1", link, refuses("disk full: No space left on device", 1) - 1);
        restarts();

        stage.ran("m1", 1, 1, "a");
    }

    @Test
    void findsWhatWasRefusedByAProgramThatCouldWriteThatDown() {
        refuses("no such device", 1);
        restarts();

        stage.broken(() -> stage.ran("m1", 1, 1, "a"), "has said that it is over");
    }

    @Test
    void findsWhatWasRefusedForAFullDiskAndConfirmed() {
        stage.beats("m1", link, refuses("disk full: No space left on device", 1));
        restarts();

        stage.broken(() -> stage.ran("m1", 1, 1, "a"), "has said that it is over");
    }

    private long refuses(String why, long report) {
        stage.said(
                "m1",
                link,
                new NodeMessage.WorkloadUpdate(
                        Stage.id(1), WorkloadState.FAILED, why, Instant.EPOCH, 1, null, report));
        return report;
    }

    private void restarts() {
        stage.pass(1);
        stage.machine("m1");
        link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void takesWhatWasSaidToBeOverByWhomHasForgottenIt() {
        stage.reports("m1", link, 1, 1, WorkloadState.FAILED, null);
        stage.pass(1);
        stage.tell(new MachineFact.MemoryLost("m1"));

        stage.ran("m1", 1, 1, "a");
    }

    /** Its word may be taken for either attempt, and was said of the first. */
    @Test
    void takesTheNextAttemptOnANodeThatCountsNone() {
        stage.machine("m1", new Promises(true, true, true, true, false, true, true, true));
        overWithoutNumber();
        stage.start("m1", link, 1, 2, 0);
        overWithoutNumber();

        stage.ran("m1", 1, 2, "a");
    }

    @Test
    void findsTheFirstAttemptAlsoOnANodeThatCountsNone() {
        stage.machine("m1", new Promises(true, true, true, true, false, true, true, true));
        overWithoutNumber();

        stage.broken(() -> stage.ran("m1", 1, 1, "a"), "has said that it is over");
    }

    private void overWithoutNumber() {
        stage.said(
                "m1",
                link,
                new NodeMessage.WorkloadUpdate(
                        Stage.id(1), WorkloadState.FAILED, null, Instant.EPOCH, null, null, null));
    }

    /** It registers again with what it knows, long after they were numbered anew. */
    @Test
    void takesNumbersThatANodeHasNotLookedAt() {
        numbersAnew();
        stage.pass(1);
        link = stage.registers("m1", List.of());
        stage.pass(600);
        stage.start("m1", link, 2, 1, 0);

        stage.ran("m1", 2, 1, "b");
    }

    /** Told again by the new numbers, it has taken the device of the old ones. */
    @Test
    void takesTheDeviceOfAnEarlierStartByOtherNumbers() {
        numbersAnew();
        stage.pass(1);
        link = stage.registersWithoutIds("m1");
        stage.start("m1", link, 1, 1, 0);

        stage.ran("m1", 1, 1, "a");
    }

    @Test
    void findsOtherDevicesRightAfterADeviceWasLost() {
        stage.pass(1);
        stage.tell(
                new MachineFact.DevicesChanged(
                        "m1", List.of(new Device("m1-a", 0, 24_000), new Device("m1-c", 2, 1))));
        stage.pass(1);
        link = stage.registers("m1", List.of());
        stage.start("m1", link, 2, 1, 0);

        stage.broken(() -> stage.ran("m1", 2, 1, "c"), "was to use [m1-a] and uses [m1-c]");
    }

    private void numbersAnew() {
        stage.pass(1);
        stage.tell(
                new MachineFact.DevicesChanged(
                        "m1",
                        List.of(new Device("m1-a", 1, 24_000), new Device("m1-b", 0, 24_000))));
    }

    @Test
    void findsOtherDevices() {
        stage.broken(() -> stage.ran("m1", 1, 1, "b"), "was to use [m1-a] and uses [m1-b]");
    }
}
