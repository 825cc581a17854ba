package dev.clawgateway.cli.blows;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Sessions that do nothing but see how they end: an operator's, and one of a page in a browser. */
final class Watchers implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int NONE = -1;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final Session operator = new Session();
    private final Session browser = new Session();

    Watchers(String url) {
        this.url = url;
    }

    /** Both are there when this returns. */
    void open() {
        open(http.newWebSocketBuilder(), operator);
        open(http.newWebSocketBuilder().header("Origin", url.replace("ws://", "http://")), browser);
    }

    private void open(WebSocket.Builder builder, Session session) {
        WebSocket opened = builder.buildAsync(URI.create(url), session).join();
        var _ =
                opened.sendText(
                                "{\"type\":\"hello\",\"version\":\"0.1.0\",\"protocol_version\":1}",
                                true)
                        .join();
        session.welcome.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** How they ended otherwise than they should have. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        check("an operator", operator, 1012, wrong);
        check("a browser", browser, 1001, wrong);
        return wrong;
    }

    private static void check(String who, Session session, int code, List<String> wrong) {
        int ended =
                session.end
                        .completeOnTimeout(NONE, LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .exceptionally(_ -> NONE)
                        .join();
        if (ended != code) {
            wrong.add(who + " was closed with " + ended + ", not " + code);
        }
        if (session.unasked > 0) {
            wrong.add(who + " was told something unasked");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** One of them. Called on the client's threads, one after the other. */
    private static final class Session implements WebSocket.Listener {
        private final CompletableFuture<Void> welcome = new CompletableFuture<>();
        private final CompletableFuture<Integer> end = new CompletableFuture<>();
        private volatile int unasked;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            if (!welcome.complete(null)) {
                unasked++;
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end.complete(code);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            welcome.completeExceptionally(new CompletionException(error));
            end.completeExceptionally(error);
        }
    }
}
