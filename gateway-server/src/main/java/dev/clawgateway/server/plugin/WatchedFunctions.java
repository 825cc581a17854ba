package dev.clawgateway.server.plugin;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.server.dialect.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plug-ins' functions of one gateway, under watch. A function that throws has given the default
 * score; one that is slow is let finish, since decisions may not depend on the clock. Both are
 * counted, and told once a minute.
 */
public final class WatchedFunctions {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFunctions.class);

    /** Everything waits meanwhile. */
    private static final Duration SLOW = Duration.ofMillis(10);

    private static final double NANOS = 1e9;

    private final List<WatchedFunction> functions;
    private final long[] toldFailures;

    public WatchedFunctions(List<ScoringFunction> functions, Time time) {
        this.functions =
                functions.stream().map(function -> new WatchedFunction(function, time)).toList();
        toldFailures = new long[functions.size()];
    }

    /** For the engine, in its stead. */
    public List<ScoringFunction> all() {
        return List.copyOf(functions);
    }

    /** For Prometheus. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (WatchedFunction function : functions) {
            Map<String, String> policy = Map.of("policy", function.name());
            figures.add(
                    Figure.counter(
                            "gateway.scoring.calls",
                            "Scores that a plug-in was asked for",
                            policy,
                            function::calls));
            figures.add(
                    Figure.counter(
                            "gateway.scoring.failures",
                            "Scores that a plug-in failed to give, so that the default took their place",
                            policy,
                            function::failures));
            figures.add(
                    Figure.counter(
                            "gateway.scoring.seconds",
                            "Time that the control thread spent in a plug-in",
                            policy,
                            () -> function.nanos() / NANOS));
        }
        return figures;
    }

    /**
     * Tells what went wrong since it was called last. To be called once a minute, by one thread.
     */
    public void look() {
        for (int i = 0; i < functions.size(); i++) {
            WatchedFunction function = functions.get(i);
            long failures = function.failures();
            if (failures > toldFailures[i]) {
                LOG.atWarn()
                        .addKeyValue("policy", function.name())
                        .addKeyValue("count", failures - toldFailures[i])
                        .addKeyValue("failure", String.valueOf(function.lastFailure()))
                        .log("a scoring function failed; its nodes got the default score");
                toldFailures[i] = failures;
            }
            long slowest = function.takeSlowest();
            if (slowest > SLOW.toNanos()) {
                LOG.atWarn()
                        .addKeyValue("policy", function.name())
                        .addKeyValue("slowest_ms", slowest / 1_000_000)
                        .log("a scoring function is slow; all decisions wait for it");
            }
        }
    }
}
