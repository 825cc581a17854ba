package dev.clawgateway.simulation.referee.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.Rules;
import dev.clawgateway.simulation.referee.judge.Judge;
import dev.clawgateway.simulation.referee.judge.Violation;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SilentTogetherTest {
    private final History history = new History(Rules.DEFAULT);
    private final Judge judge = new SilentTogether();
    private long now;
    private long requests;

    private void tell(Fact fact) {
        history.take(now, fact);
        judge.hear(fact, history);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private long ask(MemberRequest what) {
        tell(new MemberFact.Asked("member", ++requests, what));
        pass(Duration.ofMillis(1));
        return requests;
    }

    private void beat(int member, boolean known) {
        long request = ask(new MemberRequest.Beat(Integer.toString(member)));
        tell(
                new MemberFact.Answered(
                        "member", request, new MemberAnswer.Beaten(known, known ? 5L : 0L)));
    }

    private void heard(int members) {
        IntStream.range(0, members).forEach(member -> beat(member, true));
    }

    private void keeps(int member) {
        assertThatCode(() -> beat(member, false)).doesNotThrowAnyException();
    }

    @Test
    void findsOneThatWasGivenUpThoughManyFellSilentTogether() {
        heard(5);
        pass(Duration.ofMinutes(10));

        assertThatThrownBy(() -> beat(3, false))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("3 fell silent together with 4 others");
    }

    @Test
    void takesItOfFew() {
        heard(4);
        pass(Duration.ofMinutes(10));

        keeps(3);
    }

    @Test
    void takesItWhereOthersWereHeard() {
        heard(5);
        pass(Duration.ofMinutes(5));
        beat(0, true);
        pass(Duration.ofMinutes(5));

        keeps(3);
    }

    @Test
    void takesItWhereOthersMayHaveBeenHeard() {
        heard(5);
        pass(Duration.ofMinutes(5));
        tell(new MemberFact.Unanswered("member", ask(new MemberRequest.Beat("0"))));
        pass(Duration.ofMinutes(5));

        keeps(3);
    }

    @Test
    void takesItWhereTheyFellSilentOneByOne() {
        IntStream.range(0, 5)
                .forEach(member -> {
                    beat(member, true);
                    pass(Duration.ofMinutes(2));
                });
        pass(Duration.ofMinutes(10));

        keeps(0);
    }

    @Test
    void takesItWhereSomebodyMayHaveRemovedIt() {
        heard(5);
        long _ = ask(new MemberRequest.Leave("3"));
        pass(Duration.ofMinutes(10));

        keeps(3);
    }

    @Test
    void takesItOfOneThatJoinedMeanwhile() {
        long early = ask(new MemberRequest.Beat("3"));
        heard(5);

        assertThatCode(() ->
                        tell(
                                new MemberFact.Answered(
                                        "member", early, new MemberAnswer.Beaten(false, 0L))))
                .doesNotThrowAnyException();
    }

    @Test
    void takesItAfterAnHour() {
        heard(5);
        pass(Duration.ofMinutes(60));

        keeps(3);
    }
}
