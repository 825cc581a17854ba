package dev.clawgateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that waits for the disk, interrupted by somebody who should not. */
@Timeout(
        value = 60,
        threadMode =
                Timeout.ThreadMode.SEPARATE_THREAD) // a thread that is gone takes nothing, for ever
class StoreThreadTest {
    private static final int BATCHES = 1_000;

    private final AtomicInteger answers = new AtomicInteger();
    private final StoreThread store =
            new StoreThread(
                    new Release(
                            Mandate.claim(new RememberingStore()),
                            new PublishedView(Snapshot.EMPTY, 10),
                            _ -> EffectOutlet.Delivery.NO_SESSION,
                            LoopObserver.NONE),
                    () -> {},
                    _ -> {});

    @Test
    void dropsNoBatchWhenItIsInterrupted() throws Exception {
        Thread thread = Thread.ofPlatform().start(store);
        for (int number = 0; number < BATCHES; number++) {
            store.commit(batch());
            thread.interrupt();
        }
        store.finish();

        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(answers).hasValue(BATCHES);
    }

    @Test
    void takesEveryBatchOfAThreadThatIsInterrupted() throws Exception {
        Thread thread = Thread.ofPlatform().start(store);
        for (int number = 0; number < BATCHES; number++) {
            Thread.currentThread().interrupt();
            store.commit(batch());
        }
        boolean stillTold = Thread.interrupted();
        store.finish();

        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(answers).hasValue(BATCHES);
        assertThat(stillTold).isTrue();
    }

    private Batch batch() {
        Batch batch = new Batch();
        batch.add(
                new Applied(
                        List.of(new Change.ServingSet(true, null)), List.of(), new Outcome.Done()),
                _ -> answers.incrementAndGet());
        return batch;
    }
}
