package dev.clawgateway.server;

import dev.clawgateway.control.leadership.Leadership;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.http.HealthSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What {@code /health} and {@code /ready} are told of this gateway. */
record OwnHealth(Leadership leadership, BooleanSupplier stopping, Supplier<List<Guest>> guests)
        implements HealthSource {
    @Override
    public Health health() {
        if (!leadership.healthy() || leadership.storeFull()) {
            return Health.UNHEALTHY;
        }
        return warnings().isEmpty() ? Health.HEALTHY : Health.DEGRADED;
    }

    @Override
    public List<String> warnings() {
        return guests.get().stream().map(Guest::warnings).flatMap(List::stream).toList();
    }

    @Override
    public List<String> notReady() {
        if (stopping.getAsBoolean()) {
            return List.of("the gateway is shutting down");
        } else if (leadership.storeFull()) {
            return List.of("the disk of the store is full");
        } else if (!leadership.healthy()) {
            return List.of("the store has failed");
        }
        return leadership.leads() ? List.of() : List.of("no leader");
    }
}
