package dev.clawgateway.control.readings;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the devices of one node measured of late. Written by its session, read by all; no lock, and
 * nothing is allocated for a reading but the first of a device.
 */
final class NodeHistory {
    private static final DeviceHistory[] NONE = {};

    private final HistorySpace space;
    private final AtomicReference<DeviceHistory[]> devices = new AtomicReference<>(NONE);
    private volatile boolean forgotten;

    NodeHistory(HistorySpace space) {
        this.space = space;
    }

    private long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), space.limits().stepSecs());
    }

    void add(List<GpuReading> readings, Instant now) {
        long step = step(now);
        for (int i = 0; i < readings.size(); i++) {
            GpuReading reading = readings.get(i);
            DeviceHistory device = find(reading.index());
            if (device == null) {
                device = begin(reading.index());
            }
            if (device != null) {
                device.add(step, reading);
            }
        }
    }

    private @Nullable DeviceHistory find(int index) {
        for (DeviceHistory device : devices.get()) {
            if (device.index() == index) {
                return device;
            }
        }
        return null;
    }

    /** Null where there is no room for one more. */
    private @Nullable DeviceHistory begin(int index) {
        if (forgotten || !space.take()) {
            return null;
        }
        DeviceHistory fresh = new DeviceHistory(index, space.limits().points());
        DeviceHistory[] before = devices.get();
        DeviceHistory[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = fresh;
        if (!devices.compareAndSet(before, after)) {
            space.give(1); // The next reading of it tries again.
            return null;
        }
        if (forgotten) {
            forget();
        }
        return fresh;
    }

    /** Drops the devices of which nothing was heard for longer than is kept. */
    void expire(Instant now) {
        long oldest = step(now) - space.limits().points();
        DeviceHistory[] before = devices.get();
        DeviceHistory[] after =
                Arrays.stream(before)
                        .filter(device -> device.newest() > oldest)
                        .toArray(DeviceHistory[]::new);
        if (after.length < before.length && devices.compareAndSet(before, after)) {
            space.give(before.length - after.length);
        }
    }

    /** Drops all, for good. */
    void forget() {
        forgotten = true;
        space.give(devices.getAndSet(NONE).length);
    }

    /** By index of the device, all that is kept up to now. */
    History until(Instant now) {
        long last = step(now);
        long first = last - space.limits().points() + 1;
        Map<Integer, List<@Nullable HistoryPoint>> points = new TreeMap<>();
        for (DeviceHistory device : devices.get()) {
            points.put(device.index(), device.between(first, last));
        }
        long secs = space.limits().stepSecs();
        return new History(Instant.ofEpochSecond(first * secs), space.limits().step(), points);
    }

    /** As {@link DeviceHistory#idle}, of a device and the latest full steps. */
    boolean idle(int index, Instant now, long seconds, int belowPercent) {
        DeviceHistory device = find(index);
        long last = step(now) - 1;
        long steps = seconds / space.limits().stepSecs();
        return device != null
                && steps > 0
                && steps <= space.limits().points()
                && device.idle(last - steps + 1, last, belowPercent);
    }
}
