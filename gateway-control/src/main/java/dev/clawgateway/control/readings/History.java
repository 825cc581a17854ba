package dev.clawgateway.control.readings;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a node's devices measured of late.
 *
 * @param from when the first step begins
 * @param devices by index, ascending: a point for each step, the last of which is not over yet;
 *     null where nothing was measured. All have as many. Devices of which nothing is kept are not
 *     in it
 */
public record History(
        Instant from, Duration step, Map<Integer, List<@Nullable HistoryPoint>> devices) {
    public History {
        devices = Collections.unmodifiableMap(new TreeMap<>(devices));
    }
}
