package dev.clawgateway.client.discovery;

import dev.clawgateway.core.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the application, and remembers whether it thinks the gateway lost. An application that
 * fails at what it hears must not make its member fall silent: what it throws is logged.
 */
final class Told {
    private static final Logger LOG = LoggerFactory.getLogger(Told.class);

    private final Time time;
    private DiscoveryListener listener = new DiscoveryListener() {};
    private boolean lost;
    private boolean everBack;
    private long backSince;

    Told(Time time) {
        this.time = time;
    }

    /** Whom to tell. */
    void listen(DiscoveryListener newListener) {
        listener = newListener;
    }

    /** No gateway answered. How long one had done so before; zero where none had. */
    Duration lost(String why) {
        if (lost) {
            return Duration.ZERO;
        }
        lost = true;
        LOG.atInfo().addKeyValue("reason", why).log("no gateway answers");
        tell(() -> listener.gatewayLost(why));
        return everBack ? Duration.ofNanos(time.nanos() - backSince) : Duration.ZERO;
    }

    /** A gateway answered. */
    void back() {
        if (!everBack || lost) {
            everBack = true;
            backSince = time.nanos();
        }
        if (lost) {
            lost = false;
            LOG.atInfo().log("a gateway answers again");
            tell(listener::gatewayBack);
        }
    }

    void joined(DiscoveredCluster cluster) {
        tell(() -> listener.joined(cluster));
    }

    void bootstrap() {
        tell(listener::bootstrap);
    }

    void membersChanged(DiscoveredCluster cluster) {
        tell(() -> listener.membersChanged(cluster));
    }

    void leaderChanged(@Nullable DiscoveredMember leader) {
        tell(() -> listener.leaderChanged(leader));
    }

    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the application failed at what it was told");
        }
    }
}
