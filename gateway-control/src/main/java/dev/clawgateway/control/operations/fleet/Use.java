package dev.clawgateway.control.operations.fleet;

import org.jspecify.annotations.Nullable;

/**
 * How much devices are used, by the last readings of nodes that are connected.
 *
 * @param read devices with a reading that is not too old
 * @param percent mean utilisation of those; null without any
 * @param heldRead those of them that are held
 * @param heldPercent mean utilisation of those; null without any
 * @param idle devices that are held and hardly used: {@link DeviceUse#idle}
 */
public record Use(
        int read, @Nullable Double percent, int heldRead, @Nullable Double heldPercent, int idle) {
    /** Added up by one thread. */
    static final class Count {
        private int read;
        private long sum;
        private int heldRead;
        private long heldSum;
        private int idle;

        void add(int percent, boolean held, boolean isIdle) {
            read++;
            sum += percent;
            heldRead += held ? 1 : 0;
            heldSum += held ? percent : 0;
            idle += isIdle ? 1 : 0;
        }

        void add(Count other) {
            read += other.read;
            sum += other.sum;
            heldRead += other.heldRead;
            heldSum += other.heldSum;
            idle += other.idle;
        }

        Use mean() {
            return new Use(read, mean(sum, read), heldRead, mean(heldSum, heldRead), idle);
        }

        private static @Nullable Double mean(long sum, int count) {
            return count == 0 ? null : (double) sum / count;
        }
    }
}
