package dev.clawgateway.net.gate;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.TrafficCounters.Counts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of everything that was refused, dropped or closed at a limit: of each reason a line at
 * once, and then one a minute at most with the number since. Costs nothing where it happens: the
 * counters are looked at. For one thread.
 */
public final class TrafficLog {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficLog.class);
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Of the causes why sessions are closed, those that are limits. */
    private static final Set<String> LIMITS =
            Set.of(
                    "slow_consumer",
                    "outbound_memory",
                    "inbound_memory",
                    "never_spoke",
                    "never_registered",
                    "overloaded");

    private final TrafficCounters traffic;
    private final Time time;
    private final Map<String, Told> told = new HashMap<>();

    /** What was told of a reason last. */
    private record Told(long count, long nanos) {}

    public TrafficLog(TrafficCounters traffic, Time time) {
        this.traffic = traffic;
        this.time = time;
    }

    /** To be called every second or so. */
    public void look() {
        tell(traffic.refusals(), "connections or requests refused", "reason");
        tell(traffic.violations(), "peers broke a rule or went beyond a limit", "rule");
        tell(traffic.drops(), "dropped, as too much came at once", "kind");
        traffic.closes()
                .forEach((cause, count) -> {
                    if (LIMITS.contains(cause)) {
                        tell("sessions closed at a limit", "cause", cause, count);
                    }
                });
    }

    private void tell(Counts counts, String what, String key) {
        counts.forEach((label, count) -> tell(what, key, label, count));
    }

    private void tell(String what, String key, String label, long count) {
        long now = time.nanos();
        Told before = told.get(key + " " + label);
        long since = before == null ? count : count - before.count();
        if (since > 0 && (before == null || now - before.nanos() >= PAUSE_NANOS)) {
            told.put(key + " " + label, new Told(count, now));
            LOG.atWarn().addKeyValue(key, label).addKeyValue("count", since).log(what);
        }
    }
}
