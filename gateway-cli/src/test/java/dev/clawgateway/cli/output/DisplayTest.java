package dev.clawgateway.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 MiB",
        "512, 512 MiB",
        "1024, 1 GiB",
        "81559, 79.6 GiB",
        "81920, 80 GiB",
        "2097152, 2 TiB"
    })
    void writesMemoryInTheLargestUnitThatFits(long mib, String text) {
        assertThat(Display.mebibytes(mib)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "59, 59s",
        "60, 1m",
        "192, 3m12s",
        "3600, 1h",
        "5430, 1h30m",
        "190800, 2d5h"
    })
    void writesDurationsInTheirTwoLargestUnits(long seconds, String text) {
        assertThat(Display.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void showsAnAgeOfZeroForATimeAheadOfThisClock() {
        Instant now = Instant.parse("2026-03-04T05:00:00Z");

        assertThat(Display.age(now.plusSeconds(3), now)).isEqualTo("0s");
        assertThat(Display.age(null, now)).isEqualTo("-");
    }

    @Test
    void letsNoForeignTextSteerTheTerminal() {
        assertThat(Display.printable("ok\u001b[2Jé\u202e")).isEqualTo("ok?[2Jé?");
    }
}
