package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.control.operations.discovery.DiscoveryWatch;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Handler;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.dialect.Guest;
import java.util.List;
import java.util.concurrent.Executor;

/** The dialect as a guest: its routes at the root, and one for operators. */
public final class DiscoveryDialect implements Guest {
    private static final int MAX_REGISTRATION_BYTES = 64 << 10;
    private static final int MAX_BODY_BYTES = 4 << 10;

    private final DiscoveryWatch watch;
    private final DiscoveryFigures figures;
    private final DiscoveryRequests requests;
    private final OperatorRequests operator;
    private final Family root;
    private final Family api;

    /**
     * The dialect over its operations.
     *
     * @param slow writes answers, which may be as long as the registry
     * @param root the family of paths at the root
     * @param api the family of what operators use
     */
    public DiscoveryDialect(
            DiscoverySettings settings,
            DiscoveryOperations operations,
            DiscoveryWatch watch,
            Executor slow,
            Family root,
            Family api) {
        this.watch = watch;
        this.root = root;
        this.api = api;
        figures = new DiscoveryFigures(watch);
        requests = new DiscoveryRequests(settings, operations, watch, figures, slow, root.errors());
        operator = new OperatorRequests(operations, slow, api.errors());
    }

    @Override
    public String name() {
        return "discovery";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                post("/register", "discovery.register", MAX_REGISTRATION_BYTES, requests::register),
                Route.get("/nodes", "discovery.list", root, requests::nodes),
                Route.get("/leader", "discovery.leader", root, requests::leader),
                post("/leader", "discovery.post-leader", MAX_BODY_BYTES, requests::postLeader),
                post("/heartbeat", "discovery.heartbeat", MAX_BODY_BYTES, requests::heartbeat),
                post("/remove", "discovery.remove", MAX_BODY_BYTES, requests::remove),
                Route.get("/stats", "discovery.stats", root, requests::stats),
                new Route(
                        "POST",
                        "/api/v1/discovery/reset",
                        "discovery.reset",
                        api,
                        MAX_BODY_BYTES,
                        operator::reset));
    }

    private Route post(String path, String operation, int maxBodyBytes, Handler handler) {
        return new Route("POST", path, operation, root, maxBodyBytes, handler);
    }

    @Override
    public List<Figure> figures() {
        return figures.all();
    }

    @Override
    public void look() {
        watch.look();
    }

    @Override
    public List<String> warnings() {
        return watch.warnings();
    }
}
