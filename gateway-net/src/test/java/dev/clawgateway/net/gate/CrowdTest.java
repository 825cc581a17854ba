package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who makes room for whom, by address. */
class CrowdTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long arrivals;
    private final Crowd crowd = new Crowd(100, 2, false, Duration.ofSeconds(5));

    @Test
    void holdsACapOfEachAddress() throws Exception {
        Visitor first = visitor("192.0.2.1", 0);
        Visitor second = visitor("192.0.2.1", SECOND);
        crowd.admit(first, 0);
        crowd.admit(second, SECOND);
        crowd.admit(visitor("192.0.2.2", 0), 0);
        first.heard(3 * SECOND);

        assertThat(crowd.admit(visitor("192.0.2.1", 10 * SECOND), 10 * SECOND)).isSameAs(second);
        assertThat(crowd.size()).isEqualTo(3);
    }

    @Test
    void refusesTheNewcomerWhenAllOthersAreAtWork() throws Exception {
        Visitor waiting = visitor("192.0.2.1", 0);
        waiting.busy(true);
        crowd.admit(waiting, 0);
        crowd.admit(visitor("192.0.2.1", 9 * SECOND), 9 * SECOND);
        Visitor newcomer = visitor("192.0.2.1", 10 * SECOND);

        assertThat(crowd.admit(newcomer, 10 * SECOND)).isSameAs(newcomer);
        assertThat(crowd.size()).isEqualTo(2);
    }

    @Test
    void hasRoomForManyOnLoopback() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(crowd.admit(visitor("127.0.0.1", 0), 60 * SECOND)).isNull();
        }
    }

    @Test
    void sendsAwayWhoeverCameFirstOfThoseEquallySilent() throws Exception {
        Visitor first = visitor("192.0.2.1", 0);
        List<Visitor> others = new ArrayList<>();
        for (int i = 2; i < 50; i++) {
            others.add(visitor("192.0.2." + i, 0));
        }
        others.forEach(visitor -> crowd.admit(visitor, 0));
        crowd.admit(first, 0);

        assertThat(crowd.expelLongestSilent(10 * SECOND)).isSameAs(first);
        assertThat(crowd.expelLongestSilent(10 * SECOND)).isSameAs(others.getFirst());
    }

    private Visitor visitor(String address, long heard) throws UnknownHostException {
        return new Visitor(
                arrivals++, new EmbeddedChannel(), InetAddress.getByName(address), heard);
    }
}
