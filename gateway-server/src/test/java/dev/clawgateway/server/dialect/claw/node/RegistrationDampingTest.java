package dev.clawgateway.server.dialect.claw.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.MovableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long the Close of a refused registration is held. */
class RegistrationDampingTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    private final MovableTime time = new MovableTime();
    private final RegistrationDamping damping = new RegistrationDamping(time);

    @Test
    void doublesByNodeUpToHalfAMinute() {
        List<Long> holds = new ArrayList<>();
        for (int refusal = 0; refusal < 8; refusal++) {
            // Another address each time, so that only the node counts.
            Duration hold = damping.refused(NODE, "10.0.0." + refusal, "test");
            holds.add(hold.toSeconds());
            time.advance(hold);
        }

        assertThat(holds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void forgivesWhoStaysAwayForAWhile() {
        damping.refused(NODE, "10.0.0.1", "test");
        damping.refused(NODE, "10.0.0.1", "test");
        boolean before = damping.troubled(NODE);

        time.advance(Duration.ofMinutes(2));

        assertThat(before).isTrue();
        assertThat(damping.troubled(NODE)).isFalse();
        assertThat(damping.refused(NODE, "10.0.0.1", "test")).hasSeconds(1);
    }

    @Test
    void countsAnAddressOnlyBeyondTenRefusalsAMinute() {
        List<Long> holds =
                IntStream.range(0, 14)
                        .mapToObj(other ->
                                damping.refused(new NodeId(new UUID(2, other)), "10.0.0.1", "test"))
                        .map(Duration::toSeconds)
                        .toList();

        assertThat(holds.subList(0, 11)).containsOnly(1L);
        assertThat(holds.subList(11, 14)).containsExactly(2L, 4L, 8L);
        assertThat(damping.refused(new NodeId(new UUID(3, 1)), "10.0.0.2", "test")).hasSeconds(1);
    }
}
