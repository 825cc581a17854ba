package dev.clawgateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wishes under a key, through the turns of loop and store, also where the store fails. */
class OnceTurnsTest {
    private static final Caller ANNA =
            new Caller(new Principal.Operator("anna"), "api", "192.0.2.1", false, null);
    private static final Terms TERMS = new Terms(new Terms.Key("night", 0, "d"), null);

    private final ManualTime time = new ManualTime();
    private final RememberingStore store = new RememberingStore();
    private final List<Outcome> answers = new ArrayList<>();
    private long made;

    @Test
    void twoAtOnceRunOnceAndBothGetTheAnswer() {
        Life life = new Life();

        life.submit();
        life.submit();
        life.turn();

        assertThat(store.workloads()).hasSize(1);
        assertThat(answers).hasSize(2).allMatch(answer -> idOf(answer).equals(workload(1)));
    }

    /** The second is applied while the first is not on the disk. */
    @Test
    void noneIsToldBeforeTheFirstIsStored() {
        Life life = new Life();
        life.submit();
        life.loop.turn(life.turns);
        life.submit();
        life.loop.turn(life.turns);
        assertThat(answers).isEmpty();

        life.turns.turn();
        life.turns.turn();

        assertThat(answers).hasSize(2).allMatch(answer -> idOf(answer).equals(workload(1)));
    }

    /** After that the key finds what survived, and nothing is there twice. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void afterAFailedWriteTheKeyFindsWhatSurvived(RememberingStore.Fault fault) {
        Life failing = new Life();
        store.failNext(fault);
        failing.submit();
        failing.turn();
        failing.submit();
        failing.turn();

        assertThat(answers)
                .extracting(answer -> ((Outcome.Refused) answer).code())
                .containsExactly(ErrorCode.OUTCOME_UNKNOWN, ErrorCode.STORE_FAILED);
        assertThat(((Outcome.Refused) answers.getFirst()).detail())
                .endsWith(
                        "send it again under the idempotency key \"night\": it is answered as it"
                                + " was, or done then, once");
        answers.clear();

        Life next = new Life();
        next.submit();
        next.turn();

        boolean landed = fault == RememberingStore.Fault.KEEPS_THE_BATCH;
        assertThat(store.workloads()).containsOnlyKeys(workload(landed ? 1 : 3));
        assertThat(idOf(answers.getFirst())).isEqualTo(workload(landed ? 1 : 3));
        assertThat(answers.getFirst())
                .matches(answer -> ((Outcome.Once<?>) answer).repeated() == landed);
    }

    private static WorkloadId workload(long number) {
        return new WorkloadId(new UUID(2, number));
    }

    private static WorkloadId idOf(Outcome answer) {
        return ((Outcome.Waiting) ((Outcome.Once<?>) answer).first()).workload();
    }

    /** A gateway over that store, from its start to its end. */
    private final class Life {
        private final ControlLoop loop;
        private final StoreTurns turns;

        Life() {
            Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
            ClusterState state = new ClusterState(placer, CoreSettings.DEFAULT);
            state.load(store.load(), time.moment());
            loop = new ControlLoop(state, placer, time, 16, LoopObserver.NONE, Audit.NONE);
            turns =
                    new StoreTurns(
                            new Release(
                                    Mandate.claim(store),
                                    new PublishedView(store.load(), 100),
                                    _ -> EffectOutlet.Delivery.NO_SESSION,
                                    LoopObserver.NONE,
                                    Audit.NONE),
                            () -> {},
                            _ -> {},
                            () -> {});
        }

        /** The same request each time, for which an id is made each time. */
        void submit() {
            made++;
            Command<Outcome.Submitted> wish =
                    new Command.SubmitWorkload(
                            workload(made),
                            new WorkloadSpec("img", List.of("run"), Map.of(), 1, 0, 0),
                            null,
                            true);
            loop.offer(
                    ANNA,
                    new Command.Once<>(wish, TERMS, null),
                    verdict -> answers.add(verdict.outcome()));
        }

        void turn() {
            loop.turn(turns);
            turns.turn();
        }
    }
}
