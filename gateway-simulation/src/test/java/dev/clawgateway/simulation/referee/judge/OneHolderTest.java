package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.referee.fact.Device;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OneHolderTest {
    private final Stage stage = new Stage(new OneHolder());

    @Test
    void takesTwoProcessesOnTwoDevices() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.start("m1", link, 2, 1, 1);
        stage.ran("m1", 1, 1, "a");

        stage.ran("m1", 2, 1, "b");
    }

    /** Of what it adopts from a node of another make the gateway knows no cores. */
    @Test
    void countsNoCoresOfWhatAGatewayStartedWhoseFolderIsGone() {
        Promises other = new Promises(true, true, true, true, true, true, true, true);
        stage.machine("m1", other);
        startsOn(stage.registers("m1", List.of()), 1, 8);
        stage.pass(1);
        stage.tell(new WorldFact.FolderReplaced(true));
        startsOn(stage.registers("m1", List.of()), 9, 16);

        stage.ran("m1", 1, 1);
    }

    @Test
    void findsTooManyCores() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        startsOn(link, 1, 9);

        stage.broken(() -> stage.ran("m1", 1, 1), "9000 of the 8000 millicores");
    }

    private void startsOn(long link, int first, int last) {
        for (int workload = first; workload <= last; workload++) {
            stage.start("m1", link, workload, 1);
            if (workload > 1) {
                stage.ran("m1", workload, 1);
            }
        }
    }

    @Test
    void findsTwoProcessesOnOneDevice() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.start("m1", link, 2, 1, 0);
        stage.ran("m1", 1, 1, "a");

        stage.broken(() -> stage.ran("m1", 2, 1, "a"), "device m1-a of m1 is used 2000");
    }

    @Test
    void takesADeviceWhoseUserHasEnded() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.ended("m1", stage.ran("m1", 1, 1, "a"), 1, 1);

        stage.ran("m1", 2, 1, "a");
    }

    @Test
    void doesNotAnswerForWhatWasToldToBeKilled() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.ran("m1", 1, 1, "a");
        stage.stop("m1", link, 1, 1, 0);

        stage.ran("m1", 2, 1, "a");
    }

    @Test
    void doesNotAnswerForANodeThatSaidItsWorkWasOver() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.ran("m1", 1, 1, "a");
        stage.reports("m1", link, 1, 1, WorkloadState.COMPLETED, 0);

        stage.ran("m1", 2, 1, "a");
    }

    @Test
    void doesNotAnswerForWhatAWordWithoutANumberEndedBeforeItBegan() {
        stage.machine("m1", new Promises(true, true, true, true, false, true, true, true));
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.said(
                "m1",
                link,
                new NodeMessage.WorkloadUpdate(
                        Stage.id(1), WorkloadState.FAILED, null, Instant.EPOCH, null, 1, null));
        stage.start("m1", link, 1, 2, 0);
        stage.start("m1", link, 2, 1, 0);
        stage.ran("m1", 2, 1, "a");

        stage.ran("m1", 1, 2, "a");
    }

    @Test
    void doesNotJudgeMachinesThatPickTheirDevices() {
        stage.machine("m1", Promises.NONE);
        stage.ran("m1", 1, 1, "a");

        stage.ran("m1", 2, 1, "a");
    }

    @Test
    void findsMoreCoresUsedThanThereAre() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        for (int i = 1; i <= 9; i++) {
            stage.start("m1", link, i, 1);
        }
        for (int i = 1; i <= 8; i++) {
            stage.ran("m1", i, 1);
        }

        stage.broken(() -> stage.ran("m1", 9, 1), "9000 of the 8000 millicores");
    }

    @Test
    void doesNotCountTheCoresOfWhatANodeForgot() {
        runsEightAndLosesItsFolder();
        stage.tell(new MachineFact.AgentStarted("m1", Stage.node("m1"), Promises.AGENT));

        stage.ran("m1", 9, 1);
    }

    @Test
    void countsTheDevicesOfWhatANodeForgot() {
        runsEightAndLosesItsFolder();
        stage.tell(new MachineFact.AgentStarted("m1", Stage.node("m1"), Promises.AGENT));

        stage.broken(() -> stage.ran("m1", 9, 1, "a"), "device m1-a of m1 is used 2000");
    }

    @Test
    void countsTheCoresOfWhatAProgramKnowsThatLostItsFolder() {
        runsEightAndLosesItsFolder();

        stage.broken(() -> stage.ran("m1", 9, 1), "9000 of the 8000 millicores");
    }

    @Test
    void takesWhatItsNodeCountsByOtherNumbers() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        stage.start("m1", link, 1, 1, 0);
        stage.start("m1", link, 2, 1, 1);
        stage.ran("m1", 1, 1, "b");

        stage.ran("m1", 2, 1, "b");
    }

    @Test
    void takesNumbersThatTheGatewayCanNotFollow() {
        withoutIds();

        stage.ran("m1", 2, 1, "a");
    }

    /** It may obey the first of two starts, by the numbers that held when that one was told. */
    @Test
    void takesNumbersOfAStartThatIsToldAgain() {
        stage.machine("m1");
        stage.pass(1);
        stage.start("m1", stage.registersWithoutIds("m1"), 1, 1, 0);
        renumbers();
        long link = stage.registersWithoutIds("m1");
        stage.start("m1", link, 1, 1, 0);
        stage.start("m1", link, 2, 1, 1);
        stage.ran("m1", 1, 1, "a");

        stage.ran("m1", 2, 1, "a");
    }

    @Test
    void findsTwoProcessesOnADeviceWithoutAnId() {
        stage.machine("m1");
        stage.pass(1);
        long link = stage.registersWithoutIds("m1");
        stage.start("m1", link, 1, 1, 0);
        stage.start("m1", link, 2, 1, 0);
        stage.ran("m1", 1, 1, "a");

        stage.broken(() -> stage.ran("m1", 2, 1, "a"), "device m1-a of m1 is used 2000");
    }

    private void withoutIds() {
        stage.machine("m1");
        stage.pass(1);
        long link = stage.registersWithoutIds("m1");
        stage.start("m1", link, 1, 1, 0);
        stage.ran("m1", 1, 1, "a");
        renumbers();
        stage.start("m1", stage.registersWithoutIds("m1"), 2, 1, 1);
    }

    private void renumbers() {
        stage.pass(1);
        stage.tell(
                new MachineFact.DevicesChanged(
                        "m1",
                        List.of(new Device("m1-a", 1, 24_000), new Device("m1-b", 0, 24_000))));
        stage.pass(1);
    }

    private void runsEightAndLosesItsFolder() {
        stage.machine("m1");
        long link = stage.registers("m1", List.of());
        for (int i = 1; i <= 9; i++) {
            stage.start("m1", link, i, 1, 0);
        }
        stage.ran("m1", 1, 1, "a");
        for (int i = 2; i <= 8; i++) {
            stage.ran("m1", i, 1);
        }
        stage.pass(1);
        stage.tell(new MachineFact.MemoryLost("m1"));
        stage.pass(1);
    }
}
