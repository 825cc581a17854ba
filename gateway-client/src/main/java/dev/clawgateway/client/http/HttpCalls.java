package dev.clawgateway.client.http;

import dev.clawgateway.client.TlsTrouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks gateways over HTTP: the one that answered last, and when that fails the others, each once.
 * Calls wait for their answer and belong to one thread; {@link #cancel} may be called by any.
 */
public final class HttpCalls implements AutoCloseable {
    /** Longer answers are no gateway's. */
    private static final long MAX_ANSWER_BYTES = 16L << 20;

    private static final Duration MAX_HINT = Duration.ofMinutes(10);
    private static final int SERVER_ERROR = 500;

    private final HttpAddresses addresses;
    private final HttpClient client;
    private final AtomicReference<@Nullable CompletableFuture<?>> underWay =
            new AtomicReference<>();
    private int current;

    /**
     * Opens no connection yet.
     *
     * @param connectLimit how long a connection may take to come about
     */
    public HttpCalls(HttpAddresses addresses, Duration connectLimit) {
        this.addresses = addresses;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectLimit);
        if (addresses.tls() != null) {
            builder.sslContext(addresses.tls());
        }
        client = builder.build();
    }

    /**
     * Sends one request; it must be harmless to send twice, since an answer can be lost.
     *
     * @param pathAndQuery begins with a slash
     * @param body null for none
     * @param limit how long each gateway may take to answer
     * @return what was answered. An error of the gateway's own (5xx) only when no other did better
     * @throws NoAnswerException when nobody answered
     */
    public HttpAnswer call(
            String method, String pathAndQuery, byte @Nullable [] body, Duration limit)
            throws NoAnswerException, InterruptedException {
        @Nullable HttpAnswer worst = null;
        StringBuilder reasons = new StringBuilder();
        int count = addresses.gateways().size();
        for (int tried = 0; tried < count; tried++) {
            URI gateway = addresses.gateways().get(current);
            try {
                HttpAnswer answer = ask(gateway, method, pathAndQuery, body, limit);
                if (answer.status() < SERVER_ERROR) {
                    return answer;
                }
                worst = answer;
            } catch (IOException e) {
                reasons.append(reasons.isEmpty() ? "" : "; ")
                        .append(gateway)
                        .append(": ")
                        .append(reason(e, limit));
            }
            current = (current + 1) % count;
        }
        if (worst == null) {
            throw new NoAnswerException(reasons.toString());
        }
        return worst;
    }

    private HttpAnswer ask(
            URI gateway, String method, String pathAndQuery, byte @Nullable [] body, Duration limit)
            throws IOException, InterruptedException {
        BodyPublisher sent =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway + pathAndQuery))
                        .timeout(limit)
                        .header("Accept", "application/json")
                        .method(method, sent);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (addresses.token() != null) {
            request.header("Authorization", "Bearer " + addresses.token());
        }
        HttpResponse<byte[]> response = send(request.build());
        return new HttpAnswer(
                gateway,
                response.statusCode(),
                response.body(),
                hint(response.headers().firstValue("Retry-After").orElse("")));
    }

    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request,
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        underWay.set(answer);
        try {
            return answer.get();
        } catch (CancellationException e) {
            throw new IOException("given up", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException(e.getCause());
        } finally {
            underWay.set(null);
        }
    }

    /** Gives up the request that is under way, if one is. */
    public void cancel() {
        CompletableFuture<?> answer = underWay.get();
        if (answer != null) {
            var _ = answer.cancel(true);
        }
    }

    private static String reason(IOException e, Duration limit) {
        return switch (e) {
            case HttpConnectTimeoutException _ -> "no connection came about in time";
            case HttpTimeoutException _ -> "no answer within " + limit.toMillis() / 1000.0 + " s";
            case ConnectException refused
                    when refused.getCause() instanceof UnresolvedAddressException ->
                    "unknown host";
            case ConnectException _ -> "connection refused";
            default -> {
                String trust = TlsTrouble.words(e);
                String message = trust != null ? trust : e.getMessage();
                yield message == null ? e.getClass().getSimpleName() : message;
            }
        };
    }

    /** Seconds only: the other form of the header, a date, would need trust in two clocks. */
    private static Duration hint(String header) {
        if (!header.matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header));
        return asked.compareTo(MAX_HINT) > 0 ? MAX_HINT : asked;
    }

    /** Gives up what is under way and closes the connections. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
