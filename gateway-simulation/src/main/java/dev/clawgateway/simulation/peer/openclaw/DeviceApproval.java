package dev.clawgateway.simulation.peer.openclaw;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import java.time.Duration;

/** Somebody at the gateway approves a device by the API, and waits for no answer. */
final class DeviceApproval implements PlainListener {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String request;
    private final PlainConnection connection;

    DeviceApproval(PeerWorld world, SimulatedProcess process, String request) {
        this.request = request;
        connection = world.network().raw(process, this);
        process.after(PATIENCE, connection::abort);
    }

    @Override
    public void opened(PlainConnection opened) {
        String text =
                "POST /api/v1/access/device-requests/"
                        + request
                        + "/approve HTTP/1.1\r\nHost: gateway:8080\r\nConnection: close\r\n"
                        + "Content-Length: 0\r\n\r\n";
        connection.sendRaw(text.getBytes(US_ASCII));
    }

    @Override
    public void closed(int code, String reason) {
        // Whether it was done shows when the device comes again.
    }
}
