package dev.clawgateway.server.metrics;

import dev.clawgateway.control.LoopObserver;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.time.Time;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Times and counts what the control loop does. Its parts are written by one thread each: the
 * commits by the store thread, the rest by the control thread.
 */
public final class LoopMetrics implements LoopObserver {
    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096};
    private static final Duration[] LATENCIES = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5)
    };

    private final Time time;
    private final DistributionSummary batchCommands;
    private final DistributionSummary commitChanges;
    private final Timer commit;
    private final Timer scheduling;
    private final Counter placedAtOnce;
    private final Counter queued;
    private final Counter refusedSubmissions;
    private final Counter startedFromQueue;
    private final Counter evicted;
    private final Counter repeatedAnswers;
    private final AtomicInteger keptAnswers = new AtomicInteger();
    private final Map<ErrorCode, Counter> refusals = new EnumMap<>(ErrorCode.class);
    private long schedulingSince;
    private long commitSince;

    public LoopMetrics(MeterRegistry registry, Time time) {
        this.time = time;
        batchCommands =
                sizes("gateway.batch.commands", "Commands taken out of the inbox together")
                        .register(registry);
        commitChanges =
                sizes("gateway.commit.changes", "Changes made durable together").register(registry);
        commit = latency("gateway.commit", "Time to make a batch durable").register(registry);
        scheduling =
                latency("gateway.scheduling.pass", "Time of a pass over the queue that decided")
                        .register(registry);
        placedAtOnce = outcome(registry, "placed_at_once");
        queued = outcome(registry, "queued");
        refusedSubmissions = outcome(registry, "no_capacity");
        startedFromQueue = outcome(registry, "started_from_queue");
        evicted = outcome(registry, "evicted");
        repeatedAnswers =
                Counter.builder("gateway.idempotency.repeats")
                        .description("Changes answered again by their idempotency key")
                        .register(registry);
        Gauge.builder("gateway.idempotency.answers", keptAnswers, AtomicInteger::get)
                .description("Answers kept under callers' idempotency keys")
                .strongReference(true)
                .register(registry);
        for (ErrorCode code : ErrorCode.values()) {
            refusals.put(
                    code,
                    Counter.builder("gateway.command.refusals")
                            .description("Commands refused by the cluster's rules, by reason")
                            .tag("reason", code.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    private static DistributionSummary.Builder sizes(String name, String description) {
        return DistributionSummary.builder(name)
                .description(description)
                .serviceLevelObjectives(SIZES);
    }

    private static Timer.Builder latency(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(LATENCIES);
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return Counter.builder("gateway.placements")
                .description("Placement decisions, by what they came to")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void batchTaken(int commands) {
        if (commands > 0) {
            batchCommands.record(commands);
        }
    }

    @Override
    public void schedulingStarted() {
        schedulingSince = time.nanos();
    }

    @Override
    public void schedulingEnded(int starts, int evictions) {
        if (starts + evictions > 0) { // idle passes would drown the ones that say something
            scheduling.record(Duration.ofNanos(time.nanos() - schedulingSince));
        }
        startedFromQueue.increment(starts);
        evicted.increment(evictions);
    }

    @Override
    public void applied(Outcome outcome) {
        switch (outcome) {
            case Outcome.Once<?>(var first, boolean repeated) -> {
                if (repeated) {
                    repeatedAnswers.increment();
                } else {
                    applied(first);
                }
            }
            case Outcome.Placed _ -> placedAtOnce.increment();
            case Outcome.Waiting _, Outcome.Opened _ -> queued.increment();
            case Outcome.Refused(var code, _) -> {
                Objects.requireNonNull(refusals.get(code)).increment();
                if (code == ErrorCode.NO_CAPACITY) {
                    refusedSubmissions.increment();
                }
            }
            case Outcome.Done _,
                    Outcome.Unchanged _,
                    Outcome.GateCleared _,
                    Outcome.StopsOrdered _,
                    Outcome.Contested _,
                    Outcome.Issued _,
                    Outcome.Paired _,
                    Outcome.OfRegistry _ -> {}
        }
    }

    @Override
    public void turnEnded(int deadlines, int answers) {
        keptAnswers.set(answers);
    }

    @Override
    public void commitStarted(int changes) {
        commitSince = time.nanos();
        commitChanges.record(changes);
    }

    @Override
    public void commitEnded() {
        commit.record(Duration.ofNanos(time.nanos() - commitSince));
    }
}
