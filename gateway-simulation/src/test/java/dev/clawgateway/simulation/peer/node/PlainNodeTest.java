package dev.clawgateway.simulation.peer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.NodeMessage.Register;
import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadUpdate;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.simulation.peer.ScriptedNetwork;
import dev.clawgateway.simulation.peer.Work;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ended.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PlainNodeTest {
    private static final WorkloadId WORKLOAD =
            WorkloadId.parse("c2a4e6f8-1b3d-4c5e-9f70-8a6b4c2d0e1f");
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private ScriptedNetwork network = new ScriptedNetwork();

    /** The first of the nodes that the dice make which is built so. */
    private PlainNode node(Predicate<NodeTraits> built) {
        for (int i = 0; i < 1000; i++) {
            network = new ScriptedNetwork();
            PlainNode node = new PlainNode("plain-" + i, network.world());
            if (built.test(node.traits())) {
                node.start();
                network.pass(A_WHILE);
                return node;
            }
        }
        throw new AssertionError("no such node");
    }

    private List<NodeMessage> said() {
        List<NodeMessage> said = new ArrayList<>();
        try {
            for (String text : network.last().take()) {
                said.add(ClawCodec.readNodeMessage(text));
            }
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
        return said;
    }

    private <T extends NodeMessage> List<T> said(Class<T> type) {
        return said().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<WorkloadState> reported() {
        return said(WorkloadUpdate.class).stream().map(WorkloadUpdate::state).toList();
    }

    private void tell(NodeCommand command) {
        network.last().say(ClawCodec.write(command));
        network.pass(A_WHILE);
    }

    private Register admit(PlainNode node) {
        Register register = said(Register.class).getFirst();
        tell(new NodeCommand.Registered(node.id(), 30, 60));
        return register;
    }

    private static NodeCommand start(int attempt, Work work) {
        WorkloadSpec spec =
                new WorkloadSpec(WorkloadSpec.PROCESS_IMAGE, work.command(), Map.of(), 0, 1, 1);
        return new NodeCommand.StartWorkload(WORKLOAD, spec, List.of(), attempt, List.of());
    }

    private static Work lasting(int seconds) {
        return new Work(Duration.ofSeconds(seconds), 0, 0, false);
    }

    @Test
    void runsWhatItIsToldToOnceAndTellsItsEnd() {
        PlainNode node = node(traits -> traits.counts() && traits.answersRepeats());
        admit(node);

        tell(start(1, lasting(60)));
        assertThat(reported()).endsWith(WorkloadState.RUNNING);
        tell(start(1, lasting(60)));
        assertThat(reported()).containsExactly(WorkloadState.RUNNING);
        network.pass(Duration.ofSeconds(60));

        assertThat(reported()).containsExactly(WorkloadState.COMPLETED);
        assertThat(network.facts(MachineFact.Ran.class)).hasSize(1);
        assertThat(network.facts(MachineFact.Ended.class))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.cause()).isEqualTo(Cause.BY_ITSELF);
                    assertThat(ended.exitCode()).isZero();
                });
    }

    @Test
    void obeysAStopWhetherItsProcessLikesItOrNot() {
        PlainNode node = node(traits -> traits.counts() && !traits.tellsSteps());
        admit(node);
        tell(start(1, new Work(Duration.ofHours(1), 0, 0, true)));
        said();

        tell(new NodeCommand.StopWorkload(WORKLOAD, 30, 1, null));
        assertThat(reported()).isEmpty();
        network.pass(Duration.ofSeconds(30));

        assertThat(reported()).containsExactly(WorkloadState.STOPPED);
        assertThat(network.facts(MachineFact.Ended.class).getFirst().cause())
                .isEqualTo(Cause.KILLED);
    }

    @Test
    void repeatsTheEndOfAnAttemptWhenTheNextOneComes() {
        PlainNode node = node(traits -> traits.counts() && !traits.tellsSteps());
        admit(node);
        node.repeatReports();
        tell(start(1, lasting(60)));
        network.pass(Duration.ofSeconds(60));
        said();

        tell(start(2, lasting(60)));

        assertThat(said(WorkloadUpdate.class))
                .extracting(WorkloadUpdate::attempt, WorkloadUpdate::state)
                .containsExactly(
                        tuple(1, WorkloadState.COMPLETED), tuple(2, WorkloadState.RUNNING));
    }

    @Test
    void whatEndedWhileItWasAwayIsToldWhenItIsBack() {
        PlainNode node =
                node(traits -> traits.counts() && traits.tellsRunning() && !traits.quits());
        admit(node);
        tell(start(1, lasting(60)));
        said();

        network.last().end(1006);
        network.pass(Duration.ofMinutes(2));
        admit(node);

        assertThat(reported()).containsExactly(WorkloadState.COMPLETED);
    }

    @Test
    void repeatsAnEndUntilAHeartbeatAfterItWasAcknowledged() {
        PlainNode node = node(traits -> traits.counts() && !traits.confirms() && !traits.quits());
        admit(node);
        tell(start(1, lasting(0)));
        assertThat(reported()).endsWith(WorkloadState.COMPLETED);
        network.last().end(1006);
        network.pass(Duration.ofMinutes(1));
        admit(node);
        assertThat(reported()).containsExactly(WorkloadState.COMPLETED);

        int beats = 0;
        while (beats < 2) {
            network.pass(Duration.ofSeconds(10));
            beats += said(NodeMessage.Heartbeat.class).size();
            tell(new NodeCommand.HeartbeatAck(Instant.EPOCH));
        }
        network.last().end(1006);
        network.pass(Duration.ofMinutes(1));
        admit(node);

        assertThat(reported()).isEmpty();
    }

    @Test
    void whoRemembersFindsItsProcessAfterARestart() {
        PlainNode node = node(traits -> traits.remembers() && traits.tellsRunning());
        admit(node);
        tell(start(3, lasting(600)));

        node.restart(true);
        network.pass(Duration.ofMinutes(1));
        Register again = said(Register.class).getFirst();

        assertThat(again.nodeId()).isEqualTo(node.id());
        assertThat(again.running())
                .singleElement()
                .satisfies(running -> {
                    assertThat(running.workloadId()).isEqualTo(WORKLOAD);
                    assertThat(running.attempt()).isEqualTo(3);
                });
        assertThat(network.facts(MachineFact.Ended.class)).isEmpty();
    }

    @Test
    void whoForgetsLosesItsProcessesAndHasANewId() {
        PlainNode node = node(traits -> !traits.keepsId());
        admit(node);
        var before = node.id();
        tell(start(1, lasting(600)));

        node.restart(true);
        network.pass(Duration.ofSeconds(25));

        assertThat(said(Register.class).getFirst().nodeId()).isNotEqualTo(before);
        assertThat(network.facts(MachineFact.Ended.class)).hasSize(1);
        assertThat(network.facts(MachineFact.MemoryLost.class)).hasSize(1);
    }

    @Test
    void aMachineThatDiedTakesEverythingAlongAndIsBackWhenFaultsAreOver() {
        PlainNode node = node(traits -> traits.remembers() && traits.counts());
        admit(node);
        tell(start(1, lasting(600)));
        int lines = network.lines().size();

        node.die();
        network.pass(Duration.ofHours(1));
        assertThat(network.lines()).hasSize(lines);
        node.behave();
        network.pass(A_WHILE);
        admit(node);

        assertThat(reported()).containsExactly(WorkloadState.FAILED);
        assertThat(network.facts(MachineFact.Booted.class)).hasSize(2);
    }

    @Test
    void onlyWhoNeverPromisedToObeyIsDeafToStops() {
        PlainNode node = node(traits -> !traits.obedient() && traits.counts());
        admit(node);
        tell(start(1, lasting(600)));
        said();
        node.mute(true);
        tell(new NodeCommand.StopWorkload(WORKLOAD, 0, 1, null));
        assertThat(network.facts(MachineFact.Ended.class)).isEmpty();

        node.behave();
        tell(new NodeCommand.StopWorkload(WORKLOAD, 0, 1, null));

        assertThat(reported()).endsWith(WorkloadState.STOPPED);
    }

    @Test
    void tellsOnceMoreWhatItIsWhenThatWasRefused() {
        PlainNode node = node(traits -> true);
        admit(node);
        node.changeHealth(new SplittableRandom(1));
        network.pass(A_WHILE);
        assertThat(said(Register.class)).hasSize(1);

        tell(new NodeCommand.Failure(1006, "the disk is full"));
        network.pass(Duration.ofSeconds(30));
        assertThat(said(Register.class)).hasSize(1);
        tell(new NodeCommand.Registered(node.id(), 30, 60));
        tell(new NodeCommand.Failure(1003, "not an attempt this node holds"));
        network.pass(Duration.ofSeconds(30));

        assertThat(said(Register.class)).isEmpty();
    }

    @Test
    void tellsOnceMoreTheLastOfTwoChangesWhenThatWasRefused() {
        PlainNode node = node(traits -> true);
        admit(node);
        node.changeHealth(new SplittableRandom(1));
        node.changeHealth(new SplittableRandom(2));
        network.pass(A_WHILE);
        assertThat(said(Register.class)).hasSize(2);

        tell(new NodeCommand.Registered(node.id(), 30, 60));
        tell(new NodeCommand.Failure(1006, "the disk is full"));
        network.pass(Duration.ofSeconds(30));

        assertThat(said(Register.class)).hasSize(1);
    }

    @Test
    void aCopyGoesByTheOthersIdUntilFaultsAreOver() {
        PlainNode node = node(NodeTraits::keepsId);
        PlainNode other = new PlainNode("other", network.world());

        node.cloneFrom(other);
        network.pass(Duration.ofMinutes(1));
        assertThat(said(Register.class).getFirst().nodeId()).isEqualTo(other.id());
        assertThat(network.facts(MachineFact.AgentStarted.class).getLast().promises().singular())
                .isFalse();
        node.behave();
        network.pass(Duration.ofMinutes(1));

        assertThat(said(Register.class).getFirst().nodeId()).isNotEqualTo(other.id());
    }

    @Test
    void whoForgotUnderAnIdAndNeverSaysWhatItRunsIsSetUpAnewWhenFaultsAreOver() {
        PlainNode node = node(traits -> traits.keepsId() && !traits.tellsRunning());
        admit(node);
        NodeId before = node.id();
        node.forget();
        network.pass(Duration.ofSeconds(25));
        assertThat(said(Register.class).getFirst().nodeId()).isEqualTo(before);

        node.behave();
        network.pass(Duration.ofSeconds(25));

        assertThat(said(Register.class).getFirst().nodeId()).isNotEqualTo(before);
    }

    @Test
    void everyDeedOfEveryMakeOfNodeIsPossibleAtAnyTime() {
        for (int i = 0; i < 200; i++) {
            network = new ScriptedNetwork();
            PlainNode node = new PlainNode("plain-" + i, network.world());
            PlainNode other = new PlainNode("other-" + i, network.world());
            var dice = network.world().dice().stream("deeds " + i);
            node.start();
            other.start();
            for (int step = 0; step < 60; step++) {
                deed(node, other, dice.nextInt(13), dice);
                network.pass(Duration.ofMillis(dice.nextInt(10_000)));
                Stream.of(network.lines().getLast())
                        .filter(line -> !line.closed())
                        .forEach(line -> {
                            line.say(
                                    ClawCodec.write(new NodeCommand.Registered(node.id(), 30, 60)));
                            line.say(ClawCodec.write(start(1 + dice.nextInt(9), lasting(30))));
                        });
            }
            node.behave();
            network.pass(Duration.ofMinutes(10));
            assertThat(network.facts(MachineFact.Ran.class)).isNotEmpty();
        }
    }

    private static void deed(
            PlainNode node, PlainNode other, int which, java.util.random.RandomGenerator dice) {
        switch (which) {
            case 0 -> node.restart(dice.nextBoolean());
            case 1 -> node.pause(dice.nextInt(60_000));
            case 2 -> node.repeatReports();
            case 3 -> node.oldReports(dice);
            case 4 -> node.unknownWorkload(dice);
            case 5 -> node.forget();
            case 6 -> node.endAll(dice);
            case 7 -> node.endProcess(dice.nextInt(), dice);
            case 8 -> node.goodbye();
            case 9 -> node.mute(dice.nextBoolean());
            case 10 -> node.cloneFrom(other);
            case 11 -> node.changeDevices(dice);
            default -> {
                if (dice.nextInt(10) == 0) {
                    node.die();
                }
            }
        }
    }
}
