package dev.clawgateway.core.state.attempt;

import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Retry;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.state.due.DurationText;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.RestartPolicy.When;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether another attempt follows an end that nobody ordered, and after which pause: by the
 * workload's restart policy, and of a worker of a parallel workload only within its backoff limits.
 */
public final class Restarts {
    /** What ran for so long did not fail in a row with what was before. */
    private static final Duration LONG_RUN = Duration.ofMinutes(10);

    private static final double JITTER = 0.25;
    private static final String SILENT = "its node did not say why";

    /** How an attempt ended. */
    public enum How {
        COMPLETED("completed, starts again"),
        STOPPED("its node stopped it, starts again"),
        FAILED("failed, tries again"),
        LOST("lost, tries again");

        private final String words;

        How(String words) {
            this.words = words;
        }

        boolean failure() {
            return this == FAILED || this == LOST;
        }
    }

    private final Predicate<? super Held> withinLimits;
    private final long seed;

    /**
     * Judges.
     *
     * @param withinLimits whether a worker of a parallel workload that failed may try again
     * @param seed of the jitter of the pauses
     */
    public Restarts(Predicate<? super Held> withinLimits, long seed) {
        this.withinLimits = withinLimits;
        this.seed = seed;
    }

    /** The wait for the next attempt; null when none follows. */
    public @Nullable Pending after(Held over, How how, AttemptEnd end) {
        RestartPolicy policy = over.spec().scheduling().restart();
        if (over.place() != null && how.failure() && !withinLimits.test(over)) {
            return null;
        } else if (policy.never()) {
            boolean worker = over.place() != null && how.failure();
            String word = end.word() == null ? SILENT : end.word();
            return worker ? over.requeued(true, How.FAILED.words + ": " + word) : null;
        } else if (!allows(policy, how, over.past())) {
            return null;
        }
        int inARow = ranLong(over, end.at()) ? 1 : over.past().inARow() + 1;
        // A node that is lost says little of the work: only if that happens again it has to wait.
        Duration pause = pause(over, how == How.LOST ? inARow - 1 : inARow);
        boolean neverRan = how == How.FAILED && over instanceof Starting && end.exitCode() == null;
        Past past = over.past().restarted(inARow, neverRan ? over.node() : null);
        return over.requeued(how.failure(), past, why(how, pause, end), retry(pause, end.at()));
    }

    private static boolean allows(RestartPolicy policy, How how, Past past) {
        Integer most = policy.maxRestarts();
        return (policy.when() == When.ALWAYS || how != How.COMPLETED)
                && (most == null || past.restarts() < most);
    }

    private static boolean ranLong(Held over, Instant until) {
        Instant began = over.startedAt();
        return began != null && Duration.between(began, until).compareTo(LONG_RUN) >= 0;
    }

    /** Never shorter than promised, and up to a quarter longer; the same for the same attempt. */
    private Duration pause(Held over, int inARow) {
        if (inARow < 1) {
            return Duration.ZERO;
        }
        Duration least = over.spec().scheduling().restart().pause(inARow);
        long id =
                over.id().value().getMostSignificantBits()
                        ^ over.id().value().getLeastSignificantBits();
        double share = new SplittableRandom(seed ^ id ^ over.attempt()).nextDouble();
        return least.plusMillis((long) (least.toMillis() * JITTER * share));
    }

    private static @Nullable Retry retry(Duration pause, Instant now) {
        return pause.isZero() ? null : Retry.after(pause, now);
    }

    private static String why(How how, Duration pause, AttemptEnd end) {
        Duration seconds = pause.truncatedTo(ChronoUnit.SECONDS);
        String after = pause.isZero() ? "" : " after " + DurationText.of(seconds);
        return how == How.COMPLETED ? how.words + after : how.words + after + ": " + word(end);
    }

    private static String word(AttemptEnd end) {
        String word = end.word();
        if (word != null) {
            return word;
        }
        return end.exitCode() == null ? SILENT : "exit code " + end.exitCode();
    }
}
