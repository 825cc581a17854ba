package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes to what their caller has seen, and to nothing else. */
class SeenRevisionTest extends WishesOnTerms {
    static Stream<Arguments> wishes() {
        var id = Cluster.node(1);
        return Stream.of(
                Arguments.of(new Command.CordonNode(id, "because")),
                Arguments.of(new Command.UncordonNode(id)),
                Arguments.of(new Command.DrainNode(id, true)),
                Arguments.of(new Command.SetNodeLabel(id, "rack", "r1")),
                Arguments.of(new Command.StopWorkload(Cluster.workload(1), false)),
                Arguments.of(new Command.ClearGate(Cluster.workload(1), "g")),
                Arguments.of(new Command.SetVirtualCluster(research(2))),
                Arguments.of(new Command.RemoveVirtualCluster("research")),
                Arguments.of(maintenance("m", Duration.ofHours(3))),
                Arguments.of(new Command.RemoveMaintenance("m")));
    }

    /** Each is about another kind of record. */
    @ParameterizedTest
    @MethodSource("wishes")
    void whatHasAnotherRevisionIsLeftAsItIs(Command<?> wish) {
        cluster.register(1, 4);
        cluster.submit(1, 1);
        cluster.apply(new Command.SetVirtualCluster(research(1)));
        cluster.apply(maintenance("m", Duration.ofHours(2)));
        int changes = cluster.changes().size();

        Outcome refused = cluster.apply(ANNA, once(wish, new Terms(null, 4711L)));
        long revision = Long.parseLong(words(refused).replaceAll("\\D*(\\d+) by.*", "$1"));

        assertThat(refused).matches(refused(ErrorCode.PRECONDITION_FAILED));
        assertThat(cluster.changes()).hasSize(changes);
        assertThat(cluster.apply(ANNA, once(wish, new Terms(null, revision))))
                .matches(refused(ErrorCode.PRECONDITION_FAILED).negate());
    }

    @Test
    void whatIsNotThereHasNoRevision() {
        Command<?> wish = new Command.SetVirtualCluster(research(1));

        assertThat(cluster.apply(ANNA, once(wish, new Terms(null, 1L))))
                .matches(refused(ErrorCode.PRECONDITION_FAILED));
    }

    @Test
    void whatIsAboutNoRecordTakesNoRevision() {
        assertThat(cluster.apply(ANNA, once(new Command.SetServing(true), new Terms(null, 1L))))
                .matches(refused(ErrorCode.INVALID_REQUEST));
    }

    /** The change that it answers has changed the revision. */
    @Test
    void anAnswerIsGivenAgainWhateverTheRevisionIs() {
        cluster.apply(new Command.SetVirtualCluster(research(1)));
        long revision = 1;
        Terms terms = new Terms(new Terms.Key("k", 0, "d"), revision);
        Command<?> wish = new Command.SetVirtualCluster(research(2));

        assertThat(cluster.apply(ANNA, once(wish, terms))).matches(outcome -> !repeated(outcome));
        assertThat(cluster.apply(ANNA, once(wish, terms))).matches(WishesOnTerms::repeated);
    }
}
