package dev.clawgateway.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentLinesTest {
    private static final long ALL = 1_000_000;

    private final RecentLines lines = new RecentLines(60);

    private void log(String... texts) {
        for (String text : texts) {
            lines.add((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void tellsTheNewestAndGoesOnFromThere() {
        log("one", "two");

        RecentLines.Tail first = lines.after(null, 500, ALL);
        log("drei", "vier: ä");
        RecentLines.Tail second = lines.after(first.size(), 500, ALL);

        assertThat(first).isEqualTo(tail(8, false, false, "one", "two"));
        assertThat(second).isEqualTo(tail(8 + 5 + 9, false, false, "drei", "vier: ä"));
        assertThat(lines.after(second.size(), 500, ALL)).isEqualTo(tail(22, false, false));
    }

    @Test
    void keepsTheLastOfMoreThanIsWanted() {
        log("one", "two", "six");

        assertThat(lines.after(null, 2, ALL)).isEqualTo(tail(12, true, false, "two", "six"));
    }

    @Test
    void dropsALineThatOnlyEndsWithinTheBytes() {
        log("one", "two", "six");

        assertThat(lines.after(null, 500, 9)).isEqualTo(tail(12, true, false, "two", "six"));
        assertThat(lines.after(null, 500, 7)).isEqualTo(tail(12, true, false, "six"));
    }

    @Test
    void beginsAnewWhereNothingCanBeGoneOnFrom() {
        log("one", "two");

        assertThat(lines.after(9L, 500, ALL)).isEqualTo(tail(8, false, true, "one", "two"));
        assertThat(lines.after(0L, 500, 7)).isEqualTo(tail(8, true, true, "two"));
    }

    @Test
    void saysWhatItKeepsNoLonger() {
        for (int i = 0; i < 100; i++) {
            log("line " + (i % 10) + " xx");
        }

        RecentLines.Tail tail = lines.after(null, 500, ALL);
        assertThat(tail.lines()).hasSize(6);
        assertThat(tail.size()).isEqualTo(1000);
        assertThat(tail.truncated()).isTrue();
        assertThat(lines.after(900L, 500, ALL).truncated()).isTrue();
        assertThat(lines.after(940L, 500, ALL).truncated()).isFalse();
    }

    private static RecentLines.Tail tail(
            long size, boolean truncated, boolean reset, String... texts) {
        return new RecentLines.Tail(List.of(texts), size, truncated, reset);
    }
}
