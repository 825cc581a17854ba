package dev.clawgateway.server.access.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Peer;
import dev.clawgateway.server.fixture.MovableTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final MovableTime time = new MovableTime();
    private final Throttle throttle = new Throttle(time);

    @Test
    void growsWithEachFailureUpToABound() {
        Duration before = Duration.ZERO;
        for (int failed = 1; failed <= Throttle.FREE; failed++) {
            assertThat(throttle.failed(peer("10.0.0.1"), "")).isZero();
        }
        for (int failed = 0; failed < 20; failed++) {
            Duration pause = throttle.failed(peer("10.0.0.1"), "");
            assertThat(pause).isPositive().isGreaterThanOrEqualTo(before);
            assertThat(pause).isLessThanOrEqualTo(Throttle.LONGEST);
            before = pause;
        }
        assertThat(before).isEqualTo(Throttle.LONGEST);
        assertThat(throttle.failed(peer("10.0.0.2"), "")).isZero();
    }

    @Test
    void countsAnIdentityFromWhereverItIsTried() {
        for (int address = 1; address <= 10; address++) {
            throttle.failed(peer("10.0.0." + address), "node gpu-1");
        }

        assertThat(throttle.failed(peer("10.0.1.1"), "node gpu-1")).isPositive();
        assertThat(throttle.failed(peer("10.0.1.2"), "node gpu-2")).isZero();
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        for (int host = 1; host <= 10; host++) {
            throttle.failed(peer("2001:db8:1:2::" + host), "");
        }

        assertThat(throttle.failed(peer("2001:db8:1:2:ffff::1"), "")).isPositive();
        assertThat(throttle.failed(peer("2001:db8:1:3::1"), "")).isZero();
        assertThat(Throttle.network(peer("::ffff:10.0.0.1")))
                .isEqualTo(Throttle.network(peer("10.0.0.1")));
    }

    @Test
    void forgetsWithTime() {
        for (int failed = 0; failed < 10; failed++) {
            throttle.failed(peer("10.0.0.1"), "");
        }
        time.advance(Duration.ofMinutes(5));

        assertThat(throttle.failed(peer("10.0.0.1"), "")).isZero();
    }

    /** A table that forgets when it is full would be emptied by whoever fills it. */
    @Test
    void cannotBeFloodedEmpty() {
        for (int failed = 0; failed < 12; failed++) {
            throttle.failed(peer("10.0.0.1"), "");
        }
        for (int i = 0; i < 200_000; i++) {
            throttle.failed(peer("11.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255)), "n" + i);
        }

        assertThat(throttle.failed(peer("10.0.0.1"), ""))
                .isGreaterThanOrEqualTo(Throttle.pause(13));
    }

    private static Peer peer(String address) {
        return new Peer("main", false, address, 1234, null, null);
    }
}
