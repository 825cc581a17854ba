package dev.clawgateway.server.dialect.membership;

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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;

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
     * @param slow runs what takes its time
     * @param connections open now
     * @param health answers {@code /api/health}
     */
    public record Ports(Time time, Executor slow, IntSupplier connections, Handler health) {}

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
        members = new MemberHandlers(operations, replies, UUID::randomUUID);
        coordinator = new CoordinatorHandlers(operations, replies, rate, ports.connections());
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
            add(routes, "POST", folder + "/register", "members.register", members::register);
            add(routes, "POST", folder + "/heartbeat/{id}", "members.hear", members::heartbeat);
            add(routes, "GET", folder + "/nodes", "members.list", members::list);
            add(routes, "GET", folder + "/nodes/{id}", "members.show", members::show);
            add(routes, "PATCH", folder + "/nodes/{id}/enable", "members.enable", members::enable);
            add(
                    routes,
                    "PATCH",
                    folder + "/nodes/{id}/disable",
                    "members.disable",
                    members::disable);
            add(routes, "DELETE", folder + "/nodes/{id}", "members.remove", members::remove);
            add(routes, "GET", folder + "/status", "members.standing", coordinator::status);
            add(routes, "GET", folder + "/health", "members.health", coordinator::health);
            add(
                    routes,
                    "POST",
                    folder + "/enable-serving",
                    "members.set_serving",
                    coordinator::enableServing);
            add(
                    routes,
                    "POST",
                    folder + "/disable-serving",
                    "members.set_serving",
                    coordinator::disableServing);
            add(
                    routes,
                    "GET",
                    folder + "/service-status",
                    "members.standing",
                    coordinator::serviceStatus);
        }
        return routes;
    }

    private void add(
            List<Route> routes, String method, String template, String operation, Handler handler) {
        routes.add(
                new Route(
                        method,
                        template,
                        operation,
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
