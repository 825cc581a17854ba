package dev.clawgateway.server;

import dev.clawgateway.control.leadership.Leadership;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.Reconfiguration;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.server.dialect.openclaw.OpenClaw;
import dev.clawgateway.server.dialect.openclaw.gateway.GatewayNews;
import dev.clawgateway.server.dialect.openclaw.handshake.Phase;
import dev.clawgateway.server.dialect.openclaw.pairing.OpenClawPairing;
import dev.clawgateway.server.dialect.openclaw.presence.GatewayIdentity;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.logging.Logging;
import dev.clawgateway.server.reload.Difference;
import dev.clawgateway.server.reload.OrderedReload;
import dev.clawgateway.server.reload.Reload;
import dev.clawgateway.server.reload.ReloadObserver;
import dev.clawgateway.server.reload.ReloadResult;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.util.Locale;
import java.util.function.Supplier;

/** Where OpenClaw clients come in: the dialect, over what the house has. */
final class OpenClawWing {
    private final OpenClaw openclaw;
    private final WaysIn ways;
    private volatile NetSettings net;

    /**
     * A wing.
     *
     * @param gateway what can be asked of it
     * @param first which listeners there are stays as these say
     * @param phase of the gateway
     */
    OpenClawWing(
            Guests.House house,
            Reception.Lines lines,
            GatewayOperations gateway,
            GatewaySettings first,
            Supplier<Phase> phase) {
        ways = first.ways();
        net = first.net();
        openclaw =
                OpenClaw.create(
                        here(first),
                        new OpenClaw.Needs(
                                house.doors().authenticator(),
                                () -> net.messages(),
                                phase,
                                lines.paces(),
                                lines.traffic(),
                                house.runtime().time(),
                                house.runtime().ids(),
                                news(house, lines, gateway, first),
                                new OpenClawPairing.Needs(
                                        house.pairing(),
                                        house.doors().tokens(),
                                        house.runtime().time(),
                                        house.runtime().ids())));
        repeatTicks(house, first);
    }

    private GatewayNews.Needs news(
            Guests.House house,
            Reception.Lines lines,
            GatewayOperations gateway,
            GatewaySettings first) {
        GatewayRuntime runtime = house.runtime();
        Reconfiguration reload = house.reload();
        return new GatewayNews.Needs(
                gateway,
                reload == null
                        ? null
                        : new ConfigurationOperations(house.desk(), reload, runtime.queries()),
                house.self().monitor(),
                Logging.recent(),
                new GatewayIdentity(
                        first.host(),
                        null,
                        first.openclaw().version(),
                        System.getProperty("os.name").toLowerCase(Locale.ROOT)),
                () -> net.outbound(),
                lines.traffic(),
                runtime.timers(),
                runtime.time(),
                runtime.queries(),
                runtime.serial("openclaw"));
    }

    /** How long between two ticks stays as it was at first. */
    private void repeatTicks(Guests.House house, GatewaySettings first) {
        house.runtime()
                .repeat("openclaw-tick", first.openclaw().times().tick(), openclaw.news()::tick);
    }

    /** The gateway stops: whoever is there is told first. */
    void leaving() {
        openclaw.news().stopping();
    }

    /** Tells of reloads. */
    ReloadObserver reloads(Reload reload) {
        return new ReloadObserver() {
            @Override
            public void begins() {}

            @Override
            public void ended(ReloadResult result) {
                if (result instanceof ReloadResult.Applied good) {
                    openclaw.news()
                            .configurationChanged(
                                    new OrderedReload(reload, _ -> {}).inForce(),
                                    good.waiting().stream().map(Difference::key).toList());
                }
            }
        };
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
        net = next.net();
        openclaw.apply(here(next));
    }
}
