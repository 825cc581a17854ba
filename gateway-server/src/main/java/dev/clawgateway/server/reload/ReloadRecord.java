package dev.clawgateway.server.reload;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.dialect.Figure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of reloads: in the log, to Prometheus, and in {@code /health}. For any thread. */
public final class ReloadRecord implements ReloadObserver {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadRecord.class);

    private final Time time;
    private final LongAdder applied = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile Instant lastApplied;
    private volatile List<ConfigProblem> problems = List.of();
    private volatile List<Difference> waiting = List.of();

    /** Of a gateway that starts now, by a configuration that is good. */
    public ReloadRecord(Time time) {
        this.time = time;
        lastApplied = time.now();
    }

    @Override
    public void begins() {}

    @Override
    public void ended(ReloadResult result) {
        switch (result) {
            case ReloadResult.Applied good -> ended(good);
            case ReloadResult.Refused bad -> ended(bad);
        }
    }

    private void ended(ReloadResult.Applied good) {
        applied.increment();
        lastApplied = time.now();
        problems = List.of();
        waiting = good.waiting();
        good.changed()
                .forEach(change ->
                        LOG.atInfo()
                                .addKeyValue("key", change.key())
                                .addKeyValue("before", change.before())
                                .addKeyValue("after", change.after())
                                .log("configuration changed"));
        good.waiting()
                .forEach(change ->
                        LOG.atWarn()
                                .addKeyValue("key", change.key())
                                .addKeyValue("before", change.before())
                                .addKeyValue("after", change.after())
                                .log("configuration changes at the next restart"));
        LOG.atInfo()
                .addKeyValue("changed", good.changed().size())
                .addKeyValue("waiting", good.waiting().size())
                .log("configuration reloaded");
    }

    private void ended(ReloadResult.Refused bad) {
        refused.increment();
        problems = bad.problems();
        bad.problems()
                .forEach(problem ->
                        LOG.atError()
                                .addKeyValue("problem", problem)
                                .log("configuration not reloaded; the one before stays in force"));
    }

    /** For {@code /health}, until the next good reload. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!problems.isEmpty()) {
            warnings.add(
                    "the configuration could not be reloaded, and the one before stays in force: "
                            + problems.getFirst()
                            + more(problems.size() - 1));
        }
        if (!waiting.isEmpty()) {
            warnings.add(
                    waiting.size()
                            + (waiting.size() == 1 ? " key waits" : " keys wait")
                            + " for a restart: "
                            + String.join(", ", waiting.stream().map(Difference::key).toList()));
        }
        return warnings;
    }

    private static String more(int others) {
        return others == 0 ? "" : " (and " + others + " more)";
    }

    /** For Prometheus. */
    public List<Figure> figures() {
        String reloads = "Times the configuration was read again, by what came of it";
        return List.of(
                Figure.counter(
                        "gateway.config.reloads",
                        reloads,
                        Map.of("result", "applied"),
                        applied::sum),
                Figure.counter(
                        "gateway.config.reloads",
                        reloads,
                        Map.of("result", "refused"),
                        refused::sum),
                Figure.gauge(
                        "gateway.config.last.reload.timestamp.seconds",
                        "When the configuration in force was read",
                        Map.of(),
                        () -> lastApplied.getEpochSecond()),
                Figure.gauge(
                        "gateway.config.last.reload.failed",
                        "Whether the last reload was refused",
                        Map.of(),
                        () -> problems.isEmpty() ? 0 : 1),
                Figure.gauge(
                        "gateway.config.keys.waiting",
                        "Keys of the configuration that wait for a restart",
                        Map.of(),
                        () -> waiting.size()));
    }
}
