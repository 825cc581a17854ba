package dev.clawgateway.simulation.peer.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.ScriptedNetwork;
import dev.clawgateway.simulation.peer.Taste;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OperatorTest {
    private static final WorkloadId WORKLOAD =
            WorkloadId.parse("c2a4e6f8-1b3d-4c5e-9f70-8a6b4c2d0e1f");
    private static final CliReply NOTHING =
            new CliReply.SchedulingStatus(
                    WORKLOAD, WorkloadState.PENDING, List.of(), null, List.of(), null, null);

    private final ScriptedNetwork network = new ScriptedNetwork();
    private final Board board = new Board();
    private final Operator operator = new Operator("operator-0", network.world(), board);
    private final RandomGenerator dice = new Dice(1).stream("test");

    @BeforeEach
    void connect() {
        operator.start();
        network.pass(Duration.ofSeconds(2));
        assertThat(network.last().take()).containsExactly(hello());
        answer(new CliReply.Welcome("1", 1));
        assertThat(network.last().take()).singleElement().asString().contains("list_nodes");
        answer(new CliReply.Nodes(List.of()));
    }

    private static String hello() {
        return ClawCodec.write(new CliRequest.Hello("0.1.0", 1));
    }

    private void answer(CliReply reply) {
        network.last().say(ClawCodec.write(reply));
        network.pass(Duration.ofSeconds(1));
    }

    private List<String> asked() {
        network.pass(Duration.ofSeconds(1));
        return network.last().take();
    }

    @Test
    void tellsEachQuestionAndEachAnswerAndMarksItsSubmissions() {
        operator.submit(Set.of(Taste.QUEUE), dice);
        List<String> asked = asked();
        answer(NOTHING);

        OperatorFact.Asked fact = network.facts(OperatorFact.Asked.class).getLast();
        assertThat(asked).containsExactly(ClawCodec.write(fact.what()));
        assertThat(((CliRequest.StartWorkload) fact.what()).spec().env())
                .containsEntry("SUBMISSION", Long.toString(fact.request()));
        assertThat(network.facts(OperatorFact.Answered.class).getLast())
                .isEqualTo(new OperatorFact.Answered("operator-0", fact.request(), NOTHING));
        assertThat(board.workload(1)).isEqualTo(WORKLOAD);
        assertThat(operator.quiet()).isTrue();
    }

    @Test
    void severalQuestionsAreOnTheirWayAtOnceButNotWithoutBound() {
        for (int i = 0; i < 10; i++) {
            operator.status();
        }

        assertThat(asked()).hasSize(OperatorLine.MAX_IN_FLIGHT);
        answer(new CliReply.Failure(1006, "busy", null));
        assertThat(asked()).hasSize(1);
    }

    @Test
    void ofWhatItAskedBeforeItHungUpNobodyKnowsAnything() {
        operator.submit(Set.of(), dice);
        assertThat(asked()).hasSize(1);

        operator.hangUp();
        network.pass(Duration.ofMinutes(1));

        assertThat(network.facts(OperatorFact.Unanswered.class)).hasSize(1);
        assertThat(network.lines()).as("nothing is left to ask").hasSize(1);
    }

    @Test
    void whatIsOwedIsAskedForUntilItIsDone() {
        operator.maintenance(true);
        asked();
        answer(new CliReply.ServingSet(false));
        String serving = ClawCodec.write(new CliRequest.SetServing(true));

        operator.tidy();
        assertThat(asked()).contains(serving);
        network.last().end(1012);
        network.pass(Duration.ofMinutes(1));
        assertThat(network.last().take()).containsExactly(hello());
        answer(new CliReply.Welcome("1", 1));
        assertThat(network.last().take()).contains(serving);
        answer(new CliReply.Failure(1006, "overloaded", null));
        answer(new CliReply.GatedWorkloads(List.of()));
        network.pass(Duration.ofSeconds(40));
        assertThat(network.last().take()).containsExactly(serving);
        answer(new CliReply.ServingSet(true));

        assertThat(board.owed()).isEmpty();
        assertThat(operator.quiet()).isTrue();
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedForForEver() {
        operator.status();
        asked();

        network.pass(Duration.ofMinutes(2));

        assertThat(network.facts(OperatorFact.Unanswered.class)).hasSize(1);
        assertThat(operator.quiet()).isTrue();
    }
}
