package dev.clawgateway.control.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeldomToldTest {
    private final ManualTime time = new ManualTime();
    private final SeldomTold seldom = new SeldomTold(time, Duration.ofMinutes(1), 10);

    @Test
    void theSameIsToldOnceAMinuteWithHowOftenItWasNot() {
        assertThat(seldom.tell("a")).isZero();
        assertThat(seldom.tell("a")).isEqualTo(SeldomTold.NOT_NOW);
        assertThat(seldom.tell("b")).isEqualTo(1);
        time.advance(Duration.ofSeconds(59));
        assertThat(seldom.tell("a")).isEqualTo(SeldomTold.NOT_NOW);

        time.advance(Duration.ofSeconds(1));

        assertThat(seldom.tell("a")).isEqualTo(1);
        assertThat(seldom.tell("a")).isEqualTo(SeldomTold.NOT_NOW);
    }

    @Test
    void tellsNoMoreThingsThanItMayAndCountsTheRest() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(seldom.tell("thing " + i) == 0).isEqualTo(i < 10);
        }
        time.advance(Duration.ofMinutes(1));

        assertThat(seldom.tell("another")).isEqualTo(9_990);
        assertThat(seldom.size()).isLessThanOrEqualTo(10);
    }
}
