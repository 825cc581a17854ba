package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HolderAskedTest {
    private static final NodeId NODE = Stage.node("m1");
    private static final NodeCommand SUPERSEDED =
            new NodeCommand.Failure(1007, "a newer session registered this node");

    private final Stage stage = new Stage(new HolderAsked());

    private void registers(String name, long link, @Nullable String machine) {
        stage.tell(
                new NodeFact.Said(
                        name,
                        NODE,
                        link,
                        new NodeMessage.Register(
                                NODE,
                                name,
                                new Capabilities(
                                        new NodeCapacity(List.of(), 8000, 64_000, List.of())),
                                1,
                                null,
                                null,
                                null,
                                machine,
                                null,
                                false)));
    }

    private void told(String name, long link, NodeCommand command) {
        stage.tell(new NodeFact.Told(name, NODE, link, command));
    }

    private void registered(String name, long link) {
        told(name, link, new NodeCommand.Registered(NODE, 30, 10));
    }

    private void holds() {
        registers("m1", 1, "one");
        registered("m1", 1);
        stage.pass(60);
    }

    @Test
    void findsACopyThatWasRegisteredAtOnce() {
        holds();
        registers("m2", 2, "two");
        stage.pass(1);
        registered("m2", 2);

        stage.broken(() -> told("m1", 1, SUPERSEDED), "m2 took the place of m1");
    }

    @Test
    void findsItThoughAnotherWasRefused() {
        holds();
        registers("m2", 2, "two");
        stage.pass(1);
        registered("m2", 2);
        registers("m3", 3, "three");
        told("m3", 3, new NodeCommand.Failure(1007, "belongs to another machine"));

        stage.broken(() -> told("m1", 1, SUPERSEDED), "m2 took the place of m1");
    }

    @Test
    void takesACopyThatWaited() {
        holds();
        registers("m2", 2, "two");
        stage.pass(5);
        registered("m2", 2);

        told("m1", 1, SUPERSEDED);
    }

    @Test
    void takesTheSameMachine() {
        holds();
        registers("m1", 2, "one");
        registered("m1", 2);

        told("m1", 1, SUPERSEDED);
    }

    @Test
    void takesOneThatSaysNoMachine() {
        holds();
        registers("m2", 2, null);
        registered("m2", 2);

        told("m1", 1, SUPERSEDED);
    }

    @Test
    void takesWhatAnotherMayHaveDone() {
        holds();
        registers("m1", 3, "one");
        registers("m2", 2, "two");
        registered("m2", 2);

        told("m1", 1, SUPERSEDED);
    }
}
