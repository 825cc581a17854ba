package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.NodeInfo;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DrainsKeptTest {
    private final Stage stage = new Stage(new DrainsKept());
    private long link;

    @BeforeEach
    void aNodeAtWork() {
        stage.machine("m1");
        link = stage.registers("m1", List.of());
        stage.submits(1, 1);
        stage.start("m1", link, 1, 1, 0);
    }

    @Test
    void findsAnEvictionBeforeItsTime() {
        drain(true, 100L);
        stage.pass(90);

        stage.broken(this::evict, "whose time was not over");
    }

    @Test
    void takesAnEvictionInTime() {
        drain(true, 100L);
        stage.pass(100);

        evict();
    }

    @Test
    void findsAnEvictionWithoutADeadline() {
        drain(true, null);
        stage.pass(1000);

        stage.broken(this::evict, "whose time was not over");
    }

    @Test
    void findsAnEvictionOfADrainThatWasTakenBack() {
        drain(true, 100L);
        stage.pass(50);
        drain(false, null);
        stage.pass(100);

        stage.broken(this::evict, "whose time was not over");
    }

    @Test
    void takesAnEvictionThatWasUnderWayWhenItWasTakenBack() {
        drain(true, 100L);
        stage.pass(101);
        drain(false, null);

        evict();
    }

    @Test
    void findsWorkOnADrainedNode() {
        stage.ran("m1", 1, 1, "a");
        stage.pass(1);

        stage.broken(this::seesDrained, "is shown as drained, and runs attempt 1");
    }

    @Test
    void accusesNobodyWhereAnotherMachineSpeaksForTheNodeToo() {
        stage.ran("m1", 1, 1, "a");
        stage.tell(new MachineFact.AgentStarted("m2", Stage.node("m1"), Promises.AGENT));
        stage.pass(1);

        seesDrained();
    }

    @Test
    void takesADrainedNodeThatIsEmpty() {
        seesDrained();
    }

    private void drain(boolean on, @Nullable Long seconds) {
        stage.pass(1);
        long asked = stage.asks(new CliRequest.DrainNode(Stage.node("m1"), on, seconds));
        stage.answered(asked, new CliReply.NodeDrained(Stage.node("m1"), on));
    }

    private void evict() {
        stage.told(
                "m1",
                link,
                new NodeCommand.StopWorkload(
                        Stage.id(1), 30, 1, "node m1 is drained, and its time was over", false));
    }

    private void seesDrained() {
        long asked = stage.asks(new CliRequest.GetNode(Stage.node("m1")));
        NodeInfo node =
                new NodeInfo(
                        Stage.node("m1"),
                        "m1",
                        NodeState.DRAINING,
                        2,
                        48_000,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        new DrainProgress(Drain.Phase.DRAINED, null, null, null, null));
        stage.answered(asked, new CliReply.Node(node));
    }
}
