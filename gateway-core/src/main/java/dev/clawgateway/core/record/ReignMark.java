package dev.clawgateway.core.record;

import java.time.Instant;

/**
 * That a reign began, and which numbers had been given out by then.
 *
 * @param began tells it from all others, also from those over a copy of the store: none other began
 *     in the same nanosecond
 * @param events number of the newest event
 * @param revision the one that it began with; all lesser ones are of reigns before
 */
public record ReignMark(Instant began, long events, long revision) {
    /** For those who come back with a number, and say of which reign they had it. */
    public String name() {
        return Long.toHexString(began.getEpochSecond())
                + '-'
                + Integer.toHexString(began.getNano());
    }
}
