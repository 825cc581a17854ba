package dev.clawgateway.server.health;

import java.util.List;

/** What the daemon knows about its own health. Safe from any thread; never blocks. */
public interface HealthSource {
    /** How the daemon is. */
    enum Health {
        HEALTHY,
        /** Still serving, but something is wrong. */
        DEGRADED,
        /** Not able to do its job; answered with 503. */
        UNHEALTHY
    }

    Health health();

    /** What is wrong while it still serves, in words; empty when nothing is. */
    List<String> warnings();

    /** Why the gateway is not ready, besides missing nodes; empty when it is. */
    List<String> notReady();
}
