package dev.clawgateway.control.readings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final NodeId OTHER = new NodeId(new UUID(1, 2));

    private final Telemetry telemetry = telemetry(8);
    private final NodeSignals signals = telemetry.of(NODE);

    private static Telemetry telemetry(int devices) {
        return new Telemetry(
                new HistoryLimits(Duration.ofMinutes(10), Duration.ofSeconds(30), devices));
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static GpuReading use(int index, int percent) {
        return new GpuReading(index, percent, 1000, 80_000, 40, null);
    }

    private List<@Nullable HistoryPoint> points(int device, long seconds) {
        return signals.history(at(seconds)).devices().getOrDefault(device, List.of());
    }

    @Test
    void aPointIsTheMeanOrTheMostOfItsStep() {
        signals.measured(List.of(new GpuReading(0, 10, 500, 80_000, 41, 100f)), at(0));
        signals.measured(List.of(new GpuReading(0, 90, 700, 80_000, 39, 201f)), at(10));
        signals.measured(List.of(new GpuReading(0, 50, 600, 80_000, 45, null)), at(29));

        assertThat(points(0, 29)).hasSize(20).last().isEqualTo(point(50, 90, 700, 45, 151));
    }

    private static HistoryPoint point(int use, int most, long memory, int celsius, Integer watts) {
        return new HistoryPoint(use, most, memory, celsius, watts);
    }

    @Test
    void whereNothingWasMeasuredIsAGapAlsoWhenTheRingHasComeRound() {
        signals.measured(List.of(use(0, 10)), at(0));
        signals.measured(List.of(use(0, 20)), at(90));

        assertThat(uses(points(0, 95))).endsWith(10, null, null, 20).startsWith((Integer) null);
        signals.measured(List.of(use(0, 30)), at(690));

        assertThat(uses(points(0, 695))).containsOnly(30, null).endsWith(30);
        assertThat(uses(points(0, 2000))).containsOnlyNulls().hasSize(20);
    }

    @Test
    void whatWasMeasuredManyRoundsAgoDoesNotComeBack() {
        signals.measured(List.of(use(0, 10)), at(0));
        signals.measured(List.of(use(0, 20)), at(64 * 600 + 30));

        assertThat(uses(points(0, 64 * 600 + 30))).containsOnly(null, 20);
    }

    private static List<@Nullable Integer> uses(List<@Nullable HistoryPoint> points) {
        List<@Nullable Integer> uses = new ArrayList<>();
        points.forEach(point -> uses.add(point == null ? null : point.utilizationPercent()));
        return uses;
    }

    @Test
    void itKeepsWhatItsSpanHoldsAndSaysWhenThatBegins() {
        for (int second = 0; second < 1800; second += 10) {
            signals.measured(List.of(use(0, second / 30)), at(second));
        }

        History history = signals.history(at(1795));
        assertThat(history.from()).isEqualTo(at(1200));
        assertThat(history.step()).isEqualTo(Duration.ofSeconds(30));
        assertThat(uses(history.devices().getOrDefault(0, List.of())))
                .hasSize(20)
                .startsWith(40)
                .endsWith(59);
    }

    @Test
    void aClockThatGoesBackLeavesNothingFromTheFuture() {
        signals.measured(List.of(use(0, 70)), at(300));
        signals.measured(List.of(use(0, 10)), at(0));

        assertThat(uses(points(0, 0))).endsWith(10);
        assertThat(uses(points(0, 330))).containsOnly(null, 10);
    }

    @Test
    void whatIsTooLargeIsCutToTheMostThatAPointHolds() {
        signals.measured(List.of(new GpuReading(0, 400, 1L << 40, 0, -30, 1e9f)), at(0));

        assertThat(points(0, 0)).last().isEqualTo(point(127, 127, (1 << 21) - 1, 0, 16_382));
    }

    @Test
    void furtherDevicesThanMayBeKeptHaveTheirLatestReadingAlone() {
        Telemetry small = telemetry(1);
        NodeSignals two = small.of(NODE);
        two.measured(List.of(use(0, 1), use(1, 2)), at(0));

        assertThat(small.histories()).isEqualTo(1);
        assertThat(two.history(at(0)).devices()).containsOnlyKeys(0);
        assertThat(two.readings()).hasSize(2);
        assertThat(two.measuredAt()).isEqualTo(at(0));
    }

    @Test
    void historiesAreForgottenWithTheirNodeAndOnceTheirSpanIsOver() {
        NodeSignals other = telemetry.of(OTHER);
        signals.measured(List.of(use(0, 1), use(1, 2)), at(0));
        other.measured(List.of(use(0, 1)), at(0));
        assertThat(telemetry.histories()).isEqualTo(3);

        telemetry.retain(NODE::equals, at(30));
        other.measured(List.of(use(0, 1)), at(60));
        assertThat(telemetry.histories()).isEqualTo(2);
        assertThat(telemetry.find(OTHER)).isNull();

        signals.measured(List.of(use(1, 2)), at(300));
        telemetry.retain(NODE::equals, at(601));
        assertThat(telemetry.histories()).isEqualTo(1);
        assertThat(signals.history(at(601)).devices()).containsOnlyKeys(1);
    }

    @Test
    void aDeviceIsIdleOnlyByReadingsOfMostOfTheTime() {
        for (int second = 0; second < 300; second += 30) {
            signals.measured(List.of(use(0, 4), use(1, second == 150 ? 5 : 4)), at(second));
            if (second >= 90) {
                signals.measured(List.of(use(2, 0)), at(second));
            }
        }

        Duration span = Duration.ofMinutes(5);
        assertThat(signals.idle(0, at(300), span, 5)).isTrue();
        assertThat(signals.idle(1, at(300), span, 5)).isFalse();
        assertThat(signals.idle(2, at(300), span, 5)).isFalse();
        assertThat(signals.idle(2, at(300), Duration.ofMinutes(4), 5)).isTrue();
        assertThat(signals.idle(3, at(300), span, 5)).isFalse();
        assertThat(signals.idle(0, at(300), Duration.ofHours(1), 5)).isFalse();
    }

    @Test
    void aHistoryTakesAsManyBytesAsIsTold() {
        assertThat(HistoryLimits.DEFAULT.points()).isEqualTo(120);
        assertThat(HistoryLimits.DEFAULT.bytesPerDevice()).isEqualTo(1064);
    }
}
