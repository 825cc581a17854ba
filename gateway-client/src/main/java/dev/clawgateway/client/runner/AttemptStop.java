package dev.clawgateway.client.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was asked of an attempt that is to end. The grace period counts from the first stop, and
 * only force shortens it.
 *
 * @param first when the first stop came
 * @param grace zero once the stop was forced
 * @param killed SIGKILL was sent
 */
record AttemptStop(Instant first, Duration grace, boolean killed) {
    private static final Duration MAX_GRACE = Duration.ofDays(1);
    private static final Pattern LINE = Pattern.compile("(\\d{1,15}) (\\d{1,9})( killed)?");

    static AttemptStop first(Instant now, Duration grace) {
        return new AttemptStop(now, clamped(grace, MAX_GRACE), false);
    }

    /** Another stop: a longer grace period counts, a shorter one does not, none at all is force. */
    AttemptStop again(Duration next) {
        boolean forced = grace.isZero() || !next.isPositive();
        Duration longer = next.compareTo(grace) > 0 ? clamped(next, MAX_GRACE) : grace;
        return new AttemptStop(first, forced ? Duration.ZERO : longer, killed);
    }

    AttemptStop kill() {
        return new AttemptStop(first, grace, true);
    }

    /** What is left of the grace period; a stepped clock never makes it longer than it was. */
    Duration left(Instant now) {
        return clamped(Duration.between(now, first.plus(grace)), grace);
    }

    /** Why the attempt ended without an exit code of its own. */
    String reason() {
        if (!killed) {
            return "ended after a stop, without an exit code";
        }
        return grace.isZero()
                ? "killed: the stop left no grace period"
                : "killed after its grace period of " + seconds(grace);
    }

    private static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    /** For the journal. */
    String line() {
        return first.toEpochMilli() + " " + grace.toMillis() + (killed ? " killed" : "");
    }

    static Optional<AttemptStop> parse(String line) {
        Matcher match = LINE.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        Duration grace = Duration.ofMillis(Long.parseLong(match.group(2)));
        return Optional.of(
                new AttemptStop(
                        Instant.ofEpochMilli(Long.parseLong(match.group(1))),
                        clamped(grace, MAX_GRACE),
                        match.group(3) != null));
    }

    private static Duration clamped(Duration duration, Duration most) {
        return duration.isNegative()
                ? Duration.ZERO
                : duration.compareTo(most) > 0 ? most : duration;
    }
}
