package dev.clawgateway.net.gate;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the {@link ConnectionGate} sees it. Its event loop writes, others look who has
 * been silent longest.
 */
final class Visitor {
    /** The same order in every process. */
    static final Comparator<Visitor> BY_ARRIVAL =
            Comparator.comparingLong(visitor -> visitor.arrival);

    private final long arrival;
    private final Channel channel;
    private final @Nullable InetAddress address;
    private volatile long heardNanos;
    private volatile boolean busy;

    /**
     * A visitor that has just come.
     *
     * @param arrival its number among all
     */
    Visitor(long arrival, Channel channel, @Nullable InetAddress address, long nowNanos) {
        this.arrival = arrival;
        this.channel = channel;
        this.address = address;
        this.heardNanos = nowNanos;
    }

    Channel channel() {
        return channel;
    }

    /** Null where connections have none, or one that many share. */
    @Nullable InetAddress address() {
        return address;
    }

    /** It said something. */
    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    long heardNanos() {
        return heardNanos;
    }

    /** Whether it waits for us; then its silence is not its own. */
    boolean busy() {
        return busy;
    }

    void busy(boolean waitsForUs) {
        busy = waitsForUs;
    }
}
