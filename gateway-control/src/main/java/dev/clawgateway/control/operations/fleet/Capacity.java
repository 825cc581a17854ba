package dev.clawgateway.control.operations.fleet;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An amount over many nodes, and what becomes of it now: what is held, free and unavailable sums to
 * all of it. Thousandths of devices or of cores, or MiB.
 *
 * @param unavailable what nobody holds and nobody can have, by reason: {@link #UNHEALTHY}, or why
 *     the node takes no new work, in small letters; there may be nothing of a reason
 */
public record Capacity(long total, long held, long free, Map<String, Long> unavailable) {
    public static final Capacity NONE = new Capacity(0, 0, 0, Map.of());

    /** Of devices that get no new work, on nodes that do. */
    public static final String UNHEALTHY = "unhealthy";

    public Capacity {
        unavailable = Collections.unmodifiableMap(new TreeMap<>(unavailable));
    }

    public Capacity plus(Capacity other) {
        Map<String, Long> both = new TreeMap<>(unavailable);
        other.unavailable.forEach((reason, amount) -> both.merge(reason, amount, Long::sum));
        return new Capacity(total + other.total, held + other.held, free + other.free, both);
    }

    /** What nobody can have, for whatever reason. */
    public long out() {
        return unavailable.values().stream().mapToLong(Long::longValue).sum();
    }
}
