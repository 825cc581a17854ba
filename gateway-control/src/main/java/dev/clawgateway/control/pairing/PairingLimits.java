package dev.clawgateway.control.pairing;

import java.time.Duration;

/**
 * How much waits at most. At a bound the request gives way that was asked least lately.
 *
 * @param requests in all
 * @param perAddress of devices that ask from one address
 * @param characters of all that is asked for together
 * @param lifetime of a request after it was asked last
 */
public record PairingLimits(int requests, int perAddress, int characters, Duration lifetime) {
    public static final PairingLimits DEFAULT =
            new PairingLimits(10_000, 5_000, 32 << 20, Duration.ofMinutes(5));
}
