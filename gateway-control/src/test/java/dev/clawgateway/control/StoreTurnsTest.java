package dev.clawgateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.turns.TurnThread;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for the disk, on a thread that is interrupted by somebody who should not. */
@Timeout(
        value = 60,
        threadMode =
                Timeout.ThreadMode.SEPARATE_THREAD) // a thread that is gone takes nothing, for ever
class StoreTurnsTest {
    private static final int BATCHES = 1_000;

    private final AtomicInteger answers = new AtomicInteger();
    private final StoreTurns store =
            new StoreTurns(
                    new Release(
                            Mandate.claim(new RememberingStore()),
                            new PublishedView(Snapshot.EMPTY, 10),
                            _ -> EffectOutlet.Delivery.NO_SESSION,
                            LoopObserver.NONE,
                            Audit.NONE),
                    () -> {},
                    _ -> {},
                    () -> {});

    @Test
    void dropsNoBatchWhenItsThreadIsInterrupted() throws Exception {
        TurnThread thread = TurnThread.start("store", store);
        for (int number = 0; number < BATCHES; number++) {
            store.commit(batch(() -> Thread.currentThread().interrupt()));
            thread.nudge();
        }
        finish(thread);

        assertThat(thread.ended()).isTrue();
        assertThat(answers).hasValue(BATCHES);
    }

    @Test
    void takesEveryBatchOfAThreadThatIsInterrupted() throws Exception {
        TurnThread thread = TurnThread.start("store", store);
        for (int number = 0; number < BATCHES; number++) {
            Thread.currentThread().interrupt();
            store.commit(batch(() -> {}));
            thread.nudge();
        }
        boolean stillTold = Thread.interrupted();
        finish(thread);

        assertThat(thread.ended()).isTrue();
        assertThat(answers).hasValue(BATCHES);
        assertThat(stillTold).isTrue();
    }

    private void finish(TurnThread thread) throws InterruptedException {
        store.finish();
        thread.nudge();
        thread.await(Duration.ofSeconds(20));
    }

    private Batch batch(Runnable whenDurable) {
        Batch batch = new Batch();
        batch.add(
                null,
                new Applied<Outcome.Changed>(
                        List.of(new Change.ServingSet(true, null)),
                        List.of(),
                        new Verdict.Granted<>(new Outcome.Done())),
                _ -> {
                    answers.incrementAndGet();
                    whenDurable.run();
                },
                false);
        return batch;
    }
}
