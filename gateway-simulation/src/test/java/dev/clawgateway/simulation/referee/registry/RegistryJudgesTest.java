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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each promise of the registries: kept in one history, broken in another. */
final class RegistryJudgesTest {
    private static final String URL = "http://10.0.0.2:4402";

    private final History history = new History(Rules.DEFAULT);
    private final List<Judge> judges = RegistryJudges.all();
    private long now;
    private long requests;

    private void tell(Fact fact) {
        history.take(now, fact);
        judges.forEach(judge -> judge.hear(fact, history));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private long ask(MemberRequest what) {
        pass(Duration.ofMillis(1));
        tell(new MemberFact.Asked("member", ++requests, what));
        return requests;
    }

    private void answer(long request, MemberAnswer answer) {
        pass(Duration.ofMillis(1));
        tell(new MemberFact.Answered("member", request, answer));
    }

    private void done(MemberRequest what, MemberAnswer answer) {
        answer(ask(what), answer);
    }

    private void lost(MemberRequest what) {
        tell(new MemberFact.Unanswered("member", ask(what)));
    }

    private static MemberRequest join(String id) {
        return new MemberRequest.Join(id, "10.0.0.1", 5000, false);
    }

    private static MemberAnswer joined(boolean bootstrap, long version, String... others) {
        return new MemberAnswer.Joined(true, bootstrap, version, List.of(others), null);
    }

    private static MemberAnswer updated(long version) {
        return new MemberAnswer.Joined(false, false, version, List.of(), null);
    }

    private static void breaks(String words, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOf(Violation.class).hasMessageContaining(words);
    }

    private static void keeps(ThrowingCallable what) {
        assertThatCode(what).doesNotThrowAnyException();
    }

    @Test
    void theBootstrapIsGivenOnceUntilAReset() {
        done(join("1"), joined(true, 1));
        keeps(() -> done(new MemberRequest.Reset(), new MemberAnswer.WasReset(1, 2)));
        keeps(() -> done(join("2"), joined(true, 3)));

        breaks("given twice", () -> done(join("3"), joined(true, 4, "2")));
    }

    @Test
    void aBootstrapOfWhichNobodyWasToldMayBeGivenToNobodyElse() {
        lost(join("1"));

        keeps(() -> done(join("2"), joined(false, 2, "1")));
    }

    @Test
    void theVersionGrowsAndNeverGoesBack() {
        done(join("1"), joined(true, 5));
        long early = ask(new MemberRequest.AskStats());
        done(join("2"), joined(false, 6, "1"));
        keeps(() -> answer(early, new MemberAnswer.Stats(1, 1, null, 5, true)));

        breaks("joined anew", () -> done(join("3"), joined(false, 6, "1", "2")));
        breaks(
                "version 5 after version 6",
                () -> done(new MemberRequest.Beat("1"), new MemberAnswer.Beaten(true, 5)));
    }

    @Test
    void whoWasAcknowledgedIsFoundUntilHeMayHaveTimedOut() {
        done(join("1"), joined(true, 1));
        done(join("2"), joined(false, 2, "1"));
        pass(Duration.ofSeconds(140));
        breaks(
                "1 is not in",
                () -> {
                    done(new MemberRequest.AskNodes(null), new MemberAnswer.Nodes(List.of("2"), 2));
                });
        pass(Duration.ofSeconds(20));
        keeps(() -> done(new MemberRequest.AskNodes(null), new MemberAnswer.Nodes(List.of(), 2)));
        breaks(
                "1 is not found",
                () -> done(new MemberRequest.Beat("1"), new MemberAnswer.Beaten(false, 0)));
        pass(Duration.ofSeconds(150));

        keeps(() -> done(new MemberRequest.Beat("2"), new MemberAnswer.Beaten(false, 0)));
    }

    @Test
    void whoWasRemovedIsNotFoundAndWhoMayHaveBeenMayNotBe() {
        done(join("1"), joined(true, 1));
        lost(new MemberRequest.Leave("1"));
        keeps(() -> done(new MemberRequest.Beat("1"), new MemberAnswer.Beaten(false, 0)));
        done(join("2"), joined(false, 3));
        done(new MemberRequest.Leave("2"), new MemberAnswer.Left(true));

        breaks(
                "2 was removed",
                () ->
                        done(
                                new MemberRequest.AskNodes(null),
                                new MemberAnswer.Nodes(List.of("2"), 4)));
    }

    @Test
    void whoJoinsWhileItIsRemovedMayBeThere() {
        done(join("1"), joined(true, 1));
        long leave = ask(new MemberRequest.Leave("1"));
        pass(Duration.ofMillis(1));
        done(join("1"), joined(false, 3));
        pass(Duration.ofMillis(1));
        answer(leave, new MemberAnswer.Left(true));
        pass(Duration.ofSeconds(20));

        keeps(() -> done(new MemberRequest.Beat("1"), new MemberAnswer.Beaten(true, 3)));
    }

    @Test
    void theLeaderIsWhoWasPosted() {
        done(join("1"), joined(true, 1));
        done(join("2"), joined(false, 2, "1"));
        done(new MemberRequest.PostLeader("2"), new MemberAnswer.LeaderPosted(true));
        keeps(() -> done(new MemberRequest.AskLeader(), new MemberAnswer.Leader("2", 2)));
        breaks(
                "2 was posted as leader",
                () -> done(new MemberRequest.AskLeader(), new MemberAnswer.Leader("1", 2)));

        lost(new MemberRequest.PostLeader("1"));
        keeps(() -> done(new MemberRequest.AskLeader(), new MemberAnswer.Leader("1", 2)));
    }

    @Test
    void whoLeftAndCameBackLeadsNoMore() {
        done(join("1"), joined(true, 1));
        done(new MemberRequest.PostLeader("1"), new MemberAnswer.LeaderPosted(true));
        done(new MemberRequest.Leave("1"), new MemberAnswer.Left(true));
        done(join("1"), joined(false, 3));

        keeps(() -> done(new MemberRequest.AskLeader(), new MemberAnswer.Leader(null, 3)));
    }

    @Test
    void nobodyIsListedWhoNeverJoinedNorToHimself() {
        done(join("1"), joined(true, 1));

        breaks("9 never joined", () -> done(join("2"), joined(false, 2, "1", "9")));
        breaks(
                "1 is listed to itself",
                () ->
                        done(
                                new MemberRequest.AskNodes("1"),
                                new MemberAnswer.Nodes(List.of("1"), 2)));
    }

    @Test
    void aKnownMemberIsNotNew() {
        done(join("1"), joined(true, 1));

        keeps(() -> done(join("1"), updated(1)));
        breaks("new to a registry", () -> done(join("1"), joined(false, 2)));
    }

    @Test
    void ofTwoJoinsUnderWayAtOnceNobodyKnowsWhichCameFirst() {
        long first = ask(join("1"));
        long second = ask(join("1"));
        answer(second, updated(1));

        keeps(() -> answer(first, joined(true, 1)));
    }

    @Test
    void whatWasAskedBeforeTheJoinWasAnsweredMayNotHaveSeenIt() {
        long join = ask(join("1"));
        long nodes = ask(new MemberRequest.AskNodes(null));
        long beat = ask(new MemberRequest.Beat("1"));
        long stats = ask(new MemberRequest.AskStats());
        keeps(() -> answer(join, joined(true, 1)));

        keeps(() -> answer(nodes, new MemberAnswer.Nodes(List.of(), 0)));
        keeps(() -> answer(beat, new MemberAnswer.Beaten(false, 0)));
        keeps(() -> answer(stats, new MemberAnswer.Stats(0, 0, null, 0, false)));
        breaks(
                "1 is not in",
                () -> done(new MemberRequest.AskNodes(null), new MemberAnswer.Nodes(List.of(), 1)));
    }

    @Test
    void aBeatThatWasOvertakenByItsJoinSaysNothingOfTheTimeBefore() {
        long beat = ask(new MemberRequest.Beat("1"));
        long join = ask(join("1"));
        answer(beat, new MemberAnswer.Beaten(true, 1));

        keeps(() -> answer(join, joined(true, 1)));
    }

    @Test
    void whoLeftWhileItWasPostedLeadsNoMore() {
        done(join("1"), joined(true, 1));
        long leave = ask(new MemberRequest.Leave("1"));
        long post = ask(new MemberRequest.PostLeader("1"));
        answer(leave, new MemberAnswer.Left(true));
        done(join("1"), joined(false, 3));
        answer(post, new MemberAnswer.LeaderPosted(true));

        keeps(() -> done(new MemberRequest.AskLeader(), new MemberAnswer.Leader(null, 3)));
    }

    private static MemberAnswer member(String id, String status) {
        return new MemberAnswer.Member(id, URL, status);
    }

    private static MemberRequest enter(String id) {
        return new MemberRequest.Enter(id, URL, "default-cluster");
    }

    @Test
    void aWorkerIsFoundUntilItIsDeletedOrReplaced() {
        done(enter("a"), member("a", "active"));
        pass(Duration.ofHours(1));
        breaks(
                "a is not found",
                () ->
                        done(
                                new MemberRequest.Pulse("a"),
                                new MemberAnswer.Failure(404, "NODE_NOT_FOUND")));
        breaks(
                "a is not in",
                () -> {
                    done(new MemberRequest.AskMembers(), new MemberAnswer.Members(new TreeMap<>()));
                });

        done(enter("b"), member("b", "active"));
        keeps(() ->
                done(
                        new MemberRequest.AskMembers(),
                        new MemberAnswer.Members(new TreeMap<>(Map.of("b", "active")))));
        done(new MemberRequest.Delete("b"), new MemberAnswer.Success());
        breaks(
                "b was removed",
                () -> done(new MemberRequest.AskMember("b"), member("b", "active")));
    }

    @Test
    void allThatCameToOneAddressAreReplacedByTheNext() {
        long first = ask(enter(null));
        long second = ask(enter(null));
        answer(first, member("a", "active"));
        answer(second, member("b", "active"));
        pass(Duration.ofMinutes(30));
        done(new MemberRequest.Pulse("a"), new MemberAnswer.Success());
        breaks(
                "a is not found",
                () ->
                        done(
                                new MemberRequest.Pulse("a"),
                                new MemberAnswer.Failure(404, "NODE_NOT_FOUND")));

        done(enter(null), member("c", "active"));
        keeps(() ->
                done(
                        new MemberRequest.AskMembers(),
                        new MemberAnswer.Members(new TreeMap<>(Map.of("c", "active")))));
    }

    @Test
    void whoWasDisabledStaysSoUntilSomebodyEnablesHim() {
        done(enter("a"), member("a", "active"));
        done(new MemberRequest.Disable("a"), new MemberAnswer.Success());
        keeps(() -> done(enter("a"), member("a", "disabled")));
        breaks("a is disabled", () -> done(enter("a"), member("a", "active")));

        lost(new MemberRequest.Enable("a"));
        keeps(() -> done(new MemberRequest.AskMember("a"), member("a", "active")));
    }

    @Test
    void ofAnEnableAndADisableUnderWayAtOnceNobodyKnowsWhichCameFirst() {
        done(enter("a"), member("a", "active"));
        long enable = ask(new MemberRequest.Enable("a"));
        long disable = ask(new MemberRequest.Disable("a"));
        answer(enable, new MemberAnswer.Success());
        answer(disable, new MemberAnswer.Success());

        keeps(() -> done(new MemberRequest.AskMember("a"), member("a", "active")));
    }

    @Test
    void whoMayHaveBeenTakenOutMayComeBackInService() {
        done(enter("a"), member("a", "active"));
        done(new MemberRequest.Disable("a"), new MemberAnswer.Success());
        lost(new MemberRequest.Delete("a"));

        keeps(() -> done(enter("a"), member("a", "active")));
    }

    @Test
    void whatWasAskedBeforeSomebodyWasLetInMayNotHaveSeenHim() {
        long enter = ask(enter("a"));
        long pulse = ask(new MemberRequest.Pulse("a"));
        long all = ask(new MemberRequest.AskMembers());
        answer(enter, member("a", "active"));

        keeps(() -> answer(pulse, new MemberAnswer.Failure(404, "NODE_NOT_FOUND")));
        keeps(() -> answer(all, new MemberAnswer.Members(new TreeMap<>())));
    }

    @Test
    void anAnswerIsAboutWhomItWasAskedOf() {
        breaks("was let in as", () -> done(enter("a"), member("b", "active")));
        breaks(
                "x was asked for",
                () -> done(new MemberRequest.AskMember("x"), member("y", "active")));
    }
}
