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
        note(client, 0);
    }

    @Override
    public void left(OpenClawClient client) {
        heard(client);
    }

    /** A duty: walks all clients. */
    public void look() {
        clients.all().forEach(this::heard);
    }

    private void heard(OpenClawClient client) {
        note(client, Math.max(0, time.nanos() - client.session().lastHeardNanos()));
    }

    /** One that was removed meanwhile is nobody's concern. */
    private void note(OpenClawClient client, long silentNanos) {
        String device = client.deviceId();
        if (device != null && known.device(device) != null) {
            sightings.seen(device, time.now().minus(Duration.ofNanos(silentNanos)));
        }
    }
}
