package dev.clawgateway.server.dialect.openclaw.pairing;

import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.control.operations.access.Pairing;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.dialect.openclaw.broadcast.Broadcaster;
import dev.clawgateway.server.dialect.openclaw.handshake.Pairings;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Devices in this dialect, put together. */
public final class OpenClawPairing {
    private final Pairings pairings;
    private final List<MethodEntry> entries = new ArrayList<>();
    private final DevicesSeen seen;

    /**
     * What it takes.
     *
     * @param pairing all about devices
     * @param tokens reads those to join by; null where there are none
     * @param ids for what is told of
     * @param telling runs one after the other what walks all clients
     */
    public record Needs(
            Pairing pairing,
            @Nullable Tokens tokens,
            Time time,
            Supplier<UUID> ids,
            Executor telling) {}

    /** Over what it takes; from now on it tells of devices. */
    public OpenClawPairing(Clients clients, Broadcaster broadcaster, Needs needs) {
        Pairing pairing = needs.pairing();
        pairings =
                new DevicePairings(
                        pairing.admission(), needs.tokens(), pairing.sightings(), needs.time());
        seen = new DevicesSeen(clients, pairing.known(), pairing.sightings(), needs.time());
        entries.addAll(
                new DevicePairMethods(pairing.operations(), clients, pairing.sightings())
                        .entries());
        entries.addAll(
                new NodePairMethods(
                                pairing.operations(), pairing.pending(), pairing.known(), clients)
                        .entries());
        pairing.feed()
                .add(
                        new PairingTold(
                                broadcaster, clients, needs.time(), needs.ids(), needs.telling()));
    }

    /** How devices come in. */
    public Pairings pairings() {
        return pairings;
    }

    /** Is told who comes and goes, and looks again and again. */
    public DevicesSeen seen() {
        return seen;
    }

    /** What can be asked. */
    public List<MethodEntry> entries() {
        return List.copyOf(entries);
    }
}
