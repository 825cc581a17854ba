package dev.clawgateway.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final Instant AT = Instant.parse("2026-11-30T08:00:00Z");
    private static final ReignMark FIRST = new ReignMark(AT, 0, 1);
    private static final ReignMark SECOND = new ReignMark(AT.plusNanos(1), 100, 700);
    private static final Lineage BOTH = Lineage.NONE.with(FIRST).with(SECOND);

    @Test
    void numbersOfAReignEndWhereTheNextBegins() {
        assertThat(BOTH.hasEvent(FIRST.name(), 100)).isTrue();
        assertThat(BOTH.hasEvent(FIRST.name(), 101)).as("of another that followed it").isFalse();
        assertThat(BOTH.hasEvent(SECOND.name(), 101)).isTrue();
        assertThat(BOTH.hasRevision(FIRST.name(), 699)).isTrue();
        assertThat(BOTH.hasRevision(FIRST.name(), 700)).isFalse();
        assertThat(BOTH.hasRevision(SECOND.name(), 700)).isTrue();
    }

    @Test
    void ofAReignThatItHasNotHadItKnowsNothing() {
        Lineage copy = Lineage.NONE.with(FIRST).with(new ReignMark(AT.plusNanos(2), 100, 700));

        assertThat(copy.hasEvent(SECOND.name(), 1)).isFalse();
        assertThat(copy.hasRevision(SECOND.name(), 1)).isFalse();
        assertThat(copy.hasEvent("", 1)).as("told before a reign was noted").isTrue();
        assertThat(Lineage.NONE.hasRevision("", 1)).isTrue();
        assertThat(Lineage.NONE.hasRevision(FIRST.name(), 1)).isFalse();
    }

    @Test
    void keepsTheNewest() {
        Lineage lineage = Lineage.NONE;
        for (int i = 0; i <= Lineage.MOST; i++) {
            lineage = lineage.with(new ReignMark(AT.plusNanos(i), i, i + 1L));
        }

        assertThat(lineage.reigns()).hasSize(Lineage.MOST);
        assertThat(lineage.name()).isEqualTo(lineage.reigns().getLast().name());
        assertThat(lineage.hasEvent(FIRST.name(), 0)).isFalse();
        assertThat(lineage.revision()).isEqualTo(Lineage.MOST + 1L);
    }
}
