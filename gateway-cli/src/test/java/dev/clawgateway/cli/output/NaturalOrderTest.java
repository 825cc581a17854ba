package dev.clawgateway.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void countsNumbersInNames() {
        List<String> names =
                List.of("a", "rack2-slot1", "rack2-slot10", "rack10-slot2", "sim-2", "sim-10");

        assertThat(names.reversed().stream().sorted(NaturalOrder.INSTANCE))
                .containsExactlyElementsOf(names);
    }

    @Test
    void takesNumbersOfAnyLengthAndTellsAllNamesApart() {
        assertThat(NaturalOrder.INSTANCE.compare("9".repeat(40), "1" + "0".repeat(40)))
                .isNegative();
        assertThat(NaturalOrder.INSTANCE.compare("sim-02", "sim-2")).isNotZero();
        assertThat(NaturalOrder.INSTANCE.compare("", "a")).isNegative();
    }
}
