package dev.clawgateway.server.http;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.http.AnswerStream;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request for the root with nothing in it, which is not answered. */
public abstract class BareExchange implements Exchange {
    @Override
    public Peer peer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public String parameter(String name) {
        throw new IllegalArgumentException(name);
    }

    @Override
    public @Nullable String query(String name) {
        return null;
    }

    @Override
    public Map<String, List<String>> queries() {
        return Map.of();
    }

    @Override
    public String header(String name) {
        return "";
    }

    @Override
    public byte[] body() {
        return new byte[0];
    }

    @Override
    public void answer(RouteAnswer answer) {
        throw new AssertionError(answer);
    }

    @Override
    public AnswerStream stream(RouteAnswer head) {
        throw new AssertionError(head);
    }
}
