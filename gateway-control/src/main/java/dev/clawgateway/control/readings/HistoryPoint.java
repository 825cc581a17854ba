package dev.clawgateway.control.readings;

import org.jspecify.annotations.Nullable;

/**
 * What one device measured within one step.
 *
 * @param utilizationPercent mean
 * @param utilizationMaxPercent the most
 * @param memoryUsedMib the most
 * @param temperatureCelsius the most; 0 for colder
 * @param powerWatts mean of those readings that say so; null where none does
 */
public record HistoryPoint(
        int utilizationPercent,
        int utilizationMaxPercent,
        long memoryUsedMib,
        int temperatureCelsius,
        @Nullable Integer powerWatts) {
    private static final int USE_BITS = 7;
    private static final int TEMPERATURE_BITS = 8;
    private static final int MEMORY_BITS = 21;
    private static final int POWER_BITS = 14;
    private static final int MAX_USE_AT = USE_BITS;
    private static final int TEMPERATURE_AT = MAX_USE_AT + USE_BITS;
    private static final int MEMORY_AT = TEMPERATURE_AT + TEMPERATURE_BITS;
    private static final int POWER_AT = MEMORY_AT + MEMORY_BITS;
    private static final int PRESENT_AT = POWER_AT + POWER_BITS;

    /** Of the bits that are left to whoever keeps the word. */
    static final int FREE_AT = PRESENT_AT + 1;

    /** A word of a step in which nothing was measured. */
    static final long NONE = 0;

    /**
     * One as a word, whose highest bits are free; what does not fit in is cut to what does.
     *
     * @param watts -1 where nobody says
     */
    static long word(int utilization, int utilizationMax, long memory, long celsius, long watts) {
        return fit(utilization, USE_BITS)
                | fit(utilizationMax, USE_BITS) << MAX_USE_AT
                | fit(celsius, TEMPERATURE_BITS) << TEMPERATURE_AT
                | fit(memory, MEMORY_BITS) << MEMORY_AT
                | fit(watts + 1, POWER_BITS) << POWER_AT
                | 1L << PRESENT_AT;
    }

    private static long fit(long value, int bits) {
        return Math.clamp(value, 0L, (1L << bits) - 1);
    }

    /** Null for {@link #NONE}. */
    static @Nullable HistoryPoint of(long word) {
        if (!present(word)) {
            return null;
        }
        int power = part(word, POWER_AT, POWER_BITS);
        return new HistoryPoint(
                utilization(word),
                part(word, MAX_USE_AT, USE_BITS),
                part(word, MEMORY_AT, MEMORY_BITS),
                part(word, TEMPERATURE_AT, TEMPERATURE_BITS),
                power == 0 ? null : power - 1);
    }

    static boolean present(long word) {
        return (word >>> PRESENT_AT & 1) != 0;
    }

    static int utilization(long word) {
        return part(word, 0, USE_BITS);
    }

    private static int part(long word, int at, int bits) {
        return (int) (word >>> at) & ((1 << bits) - 1);
    }
}
