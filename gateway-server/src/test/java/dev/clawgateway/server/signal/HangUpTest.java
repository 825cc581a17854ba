package dev.clawgateway.server.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HangUpTest {
    private final HangUp hangUp = new HangUp();
    private final AtomicInteger reloads = new AtomicInteger();

    @Test
    void answersEachThatComesAlone() {
        hangUp.answer(reloads::incrementAndGet);

        hangUp.came();
        hangUp.came();

        assertThat(reloads).hasValue(2);
    }

    @Test
    void answersOnceWhatCameDuringTheStart() {
        hangUp.came();
        hangUp.came();
        assertThat(reloads).hasValue(0);

        hangUp.answer(reloads::incrementAndGet);

        await().untilAsserted(() -> assertThat(reloads).hasValue(1));
        hangUp.came();
        await().untilAsserted(() -> assertThat(reloads).hasValue(2));
    }

    @Test
    void answersAStormDuringAReloadByOneMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch storm = new CountDownLatch(1);
        hangUp.answer(() -> {
            reloads.incrementAndGet();
            begun.countDown();
            awaitQuietly(storm);
        });
        Thread first = Thread.ofPlatform().start(hangUp::came);
        begun.await();

        for (int i = 0; i < 100; i++) {
            hangUp.came();
        }
        storm.countDown();
        first.join();

        assertThat(reloads).hasValue(2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
