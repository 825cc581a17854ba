package dev.clawgateway.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTextTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-04T05:06:07Z, 2026-03-04T05:06:07Z",
        "2026-03-04T05:06:07z, 2026-03-04T05:06:07Z",
        "2026-03-04t05:06:07Z, 2026-03-04T05:06:07Z",
        "2026-03-04 05:06:07Z, 2026-03-04T05:06:07Z",
        "2026-03-04T05:06:07.1Z, 2026-03-04T05:06:07.100Z",
        "2026-03-04T05:06:07.123456789Z, 2026-03-04T05:06:07.123456789Z",
        "2026-03-04T05:06:07.1234567891Z, 2026-03-04T05:06:07.123456789Z",
        "2026-03-04T05:06:07+00:00, 2026-03-04T05:06:07Z",
        "2026-03-04T05:06:07+01:30, 2026-03-04T03:36:07Z",
        "2026-03-04T05:06:07-08:00, 2026-03-04T13:06:07Z",
        "2026-12-31T23:59:60Z, 2027-01-01T00:00:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
    })
    void rfc3339TimesAreRead(String text, Instant time) {
        assertThat(WireText.time(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-03-04",
                "2026-03-04T05:06Z",
                "2026-03-04T05:06:07",
                "2026-03-04T05:06:07.Z",
                "2026-03-04T05:06:07,5Z",
                "2026-03-04T05:06:07+0100",
                "2026-03-04T05:06:07+01",
                "2026-03-04T05:06:07+24:00",
                "2026-03-04T05:06:07ZZ",
                " 2026-03-04T05:06:07Z",
                "2026-3-4T05:06:07Z",
                "26-03-04T05:06:07Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-32T00:00:00Z",
                "2026-03-04T24:00:00Z",
                "2026-03-04T05:60:00Z",
                "2026-03-04T05:06:61Z",
                "2026-03-04T-5:06:07Z",
                "+12026-03-04T05:06:07Z",
                "9999-12-31T23:59:59-00:01",
                "0000-01-01T00:00:00+00:01",
                "1772600797000",
                "٢٠٢٦-03-04T05:06:07Z"
            })
    void otherTextIsNoTime(String text) {
        assertThat(WireText.time(text)).isNull();
    }

    @Test
    void anyTimeSurvivesWritingAndReading() {
        long seed = 20260304;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            int nanos = random.nextInt(1_000_000_000);
            int precision = (int) Math.pow(10, random.nextInt(10));
            long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
            Instant time = Instant.ofEpochSecond(second, nanos - nanos % precision);

            assertThat(WireText.time(WireText.text(time))).as("seed %s", seed).isEqualTo(time);
        }
    }

    @Test
    void timesBeyondTheFormatAreCutToIt() {
        assertThat(WireText.text(Instant.MAX)).isEqualTo("9999-12-31T23:59:59.999999999Z");
        assertThat(WireText.text(Instant.MIN)).isEqualTo("0000-01-01T00:00:00Z");
    }

    @Test
    void secondsAreAlwaysWritten() {
        assertThat(WireText.text(Instant.parse("2026-03-04T05:06:00Z")))
                .isEqualTo("2026-03-04T05:06:00Z");
    }

    @Test
    void uuidIsReadInAnyCaseAndWrittenInLower() {
        UUID id = UUID.fromString("7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10");

        assertThat(WireText.uuid("7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10")).isEqualTo(id);
        assertThat(WireText.uuid("7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10".toUpperCase(Locale.ROOT)))
                .isEqualTo(id);
        assertThat(WireText.uuid("00000000-0000-0000-0000-000000000000")).isEqualTo(new UUID(0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7d3f0c529a414e0b8f6e2b1c5d7a9e10",
                "{7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10}",
                "7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e1",
                "7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e100",
                "7d3f0c52-9a41-4e0b-8f6e2-b1c5d7a9e10",
                "7d3f0c52_9a41_4e0b_8f6e_2b1c5d7a9e10",
                "7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e1g",
                "7d3f0c52-9a41-4e0b-8f6e--b1c5d7a9e10",
                "1-1-1-1-100000000000000000000000000"
            })
    void otherTextIsNoUuid(String text) {
        assertThat(WireText.uuid(text)).isNull();
    }
}
