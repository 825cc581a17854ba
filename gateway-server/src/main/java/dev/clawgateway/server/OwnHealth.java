package dev.clawgateway.server;

import dev.clawgateway.control.leadership.Leadership;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.membership.MembershipAnswer.Memory;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.membership.OwnUsage;
import dev.clawgateway.server.health.HealthMonitor;
import dev.clawgateway.server.health.HealthSource;
import dev.clawgateway.server.health.HealthStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code /health} and {@code /ready} are told of this gateway. */
record OwnHealth(
        Leadership leadership,
        BooleanSupplier stopping,
        Supplier<List<Guest>> guests,
        Supplier<@Nullable MassAbsence> massSilence,
        Supplier<FleetTotals> totals,
        Supplier<List<String>> others)
        implements HealthSource {
    /** Looks at it; there are no channels. */
    static HealthMonitor watched(
            HealthSource health, IntSupplier sessions, OwnUsage usage, Time time) {
        return new HealthMonitor(
                health,
                List::of,
                sessions,
                () -> {
                    Memory heap = usage.memory();
                    return new HealthStatus.Memory(heap.used(), heap.total());
                },
                time);
    }

    @Override
    public Health health() {
        if (!leadership.healthy() || leadership.storeFull()) {
            return Health.UNHEALTHY;
        }
        return warnings().isEmpty() ? Health.HEALTHY : Health.DEGRADED;
    }

    @Override
    public List<String> warnings() {
        return Stream.of(
                        ofStore(),
                        others.get().stream(),
                        ofSilence(),
                        strange(totals.get().strange()).stream(),
                        guests.get().stream().map(Guest::warnings).flatMap(List::stream))
                .flatMap(warnings -> warnings)
                .toList();
    }

    private Stream<String> ofSilence() {
        MassAbsence absence = massSilence.get();
        return absence == null ? Stream.of() : Stream.of(words(absence));
    }

    private static String words(MassAbsence absence) {
        return absence.text()
                + (absence.waiting()
                        ? ", and no work is given up: is this gateway's network well?"
                        : ", and their work is given up");
    }

    private Stream<String> ofStore() {
        if (leadership.storeFailed()) {
            return Stream.of(
                    "the store has failed: nothing is stored or decided until the gateway is"
                            + " started anew; reads and sessions go on");
        }
        return leadership.storeFull() ? Stream.of("the disk of the store is full") : Stream.empty();
    }

    /** That this may be the wrong data folder. */
    private static List<String> strange(FleetTotals.Strange strange) {
        List<String> warnings = new ArrayList<>();
        if (strange.adoptedWorkloads() > 0) {
            warnings.add(
                    strange.adoptedWorkloads()
                            + " adopted workloads run: nodes ran them, and this gateway did not"
                            + " know");
        }
        if (strange.heldAttempts() > 0) {
            warnings.add(strange.heldAttempts() + " attempts run that this gateway does not know");
        }
        if (strange.holdingDifferences() > 0) {
            warnings.add(
                    strange.holdingDifferences()
                            + " times something else is held than is known to be: a fault of this"
                            + " gateway");
        }
        strange.otherFleets()
                .forEach(fleet -> warnings.add("nodes are here that knew fleet " + fleet));
        return warnings;
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
