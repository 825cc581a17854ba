package dev.clawgateway.control.liveness;

import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices ids that two living processes use: signs of life under one id come from one place, then
 * from another, then from the first again. A process that moved does not come back; two take turns.
 * Each return is counted, and told at most once a minute for all ids together. Safe from any
 * thread.
 */
public final class SharedIds<K> {
    private static final Logger LOG = LoggerFactory.getLogger(SharedIds.class);
    private static final Duration BETWEEN_ALARMS = Duration.ofMinutes(1);

    /** Both ways of giving signs of life, each of which shows another kind of place. */
    private enum Way {
        REGISTERING,
        BEATING
    }

    private record Key<K>(K id, Way way) {}

    /**
     * Where an id was heard from.
     *
     * @param before the place before the last; null for none
     * @param leftNanos when that one was last heard
     * @param returned whether the last was left before
     */
    private record Places(
            String last,
            long lastNanos,
            @Nullable String before,
            long leftNanos,
            boolean returned) {}

    private final String registry;
    private final Supplier<Duration> memory;
    private final Time time;
    private final ConcurrentHashMap<Key<K>, Places> places = new ConcurrentHashMap<>();
    private final AtomicLong returns = new AtomicLong();
    private final AtomicLong nextAlarmNanos;

    /**
     * Knows no id yet.
     *
     * @param registry names it in the log
     * @param memory how long a place is remembered that nothing is heard from
     */
    public SharedIds(String registry, Supplier<Duration> memory, Time time) {
        this.registry = registry;
        this.memory = memory;
        this.time = time;
        nextAlarmNanos = new AtomicLong(time.nanos());
    }

    /** A registration, of a member that says where it can be reached. */
    public void registered(K id, String address) {
        heard(new Key<>(id, Way.REGISTERING), address);
    }

    /** A heartbeat of a known member, from some machine. */
    public void beat(K id, String machine) {
        heard(new Key<>(id, Way.BEATING), machine);
    }

    private void heard(Key<K> key, String place) {
        long now = time.nanos();
        Places after = places.compute(key, (_, before) -> moved(before, place, now));
        String other = after.before();
        if (after.returned() && other != null) {
            returns.incrementAndGet();
            alarm(key.id(), place, other, now);
        }
    }

    private Places moved(@Nullable Places known, String place, long now) {
        if (known == null) {
            return new Places(place, now, null, 0, false);
        } else if (place.equals(known.last())) {
            return new Places(place, now, known.before(), known.leftNanos(), false);
        }
        boolean returned =
                place.equals(known.before()) && now - known.leftNanos() < memory.get().toNanos();
        return new Places(place, now, known.last(), known.lastNanos(), returned);
    }

    private void alarm(K id, String place, String other, long now) {
        long due = nextAlarmNanos.get();
        if (now - due >= 0 && nextAlarmNanos.compareAndSet(due, now + BETWEEN_ALARMS.toNanos())) {
            LOG.atWarn()
                    .addKeyValue("registry", registry)
                    .addKeyValue("id", id)
                    .addKeyValue("place", place)
                    .addKeyValue("other_place", other)
                    .addKeyValue("returns", returns.get())
                    .log("two living processes use one id; give each its own");
        }
    }

    /** How often an id came back from a place it had left. */
    public long returns() {
        return returns.get();
    }

    /** Forgets all but these. */
    public void retain(Set<K> members) {
        places.keySet().removeIf(key -> !members.contains(key.id()));
    }
}
