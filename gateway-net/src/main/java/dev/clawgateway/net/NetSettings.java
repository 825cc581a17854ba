package dev.clawgateway.net;

import io.netty.util.internal.PlatformDependent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;

/**
 * Everything the transport can be told.
 *
 * @param eventLoops threads that serve sockets; 0 for twice the cores, at most 16
 */
public record NetSettings(
        InetSocketAddress bind,
        int eventLoops,
        Connections connections,
        Messages messages,
        Outbound outbound,
        Http http,
        Browsers browsers) {
    /** The defaults, on an address. */
    public static NetSettings on(InetSocketAddress bind) {
        return new NetSettings(
                bind,
                0,
                Connections.DEFAULT,
                Messages.DEFAULT,
                Outbound.DEFAULT,
                Http.DEFAULT,
                Browsers.NONE);
    }

    /**
     * Which pages may ask through a browser.
     *
     * @param hostNames names of this gateway, besides its addresses and {@code localhost}
     * @param allowedOrigins of pages from elsewhere, such as {@code https://console.example}
     */
    public record Browsers(Set<String> hostNames, Set<String> allowedOrigins) {
        public static final Browsers NONE = new Browsers(Set.of(), Set.of());

        public Browsers {
            hostNames = Set.copyOf(hostNames);
            allowedOrigins = Set.copyOf(allowedOrigins);
        }
    }

    /**
     * Bounds on connections.
     *
     * @param maxSessions operators; and besides, as many nodes that are not registered yet. Beyond
     *     it the longest silent one is closed
     * @param maxOthers connections that have not said who they are: plain HTTP, and such as have
     *     not upgraded. Beyond it the longest silent one is closed
     * @param maxStrangersPerAddress of these, connections of one address
     * @param tlsHandshake how long a TLS handshake may take
     * @param firstMessage how long the upgrade may take, and again the first message
     * @param closeLinger how long a peer may take to answer a Close
     * @param userTimeout how long sent bytes may stay unacknowledged by the peer's kernel (epoll)
     * @param operators bounds on operators besides their number
     * @param maxTotal connections of every kind; what the process may open leaves no room for more
     */
    public record Connections(
            int maxSessions,
            int maxOthers,
            int maxStrangersPerAddress,
            Duration tlsHandshake,
            Duration firstMessage,
            Duration closeLinger,
            Duration userTimeout,
            Operators operators,
            int maxTotal) {
        public static final Connections DEFAULT =
                new Connections(
                        1000,
                        1000,
                        512,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30));

        /** With the default bounds on operators, and none on the total. */
        public Connections(
                int maxSessions,
                int maxOthers,
                int maxStrangersPerAddress,
                Duration tlsHandshake,
                Duration firstMessage,
                Duration closeLinger,
                Duration userTimeout) {
            this(
                    maxSessions,
                    maxOthers,
                    maxStrangersPerAddress,
                    tlsHandshake,
                    firstMessage,
                    closeLinger,
                    userTimeout,
                    Operators.DEFAULT,
                    Integer.MAX_VALUE);
        }

        /** The same with other bounds on operators. */
        public Connections with(Operators other) {
            return new Connections(
                    maxSessions,
                    maxOthers,
                    maxStrangersPerAddress,
                    tlsHandshake,
                    firstMessage,
                    closeLinger,
                    userTimeout,
                    other,
                    maxTotal);
        }

        /** The same with another bound on all. */
        public Connections within(int otherTotal) {
            return new Connections(
                    maxSessions,
                    maxOthers,
                    maxStrangersPerAddress,
                    tlsHandshake,
                    firstMessage,
                    closeLinger,
                    userTimeout,
                    operators,
                    otherTotal);
        }
    }

    /**
     * Bounds on operators besides their number.
     *
     * @param maxPerAddress of one address; loopback is not one of them
     * @param idle how long one may stay without a request
     */
    public record Operators(int maxPerAddress, Duration idle) {
        public static final Operators DEFAULT = new Operators(128, Duration.ofMinutes(10));
    }

    /**
     * Bounds on what a session may send.
     *
     * @param maxBytes of one message, inclusive; a larger one is dropped and counted
     * @param hardCapBytes of one message; a larger one ends the session at once
     * @param maxOversize dropped messages a session survives
     * @param maxFragments of one message, empty ones included
     * @param completeWithin time from a message's first byte to its last
     * @param perSecond messages a node may send in the long run; each 16 KiB count as one more
     * @param burst messages a node may send at once
     * @param maxPauses times in a row a node may be held back for its rate before it is closed
     * @param controlFrames pings, pongs and closes in ten seconds
     */
    public record Messages(
            int maxBytes,
            int hardCapBytes,
            int maxOversize,
            int maxFragments,
            Duration completeWithin,
            int perSecond,
            int burst,
            int maxPauses,
            int controlFrames) {
        public static final Messages DEFAULT =
                new Messages(
                        1 << 20, 16 << 20, 3, 1024, Duration.ofSeconds(10), 500, 2000, 60, 100);
    }

    /**
     * Bounds on what waits to be sent to one session. Whoever exceeds one, or takes nothing for
     * {@code stall}, is closed with 1013.
     *
     * @param maxCommands frames that carry decisions
     * @param maxReplies frames that answer the peer
     * @param maxBytes of all of them; a single larger reply is allowed when nothing else waits
     * @param maxHandovers effects on their way to the event loop
     * @param sendBufferBytes of the kernel; 0 leaves it to the system
     * @param maxTotalBytes of all sessions together; beyond it whoever has most waiting is closed
     */
    public record Outbound(
            int maxCommands,
            int maxReplies,
            long maxBytes,
            int maxHandovers,
            Duration stall,
            int sendBufferBytes,
            long maxTotalBytes) {
        public static final Outbound DEFAULT =
                new Outbound(64, 32, 4 << 20, 8192, Duration.ofSeconds(20), 0);

        /** With the default bound over all sessions: a quarter of the memory there may be. */
        public Outbound(
                int maxCommands,
                int maxReplies,
                long maxBytes,
                int maxHandovers,
                Duration stall,
                int sendBufferBytes) {
            this(
                    maxCommands,
                    maxReplies,
                    maxBytes,
                    maxHandovers,
                    stall,
                    sendBufferBytes,
                    defaultTotalBytes());
        }

        /** A quarter of what buffers, or objects where that is less, may take of memory. */
        public static long defaultTotalBytes() {
            long direct = PlatformDependent.maxDirectMemory();
            long heap = Runtime.getRuntime().maxMemory();
            return Math.min(direct > 0 ? direct : heap, heap) / 4;
        }
    }

    /**
     * Bounds on HTTP requests.
     *
     * @param maxLineBytes of the request line
     * @param maxHeadBytes of all header fields together
     * @param idle how long a connection may stay open between requests
     */
    public record Http(int maxLineBytes, int maxHeadBytes, int maxBodyBytes, Duration idle) {
        public static final Http DEFAULT = new Http(4096, 8192, 1 << 20, Duration.ofSeconds(60));
    }
}
