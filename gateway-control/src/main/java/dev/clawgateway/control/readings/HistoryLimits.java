package dev.clawgateway.control.readings;

import java.time.Duration;

/**
 * How much is kept of what devices measured.
 *
 * @param span how far back it goes, in whole steps
 * @param step of one point: what is measured within it is kept as a mean or as the most
 * @param devices of which so much is kept; of further ones only the latest reading is
 */
public record HistoryLimits(Duration span, Duration step, int devices) {
    /** About a kilobyte for each device: {@link #bytesPerDevice}. */
    public static final HistoryLimits DEFAULT =
            new HistoryLimits(Duration.ofHours(1), Duration.ofSeconds(30), 100_000);

    private static final int BYTES_PER_POINT = Long.BYTES;

    /**
     * The ring's own objects, the sums of the point that is being made, and its place in a list.
     */
    private static final int BYTES_BESIDE = 104;

    public HistoryLimits {
        if (step.toSeconds() < 1 || span.compareTo(step) < 0) {
            throw new IllegalArgumentException("a step is a second at least, and in the span");
        }
    }

    /** Points of one device. */
    public int points() {
        return Math.toIntExact(span.dividedBy(step));
    }

    long stepSecs() {
        return step.toSeconds();
    }

    /** Memory that one device's history takes, about. */
    public long bytesPerDevice() {
        return BYTES_BESIDE + (long) BYTES_PER_POINT * points();
    }
}
