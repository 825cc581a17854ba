package dev.clawgateway.control.liveness;

import java.time.Duration;

/**
 * How long silence is borne.
 *
 * @param quietAfter unheard for so long somebody is quiet
 * @param goneAfter unheard for so long somebody is gone; longer than the former
 * @param massSilence how long nobody is held to be gone when many fell silent together
 */
public record Patience(Duration quietAfter, Duration goneAfter, Duration massSilence) {
    /** A look a second, and a little late. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(3);

    private static final Duration MOST_PAUSE = Duration.ofSeconds(10);

    public Patience {
        if (quietAfter.compareTo(goneAfter) >= 0) {
            throw new IllegalArgumentException(
                    "quiet after " + quietAfter + ", but gone after " + goneAfter);
        }
    }

    /** Between two looks; a longer gap means that we, not the others, were away. */
    Duration ownPause() {
        Duration half =
                Duration.ofNanos(quietAfter.toNanos() / 2); // dividedBy is decimal, and slow
        if (half.compareTo(LEAST_PAUSE) < 0) {
            return LEAST_PAUSE;
        }
        return half.compareTo(MOST_PAUSE) < 0 ? half : MOST_PAUSE;
    }
}
