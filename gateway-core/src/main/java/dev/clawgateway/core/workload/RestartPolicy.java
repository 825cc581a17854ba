package dev.clawgateway.core.workload;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What follows when an attempt has ended that nobody wanted to end. What the gateway itself stops,
 * to make room or to move it, starts again whatever this says, and counts nowhere.
 *
 * @param maxRestarts after so many the next end is final; null for no limit
 * @param pause before a restart; doubles with each in a row, and has a jitter of up to a quarter on
 *     top
 * @param longestPause no pause grows beyond it, jitter aside; not shorter than {@code pause}
 */
public record RestartPolicy(
        When when, @Nullable Integer maxRestarts, Duration pause, Duration longestPause) {
    /** After which ends. */
    public enum When {
        /** The first end is final. */
        NEVER,
        /** After any end but success: failed, lost with its node, or stopped by its node. */
        ON_FAILURE,
        /** After any end, success too. */
        ALWAYS
    }

    public static final RestartPolicy NEVER =
            new RestartPolicy(When.NEVER, null, Duration.ZERO, Duration.ZERO);

    public static final Duration USUAL_PAUSE = Duration.ofSeconds(10);
    public static final Duration USUAL_LONGEST_PAUSE = Duration.ofMinutes(5);

    /** With the usual pauses. */
    public static RestartPolicy of(When when, @Nullable Integer maxRestarts) {
        return when == When.NEVER
                ? NEVER
                : new RestartPolicy(when, maxRestarts, USUAL_PAUSE, USUAL_LONGEST_PAUSE);
    }

    /** Whether an end is final whatever it was. */
    public boolean never() {
        return when == When.NEVER;
    }

    /**
     * Before the restart that is so many in a row, without jitter.
     *
     * @param inARow from 1
     */
    public Duration pause(int inARow) {
        Duration grown = pause;
        for (int i = 1; i < inARow && grown.compareTo(longestPause) < 0; i++) {
            grown = grown.multipliedBy(2);
        }
        return grown.compareTo(longestPause) < 0 ? grown : longestPause;
    }
}
