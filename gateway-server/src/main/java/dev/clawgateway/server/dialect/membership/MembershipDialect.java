package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.membership.MembershipOperations;
import dev.clawgateway.control.operations.membership.MembershipWatch;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.http.Cors;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Handler;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.http.Callers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The dialect as a guest: its routes, once at the root and once below {@code /api}. */
public final class MembershipDialect implements Guest {
    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final List<String> FOLDERS = List.of("/cluster", "/api/cluster");

    private final boolean enabled;
    private final MembershipWatch watch;
    private final RequestRate rate;
    private final MembershipReplies replies;
    private final MemberHandlers members;
    private final CoordinatorHandlers coordinator;
    private final Handler health;
    private final Family family;

    /**
     * What the dialect needs of the house.
     *
     * @param callers finds out who asks
     * @param slow runs what takes its time
     * @param ids of members that bring none
     * @param connections open now
     * @param health answers {@code /api/health}
     */
    public record Ports(
            Callers callers,
            Time time,
            Executor slow,
            Supplier<UUID> ids,
            IntSupplier connections,
            OwnUsage usage,
            Handler health) {}

    /** The dialect over a registry. */
    public MembershipDialect(
            MembershipSetup setup,
            MembershipOperations operations,
            MembershipWatch watch,
            Ports ports) {
        this.watch = watch;
        enabled = setup.registry().enabled();
        family =
                new Family(
                        "membership",
                        List.of("/cluster", "/api/cluster", "/api/health"),
                        new MembershipErrors(),
                        new Cors(
                                setup.corsOrigins(),
                                List.of("GET", "HEAD", "POST", "PATCH", "DELETE"),
                                List.of("content-type", "authorization")));
        health = ports.health();
        rate = new RequestRate(ports.time());
        replies = new MembershipReplies(ports.slow(), rate);
        MemberCallers callers = new MemberCallers(ports.callers());
        members = new MemberHandlers(operations, replies, callers, ports.ids());
        coordinator =
                new CoordinatorHandlers(
                        operations, replies, callers, rate, ports.connections(), ports.usage());
    }

    @Override
    public String name() {
        return "membership";
    }

    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/api/health", "health", family, health));
        for (String folder : FOLDERS) {
            add(routes, "POST", folder + "/register", Operation.REGISTER_MEMBER, members::register);
            add(
                    routes,
                    "POST",
                    folder + "/heartbeat/{id}",
                    Operation.HEAR_MEMBER,
                    members::heartbeat);
            add(routes, "GET", folder + "/nodes", Operation.LIST_MEMBERS, members::list);
            add(routes, "GET", folder + "/nodes/{id}", Operation.SHOW_MEMBER, members::show);
            add(
                    routes,
                    "PATCH",
                    folder + "/nodes/{id}/enable",
                    Operation.ENABLE_MEMBER,
                    members::enable);
            add(
                    routes,
                    "PATCH",
                    folder + "/nodes/{id}/disable",
                    Operation.DISABLE_MEMBER,
                    members::disable);
            add(routes, "DELETE", folder + "/nodes/{id}", Operation.REMOVE_MEMBER, members::remove);
            add(routes, "GET", folder + "/status", Operation.SHOW_STANDING, coordinator::status);
            add(
                    routes,
                    "GET",
                    folder + "/health",
                    Operation.SHOW_MEMBERS_HEALTH,
                    coordinator::health);
            add(
                    routes,
                    "POST",
                    folder + "/enable-serving",
                    Operation.SET_MEMBER_SERVING,
                    coordinator::enableServing);
            add(
                    routes,
                    "POST",
                    folder + "/disable-serving",
                    Operation.SET_MEMBER_SERVING,
                    coordinator::disableServing);
            add(
                    routes,
                    "GET",
                    folder + "/service-status",
                    Operation.SHOW_STANDING,
                    coordinator::serviceStatus);
        }
        return routes;
    }

    private void add(
            List<Route> routes,
            String method,
            String template,
            Operation operation,
            Handler handler) {
        routes.add(
                new Route(
                        method,
                        template,
                        operation.text(),
                        family,
                        MAX_BODY_BYTES,
                        enabled ? handler : this::switchedOff));
    }

    private void switchedOff(Exchange exchange) {
        replies.answer(
                exchange,
                MembershipErrors.refusal(
                        ErrorCode.OVERLOADED,
                        "membership is switched off; membership.enabled in the configuration says"
                                + " so"));
    }

    @Override
    public List<Figure> figures() {
        return enabled ? MembershipFigures.of(watch) : List.of();
    }

    @Override
    public void look() {
        if (enabled) {
            watch.look();
            rate.look();
        }
    }

    @Override
    public List<String> warnings() {
        return watch.massSilence() == null
                ? List.of()
                : List.of("many members of the membership registry fell silent together");
    }
}
