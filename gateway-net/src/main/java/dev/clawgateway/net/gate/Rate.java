package dev.clawgateway.net.gate;

import java.util.concurrent.TimeUnit;

/**
 * How often something may be done.
 *
 * @param perSecond in the long run, from 1
 * @param burst at once, by whoever has done nothing for a while; from 1
 */
public record Rate(int perSecond, int burst) {
    public Rate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("must be from 1: " + perSecond + ", " + burst);
        }
    }

    /**
     * One more, after what is accounted for: a token bucket, kept as the one number that it comes
     * to (the generic cell rate algorithm of ITU-T I.371).
     *
     * @param accounted until when what was done before lasts at this rate
     * @return the same with one more
     */
    long after(long accounted, long nowNanos) {
        return (accounted - nowNanos > 0 ? accounted : nowNanos) + each();
    }

    /** How long to wait first; 0 where one more is within the rate. */
    long pause(long accounted, long nowNanos) {
        return Math.max(0, after(accounted, nowNanos) - nowNanos - burst * each());
    }

    private long each() {
        return TimeUnit.SECONDS.toNanos(1) / perSecond;
    }
}
