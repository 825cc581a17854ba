package dev.clawgateway.core.record;

import java.time.Duration;

/**
 * A node is left alone for a while because it refused starts, or because it may still run what is
 * to be stopped there, or runs work on devices that it does not name. Soft: forgotten at a restart.
 *
 * @param refusals starts it refused one after the other; 0 while old work is being stopped, less
 *     where it runs unknown work
 * @param lasts from what began it
 */
public record Avoided(int refusals, Duration lasts) {
    /** As long as such work runs there. */
    public static final Avoided RUNS_UNKNOWN = new Avoided(-1, Duration.ZERO);

    /** Until old work has stopped, and no longer than this. */
    public static Avoided whileItStops(Duration longest) {
        return new Avoided(0, longest);
    }

    public boolean stops() {
        return refusals == 0;
    }

    /** For people. */
    public String text() {
        if (refusals < 0) {
            return "runs work that this gateway does not know, on devices that it does not name";
        } else if (stops()) {
            return "was lost and is back: what it ran is stopped first, which takes "
                    + lasts.toSeconds()
                    + " s at most";
        }
        String starts = refusals == 1 ? "1 start" : refusals + " starts";
        return "refused " + starts + ", avoided for " + lasts.toSeconds() + " s";
    }
}
