package dev.clawgateway.net.gate;

import io.netty.channel.Channel;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the {@link ConnectionGate} sees it. Its event loop writes, others look who has
 * been silent longest.
 */
final class Visitor {
    private final Channel channel;
    private final @Nullable InetAddress address;
    private volatile long heardNanos;
    private volatile boolean busy;

    Visitor(Channel channel, @Nullable InetAddress address, long nowNanos) {
        this.channel = channel;
        this.address = address;
        this.heardNanos = nowNanos;
    }

    Channel channel() {
        return channel;
    }

    /** Null where connections have none, as in a test without sockets. */
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
