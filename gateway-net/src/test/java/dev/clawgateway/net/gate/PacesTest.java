package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rates that are held, for each by itself. */
class PacesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Any; a monotonic clock may be far below zero. */
    private static final long START = -5 * SECOND;

    private final Rates four = rates(new Rate(4, 3));
    private final Paces paces = new Paces(four, START);

    private static Rates rates(Rate of) {
        return new Rates(of, of, of, of);
    }

    private int within(String caller, long nowNanos) {
        int count = 0;
        while (paces.asks(caller, nowNanos).isZero()) {
            count++;
        }
        return count;
    }

    @Test
    void giveTheBurstAtOnceAndThenTheRate() {
        assertThat(within("anna", START)).isEqualTo(3);
        assertThat(paces.asks("anna", START)).isEqualTo(Duration.ofMillis(250));

        assertThat(within("anna", START + SECOND / 4)).isEqualTo(1);
        assertThat(within("anna", START + 60 * SECOND)).isEqualTo(3);
    }

    @Test
    void areKeptByEachForItself() {
        assertThat(within("anna", START)).isEqualTo(3);

        for (int i = 0; i < 100; i++) {
            assertThat(within("caller " + i, START)).isEqualTo(3);
        }
    }

    @Test
    void areNotUsedUpByWhoIsTurnedAway() {
        within("anna", START);
        for (int i = 0; i < 1000; i++) {
            paces.asks("anna", START);
        }

        assertThat(within("anna", START + SECOND / 4)).isEqualTo(1);
    }

    @Test
    void countANetworkOfIpv6AsOne() throws Exception {
        for (String address : List.of("2001:db8::1", "2001:db8::2", "2001:db8::ffff:1")) {
            assertThat(paces.connects(InetAddress.getByName(address), START)).isZero();
        }

        assertThat(paces.connects(InetAddress.getByName("2001:db8::3"), START)).isPositive();
        assertThat(paces.connects(InetAddress.getByName("2001:db8:0:1::3"), START)).isZero();
        assertThat(paces.connects(InetAddress.getByName("192.0.2.1"), START)).isZero();
    }

    @Test
    void leaveThisMachineAlone() {
        for (int i = 0; i < 10; i++) {
            assertThat(paces.connects(InetAddress.getLoopbackAddress(), START)).isZero();
        }
    }

    @Test
    void changeWhileTheyAreHeld() {
        within("anna", START);

        paces.apply(rates(new Rate(4, 8)));

        assertThat(within("anna", START)).isEqualTo(5);
    }
}
