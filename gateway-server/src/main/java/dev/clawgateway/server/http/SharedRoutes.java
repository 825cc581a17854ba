package dev.clawgateway.server.http;

import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.http.RouteAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that belong to no dialect. */
public final class SharedRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SharedRoutes.class);

    private final SharedEndpoints shared;
    private final MetricsPage metrics;
    private final Callers callers;
    private final Executor slow;
    private final Family root;

    /**
     * The routes.
     *
     * @param callers finds out who asks for the metrics
     * @param slow runs what takes too long for an event loop
     */
    public SharedRoutes(
            SharedEndpoints shared,
            MetricsPage metrics,
            Callers callers,
            Executor slow,
            Family root) {
        this.shared = shared;
        this.metrics = metrics;
        this.callers = callers;
        this.slow = slow;
        this.root = root;
    }

    public List<Route> all() {
        return List.of(
                Route.get("/", "about", root, shared::root),
                Route.get("/health", "health", root, shared::health),
                Route.get("/ready", "ready", root, shared::ready),
                Route.get("/metrics", "metrics", root, this::metrics));
    }

    private void metrics(Exchange exchange) {
        callers.identify(
                exchange,
                Callers.Claim.somebody(OpenDialects.METRICS),
                root.errors(),
                _ -> slow.execute(() -> exchange.answer(scrape(exchange))));
    }

    private RouteAnswer scrape(Exchange exchange) {
        try {
            MetricsPage.Scrape page = metrics.scrape(exchange.header("Accept"));
            return RouteAnswer.of(
                    200, page.contentType(), page.text().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the metrics could not be written");
            return root.errors().error(500, "the metrics could not be written", exchange.path());
        }
    }
}
