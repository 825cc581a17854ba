package dev.clawgateway.server;

import dev.clawgateway.control.invocations.InvocationLimits;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.net.Entrance;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.http.Router;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.dialect.claw.ClawDialect;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import dev.clawgateway.server.dialect.openclaw.gateway.LiveRoutes;
import dev.clawgateway.server.dialect.openclaw.handshake.Phase;
import dev.clawgateway.server.http.OpenDialects;
import dev.clawgateway.server.http.SharedEndpoints;
import dev.clawgateway.server.http.SharedRoutes;
import dev.clawgateway.server.reload.Reload;
import dev.clawgateway.server.reload.ReloadObserver;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What those who connect find: by which entrance they come in, and what is spoken there. */
final class Reception {
    private final Guests.House house;
    private final Lines lines;
    private final Supplier<GatewaySettings> settings;
    private final SharedEndpoints shared;
    private final PendingInvocations invocations;
    private final MeshNetwork mesh;
    private final Operations operations;
    private final OpenClawWing openclaw;
    private final Supplier<Phase> phase;

    /** What nodes are reached by, and what they say goes to. */
    record Lines(
            Links links,
            Telemetry telemetry,
            WorkloadLogs logs,
            TrafficCounters traffic,
            Paces paces) {}

    /**
     * A reception.
     *
     * @param settings as they are now; which entrances there are stays as it is at first
     * @param phase of the gateway
     */
    Reception(
            Guests.House house,
            Lines lines,
            Supplier<GatewaySettings> settings,
            SharedEndpoints shared,
            Supplier<Phase> phase) {
        this.house = house;
        this.lines = lines;
        this.settings = settings;
        this.shared = shared;
        this.phase = phase;
        GatewayRuntime runtime = house.runtime();
        invocations =
                new PendingInvocations(
                        lines.links(), runtime.timers(), runtime.ids(), InvocationLimits.DEFAULT);
        mesh = new MeshNetwork(settings.get().mesh(), runtime.serial("mesh"), runtime.time());
        operations =
                Operations.create(
                        house.desk(),
                        new Operations.Cluster(
                                house.view(),
                                () -> settings.get().core().undeclaredClusters(),
                                () -> settings.get().workspaces()),
                        new Operations.Nodes(
                                lines.links(), invocations, lines.telemetry(), lines.logs(), mesh),
                        runtime.time(),
                        runtime.ids());
        openclaw = new OpenClawWing(house, lines, operations, invocations, settings.get(), phase);
    }

    /** Everything that can be done and asked, whatever way in. */
    Operations operations() {
        return operations;
    }

    List<Entrance> entrances(List<Guest> guests) {
        openclaw.found(guests);
        ClawDialect claw = claw();
        GatewaySettings now = settings.get();
        return now.ways().all(now.net()).stream()
                .map(way ->
                        new Entrance(
                                way.name(),
                                way.bind(),
                                way.group(),
                                spoken(way.served(), claw),
                                new Router(
                                        house.families().root(),
                                        List.of(house.families().api()),
                                        routes(way.served(), guests),
                                        house.instruments().requests())))
                .toList();
    }

    /** In this order: claw clients speak first, and are known by that. */
    private List<Dialect> spoken(Set<String> served, ClawDialect claw) {
        List<Dialect> spoken = new ArrayList<>();
        if (served.contains(WaysIn.CLAW)) {
            spoken.add(claw);
        }
        if (served.contains(WaysIn.OPENCLAW)) {
            spoken.add(openclaw.dialect());
        }
        return spoken;
    }

    /** The gateway stops: those who can be told are told before anything else is done about it. */
    void leaving() {
        openclaw.leaving();
    }

    /** For Prometheus. */
    List<Figure> figures() {
        return openclaw.figures();
    }

    /** Tells of reloads. */
    ReloadObserver reloads(Reload reload) {
        return openclaw.reloads(reload);
    }

    /** Goes by other settings from now on. By one thread at a time. */
    void apply(GatewaySettings next) {
        openclaw.apply(next);
    }

    /**
     * What can be asked over HTTP.
     *
     * @param served out of {@link WaysIn#DIALECTS}
     */
    List<Route> routes(Set<String> served, List<Guest> guests) {
        GatewayRuntime runtime = house.runtime();
        SharedRoutes own =
                new SharedRoutes(
                        shared,
                        house.instruments().meters(),
                        new GatewayOperations(house.desk(), house.view(), runtime.time()),
                        house.callers(),
                        runtime.queries(),
                        house.families().root());
        List<Route> routes =
                new ArrayList<>(
                        served.equals(Set.of(WaysIn.OPENCLAW))
                                ? new LiveRoutes(
                                                shared,
                                                phase,
                                                settings.get().version(),
                                                house.families().root())
                                        .routes()
                                : own.probes());
        if (served.contains(OpenDialects.METRICS)) {
            routes.add(own.metrics());
        }
        guests.stream()
                .filter(guest -> served.contains(WaysIn.dialectOf(guest.name())))
                .forEach(guest -> routes.addAll(guest.routes()));
        return routes;
    }

    private ClawDialect claw() {
        return ClawDialect.create(
                () -> settings.get().claw(),
                new ClawDialect.Entry(
                        house.doors().authenticator(), operations, this::fleet, lines.paces()),
                new ClawDialect.Signals(
                        lines.telemetry(), lines.logs(), lines.links(), invocations),
                mesh,
                lines.traffic(),
                house.runtime().time());
    }

    private @Nullable String fleet() {
        FleetId fleet = house.view().fleet();
        return fleet == null ? null : fleet.toString();
    }
}
