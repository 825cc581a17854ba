package dev.clawgateway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {
    @ParameterizedTest
    @CsvSource({
        "4096, 4096",
        "512MiB, 512",
        "16GiB, 16384",
        "16g, 16384",
        "1.5G, 1536",
        "1t, 1048576"
    })
    void readsMemory(String text, long mib) {
        assertThat(new MebibytesConverter().convert(text)).isEqualTo(mib);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "-1", "16 potatoes", "1e9"})
    void refusesWhatIsNoMemory(String text) {
        assertThatThrownBy(() -> new MebibytesConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("16GiB");
    }

    @ParameterizedTest
    @CsvSource({"90, PT90S", "90s, PT90S", "15m, PT15M", "1h30m, PT90M", "2d, PT48H"})
    void readsLengthsOfTime(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5s", "5 parsecs"})
    void refusesWhatIsNoLengthOfTime(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("1h30m");
    }

    @ParameterizedTest
    @CsvSource({"4, 4000", "0.5, 500", "0, 0"})
    void readsCores(String text, long millis) {
        assertThat(new CpuConverter().convert(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two", "-1", "0.0001", "1e99"})
    void refusesWhatIsNoNumberOfCores(String text) {
        assertThatThrownBy(() -> new CpuConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("0.5");
    }
}
