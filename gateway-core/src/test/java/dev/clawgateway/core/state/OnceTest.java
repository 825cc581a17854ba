package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.DiscoveryOutcome;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.state.once.KeptAnswers;
import dev.clawgateway.core.state.settings.AnswerLimits;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes under a key happen once. */
class OnceTest extends WishesOnTerms {
    @Test
    void theFirstAnswerIsGivenAgainAndNothingIsDone() {
        cluster.register(1, 4);
        Outcome first = submit(ANNA, "k", "d", 1);

        Outcome second = submit(ANNA, "k", "d", 2);

        assertThat(first).isEqualTo(new Outcome.Once<>(placed(1), false));
        assertThat(second).isEqualTo(new Outcome.Once<>(placed(1), true));
        assertThat(cluster.state.workload(Cluster.workload(2))).isNull();
    }

    /** It is in the same commit as what it answers. */
    @Test
    void anAnswerIsKeptWithWhatItAnswers() {
        List<Change> changes =
                cluster.state
                        .apply(
                                ANNA,
                                once(new Command.SetServing(false), terms("k", "d")),
                                cluster.now())
                        .changes();

        assertThat(changes)
                .anyMatch(Change.ServingSet.class::isInstance)
                .anyMatch(Change.AnswerKept.class::isInstance);
    }

    /** Whoever sends a key relies on it: an outcome that is new is kept, or is on this list. */
    @Test
    void whateverCanBeGrantedIsKept() {
        Set<Class<?>> others =
                Set.of(
                        Outcome.Once.class,
                        Outcome.Contested.class,
                        DiscoveryOutcome.Registered.class);

        assertThat(records(Outcome.Granted.class))
                .isNotEmpty()
                .filteredOn(type -> !others.contains(type))
                .allMatch(Outcome.Kept.class::isAssignableFrom);
    }

    private static Set<Class<?>> records(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? records(type).stream() : Stream.of(type))
                .collect(Collectors.toSet());
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        cluster.register(1, 4);
        submit(ANNA, "k", "d", 1);

        assertThat(submit(ANNA, "k", "other", 2)).matches(refused(ErrorCode.IDEMPOTENCY_MISMATCH));
        assertThat(cluster.state.workload(Cluster.workload(2))).isNull();
    }

    @Test
    void othersHaveKeysOfTheirOwn() {
        cluster.register(1, 4);
        submit(ANNA, "k", "d", 1);

        assertThat(submit(BERT, "k", "other", 2)).isEqualTo(new Outcome.Once<>(placed(2), false));
    }

    @Test
    void eachLineIsAWishOfItsOwn() {
        cluster.register(1, 4);
        Terms first = new Terms(new Terms.Key("k", 1, "d1"), null);
        Terms second = new Terms(new Terms.Key("k", 2, "d2"), null);

        cluster.apply(ANNA, once(submission(1), first));
        cluster.apply(ANNA, once(submission(2), second));

        assertThat(cluster.apply(ANNA, once(submission(3), first)))
                .isEqualTo(new Outcome.Once<>(placed(1), true));
        assertThat(cluster.apply(ANNA, once(submission(4), second)))
                .isEqualTo(new Outcome.Once<>(placed(2), true));
    }

    /** Nothing was done, and what stood against it is over. */
    @Test
    void aRefusalIsNotKept() {
        assertThat(submit(ANNA, "k", "d", 1)).matches(refused(ErrorCode.NO_CAPACITY));
        cluster.register(1, 4);

        assertThat(submit(ANNA, "k", "d", 2)).isEqualTo(new Outcome.Once<>(placed(2), false));
    }

    @Test
    void theAnswerOutlivesTheWorkload() {
        var session = cluster.register(1, 4);
        submit(ANNA, "k", "d", 1);
        Command<?> stop = new Command.StopWorkload(Cluster.workload(1), false);
        cluster.apply(ANNA, once(stop, terms("stop", "s")));
        cluster.report(1, session, 1, WorkloadState.STOPPED);
        cluster.change(keepFinished(Duration.ofHours(1)));
        cluster.pass(Duration.ofHours(2));
        assertThat(cluster.state.workload(Cluster.workload(1))).isNull();

        assertThat(submit(ANNA, "k", "d", 2)).isEqualTo(new Outcome.Once<>(placed(1), true));
        assertThat(cluster.apply(ANNA, once(stop, terms("stop", "s"))))
                .isEqualTo(new Outcome.Once<>(new Outcome.Done(), true));
        assertThat(cluster.apply(ANNA, once(stop, terms("another", "s"))))
                .matches(refused(ErrorCode.WORKLOAD_NOT_FOUND));
    }

    @Test
    void anAnswerOutlivesTheGateway() {
        cluster.register(1, 4);
        submit(ANNA, "k", "d", 1);

        cluster = cluster.restart();

        assertThat(submit(ANNA, "k", "d", 2)).isEqualTo(new Outcome.Once<>(placed(1), true));
        assertThat(submit(ANNA, "k", "other", 2)).matches(refused(ErrorCode.IDEMPOTENCY_MISMATCH));
    }

    @Test
    void isKeptForItsTimeAndForgottenThen() {
        set(ANNA, "k", "d");
        cluster.pass(KeptAnswers.KEEP.minusSeconds(1));
        assertThat(set(ANNA, "k", "d")).matches(WishesOnTerms::repeated);

        cluster.pass(Duration.ofSeconds(2));

        assertThat(cluster.state.answers()).isZero();
        assertThat(cluster.changes()).contains(new Change.AnswerForgotten(1));
        assertThat(set(ANNA, "k", "other")).matches(outcome -> !repeated(outcome));
    }

    static Stream<Arguments> jumps() {
        return Stream.of(
                Arguments.of(Duration.ofDays(-400)),
                Arguments.of(Duration.ofHours(-1)),
                Arguments.of(Duration.ofHours(30)),
                Arguments.of(Duration.ofDays(400)));
    }

    /** Neither is it forgotten at the jump, nor kept until the clock shows that time again. */
    @ParameterizedTest
    @MethodSource("jumps")
    void aJumpOfTheClockChangesNothing(Duration jump) {
        set(ANNA, "k", "d");
        cluster.pass(Duration.ofHours(1));

        cluster.step(jump);
        cluster.pass(Duration.ofSeconds(1));
        assertThat(set(ANNA, "k", "d")).matches(WishesOnTerms::repeated);

        cluster.pass(KeptAnswers.KEEP);
        assertThat(cluster.state.answers()).isZero();
    }

    /** What a clock shows over a restart is not believed to have passed. */
    @ParameterizedTest
    @MethodSource("jumps")
    void aJumpOverARestartChangesNothing(Duration jump) {
        set(ANNA, "k", "d");
        cluster.pass(Duration.ofHours(1));
        cluster.saveClock();
        cluster.step(jump);

        cluster = cluster.restart();
        cluster.pass(Duration.ofHours(22));
        assertThat(set(ANNA, "k", "d")).matches(WishesOnTerms::repeated);

        cluster.pass(Duration.ofHours(3));
        assertThat(cluster.state.answers()).isZero();
    }

    @Test
    void aFurtherKeyOfACallerIsRefusedWhereHeHasTooMany() {
        cluster = new Cluster(Cluster.SETTINGS.with(new AnswerLimits(2, 10)));
        set(ANNA, "k1", "d");
        set(ANNA, "k2", "d");

        assertThat(set(ANNA, "k3", "d")).matches(refused(ErrorCode.TOO_MANY_KEYS));
        assertThat(set(ANNA, "k1", "d")).matches(WishesOnTerms::repeated);
        assertThat(set(BERT, "k1", "d")).matches(outcome -> !repeated(outcome));
    }

    @Test
    void aFurtherKeyIsRefusedWhereThereAreTooMany() {
        cluster = new Cluster(Cluster.SETTINGS.with(new AnswerLimits(2, 2)));
        set(ANNA, "k1", "d");
        set(BERT, "k1", "d");

        assertThat(set(ANNA, "k2", "d")).matches(refused(ErrorCode.TOO_MANY_KEYS));
        cluster.pass(KeptAnswers.KEEP.plusSeconds(1));
        assertThat(set(ANNA, "k2", "d")).matches(outcome -> !repeated(outcome));
    }

    /** What is not there for the caller any more is answered as it was, or as not there. */
    @Test
    void isOnlyLookedForWhereItIsNotToBeDone() {
        Outcome.Refused unknown = new Outcome.Refused(ErrorCode.WORKLOAD_NOT_FOUND, "none");
        Command<?> wish = new Command.SetServing(false);

        Outcome before = cluster.apply(ANNA, otherwise(wish, unknown));
        set(ANNA, "k", "d");
        Outcome after = cluster.apply(ANNA, otherwise(wish, unknown));

        assertThat(before).isEqualTo(unknown);
        assertThat(after).matches(WishesOnTerms::repeated);
    }

    /** Against a plain map of what was answered, over a restart. */
    @Test
    void eachKeyRunsOnceHoweverOftenItIsSent() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        cluster = new Cluster(Cluster.SETTINGS.with(new AnswerLimits(40, 60)));
        Map<String, Outcome> answered = new HashMap<>();
        List<String> ran = new ArrayList<>();
        for (int step = 0; step < 3000; step++) {
            if (step == 100) {
                cluster.saveClock();
                cluster = cluster.restart();
            }
            Caller caller = random.nextBoolean() ? ANNA : BERT;
            String key = "k" + random.nextInt(50);
            String digest = "d" + random.nextInt(10) / 9;
            Outcome outcome =
                    cluster.apply(caller, once(submission(step + 1, true), terms(key, digest)));
            String name = caller.principal() + key;
            if (outcome instanceof Outcome.Once<?>(var first, boolean repeated)) {
                assertThat(repeated).as("seed %d", seed).isEqualTo(answered.containsKey(name));
                assertThat(first).as("seed %d", seed).isEqualTo(answered.getOrDefault(name, first));
                answered.put(name, first);
                if (!repeated) {
                    ran.add(name);
                }
            }
        }
        assertThat(ran).as("seed %d", seed).doesNotHaveDuplicates().hasSize(60);
        assertThat(cluster.state.answers()).isEqualTo(60);
    }

    private Outcome submit(Caller caller, String key, String digest, int number) {
        return cluster.apply(caller, once(submission(number), terms(key, digest)));
    }

    private Outcome set(Caller caller, String key, String digest) {
        return cluster.apply(caller, once(new Command.SetServing(false), terms(key, digest)));
    }

    private static Command<?> submission(int number) {
        return submission(number, false);
    }

    private static Command<?> submission(int number, boolean queue) {
        return new Command.SubmitWorkload(Cluster.workload(number), Cluster.spec(1), null, queue);
    }

    private static Command.Once<?> otherwise(Command<?> wish, Outcome.Refused otherwise) {
        return new Command.Once<>(wish, terms("k", "d"), otherwise);
    }

    private static Outcome.Placed placed(int number) {
        return new Outcome.Placed(Cluster.workload(number), Cluster.node(1));
    }

    private static CoreSettings keepFinished(Duration keep) {
        var all = Cluster.SETTINGS;
        return new CoreSettings(
                all.nodeTimeout(),
                all.startTimeout(),
                all.stopTimeout(),
                all.stopGrace(),
                all.forgetNodeAfter(),
                keep,
                all.maxNodes(),
                all.maxWorkloads(),
                all.maxEvents(),
                all.undeclaredClusters());
    }
}
