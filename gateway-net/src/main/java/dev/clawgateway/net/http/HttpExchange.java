package dev.clawgateway.net.http;

import dev.clawgateway.core.Peer;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request of one connection. */
final class HttpExchange implements Exchange {
    private final Peer peer;
    private final String method;
    private final Router.Match.Found found;
    private final String query;
    private final HttpHeaders headers;
    private final byte[] body;
    private final Consumer<Answer> send;
    private final AtomicBoolean answered = new AtomicBoolean();

    HttpExchange(
            Peer peer,
            FullHttpRequest request,
            Router.Match.Found found,
            String query,
            Consumer<Answer> send) {
        this.peer = peer;
        this.method = request.method().name();
        this.found = found;
        this.query = query;
        this.headers = request.headers().copy();
        this.body = ByteBufUtil.getBytes(request.content());
        this.send = send;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return found.path();
    }

    @Override
    public String parameter(String name) {
        Map<String, String> parameters = found.parameters();
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    found.route().template() + " has no parameter " + name);
        }
        return value;
    }

    @Override
    public @Nullable String query(String name) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decoded(key).equals(name) && !pair.isEmpty()) {
                return equals < 0 ? "" : decoded(pair.substring(equals + 1));
            }
        }
        return null;
    }

    /** What cannot be decoded is taken as it was sent. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    @Override
    public String header(String name) {
        return headers.get(name, "");
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public void answer(Answer answer) {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    found.route().operation() + " was answered before: " + answer.status());
        }
        send.accept(answer);
    }

    boolean answered() {
        return answered.get();
    }
}
