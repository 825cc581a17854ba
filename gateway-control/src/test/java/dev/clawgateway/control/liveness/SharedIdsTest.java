package dev.clawgateway.control.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTime;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedIdsTest {
    private final ManualTime time = new ManualTime();
    private final SharedIds<Integer> ids =
            new SharedIds<>("test", () -> Duration.ofMinutes(5), time);

    @Test
    void countsProcessesThatTakeTurns() {
        ids.registered(1, "a:1");
        ids.registered(1, "b:1");
        assertThat(ids.returns()).isZero();

        ids.registered(1, "a:1");
        ids.registered(1, "b:1");

        assertThat(ids.returns()).isEqualTo(2);
    }

    @Test
    void aProcessThatMovesIsAlone() {
        ids.registered(1, "a:1");
        ids.registered(1, "b:1");
        ids.registered(1, "c:1");
        ids.registered(1, "c:1");
        ids.beat(1, "10.0.0.1");
        ids.beat(1, "10.0.0.1");
        ids.beat(2, "10.0.0.2");

        assertThat(ids.returns()).isZero();
    }

    @Test
    void oneThatComesBackLongAfterIsAlone() {
        ids.beat(1, "10.0.0.1");
        ids.beat(1, "10.0.0.2");
        time.advance(Duration.ofMinutes(5));

        ids.beat(1, "10.0.0.1");

        assertThat(ids.returns()).isZero();
    }

    @Test
    void forgetsWhoIsNoMember() {
        ids.beat(1, "10.0.0.1");
        ids.beat(1, "10.0.0.2");

        ids.retain(Set.of(2));
        ids.beat(1, "10.0.0.1");

        assertThat(ids.returns()).isZero();
    }
}
