package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.control.operations.discovery.DiscoveryWatch;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Handler;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.http.Callers;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The dialect as a guest: its routes at the root, and one for operators. */
public final class DiscoveryDialect implements Guest {
    private static final int MAX_REGISTRATION_BYTES = 64 << 10;
    private static final int MAX_BODY_BYTES = 4 << 10;

    private final DiscoveryWatch watch;
    private final DiscoveryFigures figures;
    private final DiscoveryRequests requests;
    private final Family root;

    /**
     * The dialect over its operations.
     *
     * @param callers finds out who asks
     * @param slow writes answers, which may be as long as the registry
     * @param root the family of paths at the root
     */
    public DiscoveryDialect(
            Supplier<DiscoverySettings> settings,
            DiscoveryOperations operations,
            DiscoveryWatch watch,
            Callers callers,
            Executor slow,
            Family root) {
        this.watch = watch;
        this.root = root;
        figures = new DiscoveryFigures(watch);
        requests =
                new DiscoveryRequests(
                        settings,
                        operations,
                        watch,
                        figures,
                        new DiscoveryReplies(root.errors(), slow),
                        new DiscoveryCallers(callers, root.errors()));
    }

    @Override
    public String name() {
        return "discovery";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                post(
                        "/register",
                        Operation.REGISTER_DISCOVERED,
                        MAX_REGISTRATION_BYTES,
                        requests::register),
                get("/nodes", Operation.LIST_DISCOVERED, requests::nodes),
                get("/leader", Operation.SHOW_DISCOVERED_LEADER, requests::leader),
                post(
                        "/leader",
                        Operation.POST_DISCOVERED_LEADER,
                        MAX_BODY_BYTES,
                        requests::postLeader),
                post("/heartbeat", Operation.HEAR_DISCOVERED, MAX_BODY_BYTES, requests::heartbeat),
                post("/remove", Operation.REMOVE_DISCOVERED, MAX_BODY_BYTES, requests::remove),
                get("/stats", Operation.COUNT_DISCOVERED, requests::stats));
    }

    private Route get(String path, Operation operation, Handler handler) {
        return Route.get(path, operation.text(), root, handler);
    }

    private Route post(String path, Operation operation, int maxBodyBytes, Handler handler) {
        return new Route("POST", path, operation.text(), root, maxBodyBytes, handler);
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
