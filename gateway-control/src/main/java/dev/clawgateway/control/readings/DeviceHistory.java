package dev.clawgateway.control.readings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What one device measured of late: a ring of points, one a step, which never grows. Written by the
 * session of its node; read by all, without a lock. Steps are counted from the epoch.
 */
final class DeviceHistory {
    private static final int LAPS = 1 << (Long.SIZE - HistoryPoint.FREE_AT);
    private static final long NEVER = Long.MIN_VALUE;

    private final int index;
    private final AtomicLongArray points;
    private volatile long newest = NEVER;

    /** Of the newest point, which is not over yet. The writer's alone. */
    private int readings;

    private long utilization;
    private int utilizationMax;
    private long memoryMax;
    private long temperatureMax;
    private int powers;
    private double power;

    /**
     * Without any point yet.
     *
     * @param index the device's number on its node
     */
    DeviceHistory(int index, int length) {
        this.index = index;
        this.points = new AtomicLongArray(length);
    }

    int index() {
        return index;
    }

    /** The step of the newest point. */
    long newest() {
        return newest;
    }

    /** Enters a reading; allocates nothing. */
    void add(long step, GpuReading reading) {
        if (step != newest) {
            begin(step);
        }
        readings++;
        utilization += reading.utilizationPercent();
        utilizationMax = Math.max(utilizationMax, reading.utilizationPercent());
        memoryMax = Math.max(memoryMax, reading.memoryUsedMib());
        temperatureMax = Math.max(temperatureMax, reading.temperatureCelsius());
        Float watts = reading.powerWatts();
        if (watts != null) {
            powers++;
            power += watts;
        }
        points.setRelease(place(step), point() | lap(step) << HistoryPoint.FREE_AT);
        newest = step;
    }

    private long point() {
        return HistoryPoint.word(
                (int) Math.round((double) utilization / readings),
                utilizationMax,
                memoryMax,
                temperatureMax,
                powers == 0 ? -1 : Math.round(power / powers));
    }

    /** What lies between is a gap, not what was there a lap ago. */
    private void begin(long step) {
        long first = Math.max(newest == NEVER ? step : newest + 1, step - points.length() + 1);
        for (long skipped = first; skipped < step; skipped++) {
            points.setRelease(place(skipped), HistoryPoint.NONE);
        }
        readings = 0;
        utilization = 0;
        utilizationMax = 0;
        memoryMax = 0;
        temperatureMax = 0;
        powers = 0;
        power = 0;
    }

    private int place(long step) {
        return Math.floorMod(step, points.length());
    }

    /** Which round of the ring a step is in: a reader who is overtaken sees that by it. */
    private long lap(long step) {
        return Math.floorMod(Math.floorDiv(step, points.length()), LAPS);
    }

    private long word(long step) {
        long known = newest;
        if (step > known || step <= known - points.length()) {
            return HistoryPoint.NONE;
        }
        long word = points.getAcquire(place(step));
        return word >>> HistoryPoint.FREE_AT == lap(step) ? word : HistoryPoint.NONE;
    }

    /** The points of some steps, the last one included; null where nothing was measured. */
    List<@Nullable HistoryPoint> between(long first, long last) {
        List<@Nullable HistoryPoint> found = new ArrayList<>();
        for (long step = first; step <= last; step++) {
            found.add(HistoryPoint.of(word(step)));
        }
        return Collections.unmodifiableList(found);
    }

    /**
     * Whether it was hardly used for some steps, the last one included: there is a reading of most
     * of them, and none says more.
     */
    boolean idle(long first, long last, int belowPercent) {
        int known = 0;
        for (long step = first; step <= last; step++) {
            long word = word(step);
            if (HistoryPoint.present(word)) {
                if (HistoryPoint.utilization(word) >= belowPercent) {
                    return false;
                }
                known++;
            }
        }
        return known * 5L >= (last - first + 1) * 4L;
    }
}
