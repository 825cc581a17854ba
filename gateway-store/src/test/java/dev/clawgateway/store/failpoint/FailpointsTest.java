package dev.clawgateway.store.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailpointsTest {
    @Test
    void noneIsOnByItself() {
        assertThat(Failpoints.ofProcess().on()).isEmpty();
        for (Failpoint point : Failpoint.values()) {
            assertThatCode(() -> Failpoints.ofProcess().reached(point)).doesNotThrowAnyException();
        }
    }

    @Test
    void failsFromTheTimeOnThatItWasTold() throws IOException {
        Failpoints points = Failpoints.parse("before-write=error@3, before-note=full");

        points.reached(Failpoint.BEFORE_WRITE);
        points.reached(Failpoint.BEFORE_WRITE);
        points.reached(Failpoint.AFTER_RENAME);

        for (int time = 3; time < 6; time++) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> points.reached(Failpoint.BEFORE_WRITE))
                    .withMessageContaining("Input/output error");
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> points.reached(Failpoint.BEFORE_NOTE))
                .withMessageContaining("No space left on device");
        assertThat(points.on()).containsExactly("before-write", "before-note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"what=exit", "before-write", "before-write=explode", "before-write=exit@x"})
    void refusesWhatItDoesNotKnow(String text) {
        assertThatThrownBy(() -> Failpoints.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
