package dev.clawgateway.core.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the last attempt ended, or the wait for one.
 *
 * @param word of its node, or of the gateway that gave it up; null when there is none
 * @param reported the node itself said that it is over, or had the time to stop it; until then it
 *     may still run
 */
public record AttemptEnd(
        Instant at, @Nullable Integer exitCode, @Nullable String word, boolean reported) {
    /** Given up by the gateway: the node is lost, or does not run it, or nothing ever ran. */
    public static AttemptEnd givenUp(Instant at, @Nullable String why) {
        return new AttemptEnd(at, null, why, false);
    }

    public AttemptEnd with(String otherWord) {
        return new AttemptEnd(at, exitCode, otherWord, reported);
    }

    AttemptEnd over() {
        return new AttemptEnd(at, exitCode, word, true);
    }
}
