package dev.clawgateway.core.record;

import java.time.Duration;

/**
 * A node is left alone for a while because it refused starts, or because it may still run what was
 * given up when it was lost. Soft: forgotten at a restart.
 *
 * @param refusals starts it refused one after the other; 0 while old work is being stopped
 * @param lasts from what began it
 */
public record Avoided(int refusals, Duration lasts) {
    /** Until old work has stopped, and no longer than this. */
    public static Avoided whileItStops(Duration longest) {
        return new Avoided(0, longest);
    }

    public boolean stops() {
        return refusals == 0;
    }

    /** For people. */
    public String text() {
        if (stops()) {
            return "was lost and is back: what it ran is stopped first, which takes "
                    + lasts.toSeconds()
                    + " s at most";
        }
        String starts = refusals == 1 ? "1 start" : refusals + " starts";
        return "refused " + starts + ", avoided for " + lasts.toSeconds() + " s";
    }
}
