package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.control.operations.membership.UrlProbe;
import dev.clawgateway.core.time.Time;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks members by HTTP: how long until the head of any answer is there. Follows no redirect, which
 * could lead anywhere, and reads no body.
 */
public final class HttpProbe implements UrlProbe {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String PATH = "/api/health";
    private static final double NANOS_PER_MILLI = 1e6;

    private final HttpClient client;
    private final Time time;

    public HttpProbe(Executor executor, Time time) {
        this.time = time;
        client =
                HttpClient.newBuilder()
                        .executor(executor)
                        .connectTimeout(LIMIT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build();
    }

    @Override
    public void ask(String url, Consumer<@Nullable Double> answered) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(target(url)).timeout(LIMIT).GET().build();
        } catch (IllegalArgumentException | URISyntaxException _) {
            answered.accept(null);
            return;
        }
        long before = time.nanos();
        var _ =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher())
                        .whenComplete((response, _) -> {
                            long took = time.nanos() - before;
                            answered.accept(response == null ? null : took / NANOS_PER_MILLI);
                            if (response != null) {
                                response.body().subscribe(new Unread());
                            }
                        });
    }

    static URI target(String url) throws URISyntaxException {
        URI uri = new URI(url);
        String path = uri.getPath() == null ? "" : uri.getPath();
        String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new URI(
                uri.getScheme(), null, uri.getHost(), uri.getPort(), base + PATH, null, null);
    }

    /** Whoever answers may answer for ever. */
    private static final class Unread implements Flow.Subscriber<List<ByteBuffer>> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
