package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.control.pairing.SeldomTold;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.access.throttle.Throttle;
import java.time.Duration;

/**
 * Counts who shows what is no good. Whoever does so too often waits, and whoever shows what is good
 * never does: a fleet with one wrong secret in it is not locked out. A device that tries the same
 * again and again counts once a minute. Safe from any thread.
 */
public final class WrongSecrets {
    private static final int MOST_TOLD = 10_000;

    private final Throttle throttle;
    private final SeldomTold seldom;

    /**
     * Nobody has yet.
     *
     * @param free of one address within about a minute, after which it has to wait
     */
    public WrongSecrets(Time time, int free) {
        throttle = new Throttle(time, free);
        seldom = new SeldomTold(time, Duration.ofMinutes(1), MOST_TOLD);
    }

    /**
     * Counts one.
     *
     * @param device that it says it is; empty for none
     * @param cause from a fixed set
     * @return how long it has to wait; zero for not at all
     */
    Duration count(Peer peer, String device, String cause) {
        boolean again =
                !device.isEmpty() && seldom.tell(device + " " + cause) == SeldomTold.NOT_NOW;
        return again ? Duration.ZERO : throttle.failed(peer, "");
    }
}
