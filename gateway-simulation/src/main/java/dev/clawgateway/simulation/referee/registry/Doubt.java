package dev.clawgateway.simulation.referee.registry;

import java.time.Duration;

/** Whether a kind of request may have been done after a moment, or may still be. */
final class Doubt {
    /** By then a request whose connection is gone has arrived, or never will. */
    private static final long LATE_NANOS = Duration.ofMinutes(15).toNanos();

    private int pending;
    private long until = Long.MIN_VALUE;

    void asked() {
        pending++;
    }

    /** It was done by now, if at all. */
    void settled(long now) {
        pending--;
        until = Math.max(until, now);
    }

    /** It certainly was not done, and will not be. */
    void refused() {
        pending--;
    }

    /** Nobody will ever be told. */
    void lost(long now) {
        pending--;
        until = Math.max(until, now + LATE_NANOS);
    }

    /** Whether none was done since then. */
    boolean clearSince(long when) {
        return pending == 0 && until < when;
    }

    /** Whether none but one that is pending now was done since then. */
    boolean aloneSince(long when) {
        return pending == 1 && until < when;
    }
}
