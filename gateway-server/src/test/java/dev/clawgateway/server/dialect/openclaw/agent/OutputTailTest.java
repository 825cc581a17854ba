package dev.clawgateway.server.dialect.openclaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputTailTest {
    private final OutputTail tail = new OutputTail();

    @Test
    void tellsEachLineOnce() {
        assertThat(tail.fresh("a\nb\n")).containsExactly("a", "b");
        assertThat(tail.fresh("a\nb\n")).isEmpty();
        assertThat(tail.fresh("b\nc\n")).containsExactly("c");
        assertThat(tail.fresh("a\nb\nc\nd\n")).containsExactly("d");
    }

    @Test
    void tellsNothingOfNothing() {
        assertThat(tail.fresh("")).isEmpty();
        assertThat(tail.fresh("a")).containsExactly("a");
        assertThat(tail.fresh("")).isEmpty();
        assertThat(tail.fresh("a")).isEmpty();
    }

    @Test
    void saysThatLinesAreMissing() {
        tail.fresh("a\nb\n");

        assertThat(tail.fresh("x\ny\n")).containsExactly(OutputTail.GAP, "x", "y");
        assertThat(tail.fresh("y\nz\n")).containsExactly("z");
    }

    @Test
    void knowsWhereItWasAmongManyLines() {
        String first = lines(0, 900);
        tail.fresh(first);

        assertThat(tail.fresh(lines(500, 1300))).hasSize(400).first().isEqualTo("line 900");
        assertThat(tail.fresh(lines(1299, 2299))).hasSize(999);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "line " + number + "\n")
                .collect(Collectors.joining());
    }
}
