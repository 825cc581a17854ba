package dev.clawgateway.cli.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NewLinesTest {
    private final NewLines tail = new NewLines();

    @Test
    void tellsEveryLineOnceWhileTheLogGrows() {
        assertThat(tail.news(List.of("a", "a"))).containsExactly("a", "a");
        assertThat(tail.news(List.of("a", "a", "a", "b"))).containsExactly("a", "b");
        assertThat(tail.news(List.of("a", "a", "a", "b"))).isEmpty();
    }

    @Test
    void goesOnWhenOldLinesHaveLeftAtTheFront() {
        tail.news(List.of("a", "b", "c"));

        assertThat(tail.news(List.of("b", "c", "d"))).containsExactly("d");
    }

    @Test
    void tellsAllWhenNothingSeenIsLeft() {
        tail.news(List.of("a", "b"));

        assertThat(tail.news(List.of("x", "y"))).containsExactly("x", "y");
    }
}
