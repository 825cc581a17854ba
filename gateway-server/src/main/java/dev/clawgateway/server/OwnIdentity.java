package dev.clawgateway.server;

import dev.clawgateway.control.operations.membership.OwnFacts;
import dev.clawgateway.server.health.HealthSource;
import java.util.function.Supplier;

/** What is listed of the gateway itself. */
record OwnIdentity(Supplier<String> address, String version, HealthSource health)
        implements OwnFacts {
    @Override
    public String url() {
        return address.get();
    }

    @Override
    public boolean healthy() {
        return health.health() != HealthSource.Health.UNHEALTHY;
    }
}
