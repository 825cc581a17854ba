package dev.clawgateway.core.placement;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many more requests for whole GPUs of one model would start now, each kind alone: so many GPUs
 * on one node, which asks for nothing else.
 *
 * @param gpus that such requests could get: free, whole, on nodes that let in whoever asks
 * @param requests by how many GPUs one asks for
 */
public record Room(String model, long gpus, Map<Integer, Long> requests) {
    /** What people usually ask for. */
    public static final List<Integer> SIZES = List.of(1, 2, 4, 8);

    public Room {
        requests = Collections.unmodifiableMap(new TreeMap<>(requests));
    }
}
