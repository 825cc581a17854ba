package dev.clawgateway.server.http;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
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

    private static final Callers.Claim CLAIM = Callers.Claim.somebody(OpenDialects.METRICS);
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final SharedEndpoints shared;
    private final MetricsPage metrics;
    private final GatewayOperations operations;
    private final Callers callers;
    private final Executor slow;
    private final Family root;

    /**
     * The routes.
     *
     * @param operations say who may have the metrics
     * @param callers finds out who asks for the metrics
     * @param slow runs what takes too long for an event loop
     */
    public SharedRoutes(
            SharedEndpoints shared,
            MetricsPage metrics,
            GatewayOperations operations,
            Callers callers,
            Executor slow,
            Family root) {
        this.shared = shared;
        this.metrics = metrics;
        this.operations = operations;
        this.callers = callers;
        this.slow = slow;
        this.root = root;
    }

    /** For those who ask how the gateway is, and never show anything. */
    public List<Route> probes() {
        return List.of(
                Route.get("/", "about", root, shared::root),
                Route.get("/health", "health", root, shared::health),
                Route.get("/ready", "ready", root, shared::ready));
    }

    public Route metrics() {
        return Route.get("/metrics", "metrics", root, this::metrics);
    }

    /** Where they are open to everybody, a credential makes nobody less than that. */
    private void metrics(Exchange exchange) {
        Caller guest = callers.guest(exchange, CLAIM);
        if (guest != null) {
            callers.atItsPace(exchange, guest, root.errors(), () -> ask(exchange, guest));
        } else {
            callers.identify(exchange, CLAIM, root.errors(), caller -> ask(exchange, caller));
        }
    }

    private void ask(Exchange exchange, Caller caller) {
        operations.metrics(caller, answer -> answer(exchange, answer));
    }

    private void answer(Exchange exchange, Answer<Boolean> answer) {
        switch (answer) {
            case Answer.Given<Boolean> _ -> slow.execute(() -> exchange.answer(scrape(exchange)));
            case Answer.Refused<Boolean>(ErrorCode code, String detail) ->
                    exchange.answer(
                            root.errors()
                                    .error(
                                            code == ErrorCode.PERMISSION_DENIED
                                                    ? FORBIDDEN
                                                    : UNAVAILABLE,
                                            detail,
                                            exchange.path()));
        }
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
