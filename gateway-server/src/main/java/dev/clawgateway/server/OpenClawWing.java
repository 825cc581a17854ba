package dev.clawgateway.server;

import dev.clawgateway.control.leadership.Leadership;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.server.dialect.openclaw.OpenClaw;
import dev.clawgateway.server.dialect.openclaw.handshake.Phase;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import java.util.function.Supplier;

/** Where OpenClaw clients come in: the dialect, over what the house has. */
final class OpenClawWing {
    private final OpenClaw openclaw;
    private final WaysIn ways;
    private volatile MessageLimits messages;

    /**
     * A wing.
     *
     * @param first which listeners there are stays as these say
     * @param phase of the gateway
     */
    OpenClawWing(
            Guests.House house,
            Reception.Lines lines,
            GatewaySettings first,
            Supplier<Phase> phase) {
        ways = first.ways();
        messages = first.net().messages();
        openclaw =
                OpenClaw.create(
                        here(first),
                        new OpenClaw.Needs(
                                house.doors().authenticator(),
                                () -> messages,
                                phase,
                                lines.paces(),
                                lines.traffic(),
                                house.runtime().time(),
                                house.runtime().ids()));
    }

    /** Of a gateway that stops, or not. */
    static Phase phase(boolean stopping, Leadership leadership) {
        return stopping ? Phase.STOPPING : leadership.leads() ? Phase.SERVING : Phase.STARTING;
    }

    private OpenClawSettings here(GatewaySettings settings) {
        return settings.openclaw().on(ways.openclaw(true));
    }

    Dialect dialect() {
        return openclaw.dialect();
    }

    /** Goes by other settings from now on. By one thread at a time. */
    void apply(GatewaySettings next) {
        messages = next.net().messages();
        openclaw.apply(here(next));
    }
}
