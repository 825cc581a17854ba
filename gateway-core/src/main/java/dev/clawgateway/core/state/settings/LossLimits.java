package dev.clawgateway.core.state.settings;

import java.time.Duration;

/**
 * How many nodes may be given up.
 *
 * @param perSecond nodes whose work is given up within a second, at most
 * @param massSilence how long none is given up after many fell silent together
 */
public record LossLimits(int perSecond, Duration massSilence) {
    public static final LossLimits DEFAULT = new LossLimits(10, Duration.ofHours(1));

    public LossLimits {
        if (perSecond < 1) {
            throw new IllegalArgumentException("at least one loss a second must be allowed");
        }
    }
}
