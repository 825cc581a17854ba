package dev.clawgateway.server.health;

import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at how the gateway is from time to time, and tells those who listen when that has changed.
 * A channel in error is the worst, one that is not connected is bad, and the gateway's own health
 * counts as it is: the worst of them is what is said. Safe from any thread.
 */
public final class HealthMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final HealthSource source;
    private final Supplier<List<ChannelAccount>> channels;
    private final IntSupplier connections;
    private final Supplier<HealthStatus.Memory> memory;
    private final Time time;
    private final long startedNanos;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** What was said last; healthy at first, and nobody is told of that. */
    private final AtomicReference<Said> last =
            new AtomicReference<>(new Said(HealthSource.Health.HEALTHY, List.of()));

    private record Said(HealthSource.Health health, List<ChannelAccount> channels) {}

    /**
     * Of a gateway that starts now.
     *
     * @param connections open sessions of every kind
     */
    public HealthMonitor(
            HealthSource source,
            Supplier<List<ChannelAccount>> channels,
            IntSupplier connections,
            Supplier<HealthStatus.Memory> memory,
            Time time) {
        this.source = source;
        this.channels = channels;
        this.connections = connections;
        this.memory = memory;
        this.time = time;
        this.startedNanos = time.nanos();
    }

    /** Is told of every change, by whoever looks. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** How it is now. */
    public HealthStatus status() {
        List<ChannelAccount> accounts = channels.get();
        return new HealthStatus(
                judged(accounts),
                Duration.ofNanos(time.nanos() - startedNanos),
                connections.getAsInt(),
                accounts,
                memory.get(),
                time.now());
    }

    /** The accounts of all channels. */
    public List<ChannelAccount> channels() {
        return channels.get();
    }

    private HealthSource.Health judged(List<ChannelAccount> accounts) {
        HealthSource.Health own = source.health();
        HealthSource.Health theirs = HealthSource.Health.HEALTHY;
        for (ChannelAccount account : accounts) {
            theirs =
                    worse(
                            theirs,
                            switch (account.standing()) {
                                case CONNECTED -> HealthSource.Health.HEALTHY;
                                case DISCONNECTED -> HealthSource.Health.DEGRADED;
                                case ERROR -> HealthSource.Health.UNHEALTHY;
                            });
        }
        return worse(own, theirs);
    }

    private static HealthSource.Health worse(HealthSource.Health one, HealthSource.Health other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** A duty: looks once. Repeating it is harmless. */
    public void look() {
        HealthStatus status = status();
        Said now = new Said(status.health(), status.channels());
        Said before = last.getAndSet(now);
        if (now.equals(before)) {
            return;
        }
        if (now.health != before.health) {
            (now.health == HealthSource.Health.HEALTHY ? LOG.atInfo() : LOG.atWarn())
                    .addKeyValue("status", status.word())
                    .addKeyValue("reasons", source.warnings())
                    .log("health changed");
        }
        listeners.forEach(Runnable::run);
    }
}
