package dev.clawgateway.server.dialect.openclaw.pairing;

import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.dialect.openclaw.session.ClientListener;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.time.Duration;

/** Notes which devices are here: as they come and go, and looked at again and again meanwhile. */
public final class DevicesSeen implements ClientListener {
    private final Clients clients;
    private final KnownDevices known;
    private final DeviceSightings sightings;
    private final Time time;

    DevicesSeen(Clients clients, KnownDevices known, DeviceSightings sightings, Time time) {
        this.clients = clients;
        this.known = known;
        this.sightings = sightings;
        this.time = time;
    }

    @Override
    public void joined(OpenClawClient client) {
        note(client);
    }

    @Override
    public void left(OpenClawClient client) {
        note(client);
    }

    /** A duty: walks all clients. */
    public void look() {
        clients.all().forEach(this::note);
    }

    /** By the last sign of life. One that was removed meanwhile is nobody's concern. */
    private void note(OpenClawClient client) {
        String device = client.deviceId();
        if (device != null && known.device(device) != null) {
            long silent = time.nanos() - client.session().lastHeardNanos();
            sightings.seen(device, time.now().minus(Duration.ofNanos(Math.max(0, silent))));
        }
    }
}
