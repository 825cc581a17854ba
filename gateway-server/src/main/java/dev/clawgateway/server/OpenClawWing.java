package dev.clawgateway.server;

import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.leadership.Leadership;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.Reconfiguration;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import dev.clawgateway.server.api.LateApi;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.openclaw.OpenClaw;
import dev.clawgateway.server.dialect.openclaw.agent.AgentPace;
import dev.clawgateway.server.dialect.openclaw.agent.AgentServices;
import dev.clawgateway.server.dialect.openclaw.agent.OutputTails;
import dev.clawgateway.server.dialect.openclaw.fleet.OpenClawFleet;
import dev.clawgateway.server.dialect.openclaw.gateway.GatewayNews;
import dev.clawgateway.server.dialect.openclaw.handshake.Phase;
import dev.clawgateway.server.dialect.openclaw.pairing.OpenClawPairing;
import dev.clawgateway.server.dialect.openclaw.presence.GatewayIdentity;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.http.InnerApi;
import dev.clawgateway.server.reload.Difference;
import dev.clawgateway.server.reload.OrderedReload;
import dev.clawgateway.server.reload.Reload;
import dev.clawgateway.server.reload.ReloadObserver;
import dev.clawgateway.server.reload.ReloadResult;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Where OpenClaw clients come in: the dialect, over what the house has. */
final class OpenClawWing {
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(10);

    private final OpenClaw openclaw;
    private final LateApi api = new LateApi();
    private final WaysIn ways;
    private volatile NetSettings net;

    /**
     * A wing.
     *
     * @param operations everything that can be done and asked
     * @param invocations what nodes were asked
     * @param first which listeners there are stays as these say
     * @param phase of the gateway
     */
    OpenClawWing(
            Guests.House house,
            Reception.Lines lines,
            Operations operations,
            PendingInvocations invocations,
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
                                news(house, lines, operations.gateway(), first),
                                new OpenClawPairing.Needs(
                                        house.pairing(),
                                        house.doors().tokens(),
                                        house.runtime().time(),
                                        house.runtime().ids(),
                                        house.runtime().serial("openclaw-pairing")),
                                fleet(house, lines, operations, invocations)));
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
                house.instruments().log().recent(),
                new GatewayIdentity(
                        first.host(),
                        null,
                        first.openclaw().version(),
                        house.instruments().usage().platform()),
                () -> net.outbound(),
                lines.traffic(),
                runtime.timers(),
                runtime.time(),
                runtime.queries(),
                runtime.serial("openclaw"));
    }

    private OpenClawFleet.Needs fleet(
            Guests.House house,
            Reception.Lines lines,
            Operations operations,
            PendingInvocations invocations) {
        return new OpenClawFleet.Needs(
                new AgentServices(
                        operations.sessions(),
                        lines.links(),
                        invocations,
                        lines.telemetry(),
                        lines.logs(),
                        new OutputTails(),
                        node -> expected(house.view(), node),
                        AgentPace.DEFAULT,
                        lines.traffic(),
                        house.runtime().ids(),
                        house.runtime().time()),
                operations.nodes(),
                operations.invocations(),
                house.pairing().operations(),
                house.pairing().known(),
                house.pairing().sightings(),
                house.following().events(),
                house.view()::lineage,
                api);
    }

    /** In an order that is the same each time. */
    private static List<AttemptName> expected(ClusterView view, NodeId node) {
        return view.holdingsOn(node).keySet().stream()
                .map(view::workload)
                .filter(Objects::nonNull)
                .map(held -> new AttemptName(held.id(), held.attempt()))
                .sorted(Comparator.comparing(AttemptName::text))
                .toList();
    }

    /** The API is there: one of the guests can be asked from within. */
    void found(List<Guest> guests) {
        for (Guest guest : guests) {
            if (guest instanceof InnerApi found) {
                api.made(found);
            }
        }
    }

    /** How long between two ticks stays as it was at first. */
    private void repeatTicks(Guests.House house, GatewaySettings first) {
        house.runtime()
                .repeat("openclaw-tick", first.openclaw().times().tick(), openclaw.news()::tick);
        house.runtime().repeat("openclaw-devices", LOOK_PAUSE, openclaw::look);
    }

    /** For Prometheus. */
    List<Figure> figures() {
        return openclaw.news().figures();
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
