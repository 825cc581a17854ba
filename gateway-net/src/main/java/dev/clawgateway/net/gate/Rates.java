package dev.clawgateway.net.gate;

/**
 * How often things may be done. Each is far above what a fleet does that is well, and comes back
 * all at once after a restart.
 *
 * @param connectionsOfAddress of one address; of one network of 64 bits for IPv6
 * @param sessions that begin, of everybody together
 * @param registrations of nodes that are known, together
 * @param requestsOfCaller of one who asks, by name
 */
public record Rates(
        Rate connectionsOfAddress, Rate sessions, Rate registrations, Rate requestsOfCaller) {
    public static final Rates DEFAULT =
            new Rates(
                    new Rate(200, 2000),
                    new Rate(2000, 20_000),
                    new Rate(2000, 20_000),
                    new Rate(1000, 10_000));
}
