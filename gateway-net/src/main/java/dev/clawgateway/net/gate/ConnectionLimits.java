package dev.clawgateway.net.gate;

import java.time.Duration;

/**
 * Bounds on connections.
 *
 * @param operators bounds on operators besides their number
 * @param rates how often connections may come, and ask
 */
public record ConnectionLimits(Room room, Waits waits, Operators operators, Rates rates) {
    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(
                    1000,
                    1000,
                    512,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30));

    /** With the default bounds on operators and the default rates, and none on the total. */
    public ConnectionLimits(
            int maxSessions,
            int maxOthers,
            int maxStrangersPerAddress,
            Duration tlsHandshake,
            Duration firstMessage,
            Duration closeLinger,
            Duration userTimeout) {
        this(
                new Room(
                        maxSessions,
                        maxOthers,
                        maxStrangersPerAddress,
                        Integer.MAX_VALUE,
                        MemoryBudget.usual()),
                new Waits(
                        tlsHandshake,
                        firstMessage,
                        Duration.ofMinutes(1),
                        closeLinger,
                        userTimeout),
                Operators.DEFAULT,
                Rates.DEFAULT);
    }

    /** The same with other bounds on operators. */
    public ConnectionLimits with(Operators other) {
        return new ConnectionLimits(room, waits, other, rates);
    }

    /** The same with other rates. */
    public ConnectionLimits with(Rates other) {
        return new ConnectionLimits(room, waits, operators, other);
    }

    /** The same with other room. */
    public ConnectionLimits with(Room other) {
        return new ConnectionLimits(other, waits, operators, rates);
    }

    /** The same with other times. */
    public ConnectionLimits with(Waits other) {
        return new ConnectionLimits(room, other, operators, rates);
    }

    /**
     * How much there may be at a time.
     *
     * @param maxSessions operators; and besides, as many nodes that are not registered yet. Beyond
     *     it the longest silent one is closed
     * @param maxOthers connections that have not said who they are: plain HTTP, and such as have
     *     not upgraded. Beyond it the longest silent one is closed
     * @param maxStrangersPerAddress of these, connections of one address
     * @param maxTotal connections of every kind; what the process may open leaves no room for more
     * @param maxInboundBytes of messages and requests that have arrived in part, over all; beyond
     *     it whoever has sent most is closed
     */
    public record Room(
            int maxSessions,
            int maxOthers,
            int maxStrangersPerAddress,
            int maxTotal,
            long maxInboundBytes) {
        /** The same with another bound on all connections. */
        public Room within(int total) {
            return new Room(maxSessions, maxOthers, maxStrangersPerAddress, total, maxInboundBytes);
        }
    }

    /**
     * How long something may take.
     *
     * @param tlsHandshake a TLS handshake
     * @param firstMessage the upgrade, and again the first message
     * @param registration until a peer that speaks a dialect has shown who it is
     * @param closeLinger until a peer answers a Close
     * @param userTimeout until the peer's kernel acknowledges what was sent (epoll)
     */
    public record Waits(
            Duration tlsHandshake,
            Duration firstMessage,
            Duration registration,
            Duration closeLinger,
            Duration userTimeout) {}

    /**
     * Bounds on operators besides their number.
     *
     * @param maxPerAddress of one address; loopback is not one of them
     * @param idle how long one may stay without a request
     * @param messages of one session; beyond it is read more slowly
     */
    public record Operators(int maxPerAddress, Duration idle, Rate messages) {
        public static final Operators DEFAULT =
                new Operators(128, Duration.ofMinutes(10), new Rate(1000, 5000));
    }
}
