package dev.clawgateway.net.gate;

import java.time.Duration;

/**
 * Bounds on connections.
 *
 * @param maxSessions operators; and besides, as many nodes that are not registered yet. Beyond it
 *     the longest silent one is closed
 * @param maxOthers connections that have not said who they are: plain HTTP, and such as have not
 *     upgraded. Beyond it the longest silent one is closed
 * @param maxStrangersPerAddress of these, connections of one address
 * @param tlsHandshake how long a TLS handshake may take
 * @param firstMessage how long the upgrade may take, and again the first message
 * @param closeLinger how long a peer may take to answer a Close
 * @param userTimeout how long sent bytes may stay unacknowledged by the peer's kernel (epoll)
 * @param operators bounds on operators besides their number
 * @param maxTotal connections of every kind; what the process may open leaves no room for more
 * @param rates how often connections may come, and ask
 * @param maxInboundBytes of messages and requests that have arrived in part, over all; beyond it
 *     whoever has sent most is closed
 * @param registration how long a peer that speaks a dialect may take to show who it is
 */
public record ConnectionLimits(
        int maxSessions,
        int maxOthers,
        int maxStrangersPerAddress,
        Duration tlsHandshake,
        Duration firstMessage,
        Duration closeLinger,
        Duration userTimeout,
        Operators operators,
        int maxTotal,
        Rates rates,
        long maxInboundBytes,
        Duration registration) {
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
                maxSessions,
                maxOthers,
                maxStrangersPerAddress,
                tlsHandshake,
                firstMessage,
                closeLinger,
                userTimeout,
                Operators.DEFAULT,
                Integer.MAX_VALUE,
                Rates.DEFAULT,
                MemoryBudget.usual(),
                Duration.ofMinutes(1));
    }

    /** The same with other bounds on operators. */
    public ConnectionLimits with(Operators other) {
        return new ConnectionLimits(
                maxSessions,
                maxOthers,
                maxStrangersPerAddress,
                tlsHandshake,
                firstMessage,
                closeLinger,
                userTimeout,
                other,
                maxTotal,
                rates,
                maxInboundBytes,
                registration);
    }

    /** The same with other rates. */
    public ConnectionLimits with(Rates other) {
        return new ConnectionLimits(
                maxSessions,
                maxOthers,
                maxStrangersPerAddress,
                tlsHandshake,
                firstMessage,
                closeLinger,
                userTimeout,
                operators,
                maxTotal,
                other,
                maxInboundBytes,
                registration);
    }

    /** The same with another bound on what has arrived in part. */
    public ConnectionLimits withInbound(long bytes) {
        return new ConnectionLimits(
                maxSessions,
                maxOthers,
                maxStrangersPerAddress,
                tlsHandshake,
                firstMessage,
                closeLinger,
                userTimeout,
                operators,
                maxTotal,
                rates,
                bytes,
                registration);
    }

    /** The same with another time to register. */
    public ConnectionLimits registeringWithin(Duration time) {
        return new ConnectionLimits(
                maxSessions,
                maxOthers,
                maxStrangersPerAddress,
                tlsHandshake,
                firstMessage,
                closeLinger,
                userTimeout,
                operators,
                maxTotal,
                rates,
                maxInboundBytes,
                time);
    }

    /** The same with another bound on all. */
    public ConnectionLimits within(int otherTotal) {
        return new ConnectionLimits(
                maxSessions,
                maxOthers,
                maxStrangersPerAddress,
                tlsHandshake,
                firstMessage,
                closeLinger,
                userTimeout,
                operators,
                otherTotal,
                rates,
                maxInboundBytes,
                registration);
    }

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
