package dev.clawgateway.core.state;

import java.time.Duration;

/**
 * A node is left alone for a while because it refused starts. Soft: forgotten at a restart.
 *
 * @param refusals starts it refused one after the other
 * @param lasts from the refusal that began it
 */
public record Avoided(int refusals, Duration lasts) {
    /** For people. */
    public String text() {
        String starts = refusals == 1 ? "1 start" : refusals + " starts";
        return "refused " + starts + ", avoided for " + lasts.toSeconds() + " s";
    }
}
