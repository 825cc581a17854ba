package dev.clawgateway.simulation.gateway;

import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.server.GatewaySettings;
import dev.clawgateway.server.WaysIn;
import dev.clawgateway.server.dialect.openclaw.session.CommandRules;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Settings of a gateway that serves OpenClaw clients on its listener, too. */
public final class OpenClawDoor {
    private static final String SECRET = "fleet-secret";
    private static final String NETWORK = "10.0.";

    /** These clients come by a path of their own; whoever else says nothing for long is no such. */
    private static final Duration SILENCE = Duration.ofHours(1);

    private OpenClawDoor() {}

    /**
     * The same with that.
     *
     * @param nodes whether nodes are approved without anybody looking, since they are near
     */
    public static GatewaySettings opened(GatewaySettings usual, boolean nodes) {
        Set<String> served = new HashSet<>(usual.ways().served());
        served.add(WaysIn.OPENCLAW);
        WaysIn ways =
                new WaysIn(
                        served, usual.ways().others(), usual.ways().open(), usual.ways().unasked());
        ApprovalRules rules =
                new ApprovalRules(
                        true,
                        true,
                        address -> nodes && address.startsWith(NETWORK),
                        false,
                        false,
                        Map.of());
        OpenClawSettings.Times times = usual.openclaw().times();
        return new GatewaySettings(
                usual.host(),
                usual.net(),
                usual.core(),
                usual.scheduler(),
                usual.inboxCommands(),
                usual.logs(),
                usual.readings(),
                usual.streams(),
                usual.claw(),
                usual.openclaw()
                        .with(SharedSecret.token(SECRET))
                        .with(
                                new OpenClawSettings.Times(
                                        times.handshake(),
                                        SILENCE,
                                        times.tick(),
                                        times.ping(),
                                        times.pong(),
                                        times.skew()))
                        .with(
                                new OpenClawSettings.Nodes(
                                        CommandRules.DEFAULT, rules, DeviceChoice.FIRST_N)),
                usual.mesh(),
                usual.guests(),
                ways,
                usual.needsNodes(),
                usual.endsWithStore(),
                usual.stop(),
                usual.workspaces());
    }
}
