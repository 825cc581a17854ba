package dev.clawgateway.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.plugin.NodeView;
import dev.clawgateway.plugin.RequestView;
import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.server.dialect.Figure;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

final class WatchedFunctionsTest {
    private static ScoringFunction scoring(DoubleSupplier score) {
        return new ScoringFunction() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public double score(NodeView node, RequestView request) {
                return score.getAsDouble();
            }
        };
    }

    private static WatchedFunctions watched(DoubleSupplier score) {
        return new WatchedFunctions(List.of(scoring(score)), new SystemTime());
    }

    private static double scoreOf(WatchedFunctions functions) {
        return functions.all().getFirst().score(null, null);
    }

    private static double figure(WatchedFunctions functions, String name) {
        return functions.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .map(Figure::value)
                .findFirst()
                .orElseThrow()
                .getAsDouble();
    }

    @Test
    void scoresPassAndAreCounted() {
        WatchedFunctions functions = watched(() -> 42);

        assertThat(scoreOf(functions)).isEqualTo(42);
        assertThat(figure(functions, "gateway.scoring.calls")).isEqualTo(1);
        assertThat(figure(functions, "gateway.scoring.failures")).isZero();
        assertThat(figure(functions, "gateway.scoring.seconds")).isPositive();
    }

    @Test
    void whoeverThrowsHasGivenTheDefaultScore() {
        WatchedFunctions functions =
                watched(() -> {
                    throw new IllegalStateException("not today");
                });

        assertThat(scoreOf(functions)).isEqualTo(ScoringFunction.DEFAULT_SCORE);
        assertThat(figure(functions, "gateway.scoring.failures")).isEqualTo(1);
    }

    @Test
    void noNumberIsAFailureToo() {
        WatchedFunctions functions = watched(() -> Double.NaN);

        assertThat(scoreOf(functions)).isEqualTo(ScoringFunction.DEFAULT_SCORE);
        assertThat(figure(functions, "gateway.scoring.failures")).isEqualTo(1);
    }

    @Test
    void endlessRecursionIsAFailureToo() {
        WatchedFunctions functions = watched(WatchedFunctionsTest::endless);

        assertThat(scoreOf(functions)).isEqualTo(ScoringFunction.DEFAULT_SCORE);
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static double endless() {
        return 1 + endless();
    }
}
