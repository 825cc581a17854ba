package dev.clawgateway.server.http;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.HttpApi;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each request to what answers its path. Unknown paths get their family's error. */
public final class HttpRoutes implements HttpApi {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRoutes.class);

    private final SharedEndpoints shared;
    private final MetricsPage metrics;
    private final Executor slow;
    private final Time time;

    /**
     * The routes.
     *
     * @param slow runs what takes too long for an event loop
     */
    public HttpRoutes(SharedEndpoints shared, MetricsPage metrics, Executor slow, Time time) {
        this.shared = shared;
        this.metrics = metrics;
        this.slow = slow;
        this.time = time;
    }

    @Override
    public void serve(Call call, Consumer<Answer> answer) {
        boolean known =
                switch (call.path()) {
                    case "/", "/health", "/ready", "/metrics" -> true;
                    default -> false;
                };
        if (!known) {
            answer.accept(notFound(call));
        } else if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            answer.accept(wrongMethod(call));
        } else {
            switch (call.path()) {
                case "/health" -> answer.accept(shared.health(call));
                case "/ready" -> answer.accept(shared.ready());
                case "/metrics" -> slow.execute(() -> answer.accept(scrape(call)));
                default -> answer.accept(shared.root());
            }
        }
    }

    private Answer scrape(Call call) {
        try {
            MetricsPage.Scrape page = metrics.scrape(call.header("Accept"));
            return Answer.text(200, page.contentType(), page.text());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the metrics could not be written");
            return error(500, "the metrics could not be written", call);
        }
    }

    @Override
    public Answer refusal(int status, String why, String path) {
        return ErrorBody.of(status, why, path, time.now());
    }

    private Answer notFound(Call call) {
        return error(404, "Not Found", call);
    }

    private Answer wrongMethod(Call call) {
        Answer answer = error(405, "only GET and HEAD are allowed", call);
        return new Answer(
                answer.status(), answer.contentType(), answer.body(), Map.of("Allow", "GET, HEAD"));
    }

    private Answer error(int status, String detail, Call call) {
        return ErrorBody.of(status, detail, call.path(), time.now());
    }
}
