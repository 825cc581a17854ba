package dev.clawgateway.server.access.throttle;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.time.Time;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * How long those wait who show what is no good: longer with each failure that came from the same
 * address, or claimed to be the same somebody. Safe from any thread; never blocks.
 */
public final class Throttle {
    /** Failures that anybody may make: people mistype, and old tokens lie around. */
    static final int FREE = 5;

    static final Duration FIRST = Duration.ofMillis(250);
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int NETWORK_BYTES = 8;

    private final FailureTable failures = new FailureTable();
    private final Time time;
    private final int free;
    private final long start;

    public Throttle(Time time) {
        this(time, FREE);
    }

    /**
     * One that is patient for longer, or shorter.
     *
     * @param free failures within about a minute after which nobody waits yet
     */
    public Throttle(Time time, int free) {
        this.time = time;
        this.free = free;
        start = time.nanos();
    }

    /**
     * Counts a failure.
     *
     * @param identity whom the peer claimed to be; empty for nobody in particular
     * @return how long it has to wait; zero for the first few
     */
    public Duration failed(Peer peer, String identity) {
        long second = TimeUnit.NANOSECONDS.toSeconds(time.nanos() - start);
        int byAddress = failures.add("a " + network(peer), second);
        int byIdentity = identity.isEmpty() ? 0 : failures.add("i " + identity, second);
        return pause(Math.max(byAddress, byIdentity) - free + FREE);
    }

    static Duration pause(int failed) {
        if (failed <= FREE) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failed - FREE - 1, 10);
        Duration pause = FIRST.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /** Whoever has one address of IPv6 has all of its network. */
    static String network(Peer peer) {
        if (peer.user() != null) {
            return "uid " + peer.user();
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(peer.address()).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
        } catch (IllegalArgumentException _) {
            return peer.address();
        }
    }
}
