package dev.clawgateway.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.DrainProgress;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodeMarkTextTest {
    private static final Instant NOW = Instant.parse("2026-03-04T07:00:00.884507995Z");

    @ParameterizedTest
    @MethodSource("drains")
    void saysHowFarADrainIs(DrainProgress drain, long workloads, String words) {
        assertThat(NodeMarkText.text(drain, workloads, NOW)).isEqualTo(words);
    }

    static Stream<Arguments> drains() {
        Instant later = NOW.plusSeconds(60);
        return Stream.of(
                Arguments.of(drain(Drain.Phase.DRAINING, null, null, null), 2, "2 workloads left"),
                Arguments.of(
                        drain(Drain.Phase.DRAINING, later, null, null),
                        1,
                        "1 workload left, moved at 2026-03-04T07:01:00Z"),
                Arguments.of(
                        drain(Drain.Phase.EVICTING, NOW, later, null),
                        1,
                        "1 workload left, deadline passed, in its grace until"
                                + " 2026-03-04T07:01:00Z"),
                Arguments.of(
                        drain(Drain.Phase.EVICTING, NOW, NOW, null),
                        1,
                        "1 workload left, deadline passed, not ended in its grace"),
                Arguments.of(
                        drain(Drain.Phase.UNREACHABLE, later, null, null),
                        1,
                        "1 workload left, cannot be told: the node is not heard"),
                Arguments.of(
                        drain(Drain.Phase.DRAINED, null, null, NOW.minusSeconds(72)),
                        0,
                        "drained, 1m12s ago"));
    }

    private static DrainProgress drain(
            Drain.Phase phase,
            @Nullable Instant deadline,
            @Nullable Instant grace,
            @Nullable Instant drained) {
        return new DrainProgress(phase, NOW, deadline, grace, drained);
    }
}
