package dev.clawgateway.net.http.wire;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.http.AnswerStream;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A request of one connection. */
final class HttpExchange implements Exchange {
    private final Peer peer;
    private final String method;
    private final RequestVerdict.Served served;
    private final HttpHeaders headers;
    private final byte[] body;
    private final Responder responder;
    private final AtomicBoolean answered = new AtomicBoolean();
    private @Nullable HttpStream stream;

    HttpExchange(
            Peer peer, FullHttpRequest request, RequestVerdict.Served served, Responder responder) {
        this.peer = peer;
        this.method = request.method().name();
        this.served = served;
        this.headers = request.headers().copy();
        this.body = ByteBufUtil.getBytes(request.content());
        this.responder = responder;
    }

    /** The connection's part in it; safe from any thread. */
    interface Responder {
        void by(String caller, String request);

        void answer(RouteAnswer answer);

        /** The head has no body. */
        HttpStream stream(RouteAnswer head);
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
        return served.found().path();
    }

    @Override
    public String parameter(String name) {
        Map<String, String> parameters = served.found().parameters();
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    served.found().route().template() + " has no parameter " + name);
        }
        return value;
    }

    @Override
    public @Nullable String query(String name) {
        List<String> values = queries().get(name);
        return values == null ? null : values.getFirst();
    }

    @Override
    public Map<String, List<String>> queries() {
        Map<String, List<String>> queries = new LinkedHashMap<>();
        for (String pair : served.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                queries.computeIfAbsent(
                                decoded(equals < 0 ? pair : pair.substring(0, equals)),
                                _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return queries;
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
    public boolean hasHeader(String name) {
        return headers.contains(name);
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public void by(String caller, String request) {
        responder.by(caller, request);
    }

    @Override
    public void answer(RouteAnswer answer) {
        claim();
        responder.answer(answer.with(served.headers()));
    }

    @Override
    public AnswerStream stream(RouteAnswer head) {
        claim();
        HttpStream opened = responder.stream(head.with(served.headers()));
        stream = opened;
        return opened;
    }

    private void claim() {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    served.found().route().operation() + " was answered before");
        }
    }

    /** The handler broke off: whoever waits for an answer gets this one, or the end. */
    void failed(RouteAnswer error) {
        AnswerStream open = stream;
        if (answered.compareAndSet(false, true)) {
            responder.answer(error.with(served.headers()));
        } else if (open != null) {
            open.close();
        }
    }
}
