package dev.clawgateway.server.dialect.openclaw.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CalmTest {
    private final HandClock clock = new HandClock();
    private int done;
    private final Calm calm =
            new Calm(
                    clock,
                    clock,
                    Runnable::run,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    () -> done++);

    private void pass(long millis) {
        clock.pass(Duration.ofMillis(millis));
    }

    @Test
    void doesOnceWhatManyAskFor() {
        for (int i = 0; i < 1000; i++) {
            calm.occasion();
            pass(1);
        }
        assertThat(done).isZero();

        pass(1000);
        pass(60_000);

        assertThat(done).isEqualTo(1);
        assertThat(clock.waiting()).isZero();
    }

    @Test
    void doesNotWaitForAQuietThatNeverComes() {
        for (int i = 0; i < 250; i++) {
            calm.occasion();
            pass(100);
        }

        assertThat(done).isEqualTo(2);
    }

    @Test
    void beginsAnewAfterwards() {
        calm.occasion();
        pass(1000);
        assertThat(done).isEqualTo(1);

        calm.occasion();
        pass(999);
        assertThat(done).isEqualTo(1);
        pass(1);
        assertThat(done).isEqualTo(2);
    }
}
