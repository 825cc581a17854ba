package dev.clawgateway.server.dialect.api;

import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.core.Peer;
import dev.clawgateway.net.http.AnswerStream;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An exchange at whose answer somebody looks. */
record WatchedExchange(Exchange exchange, ApiOperation operation, ApiWatch watch)
        implements Exchange {
    @Override
    public void answer(RouteAnswer answer) {
        watch.answered(operation, exchange, answer);
        exchange.answer(answer);
    }

    @Override
    public void by(String caller, String request) {
        exchange.by(caller, request);
    }

    @Override
    public AnswerStream stream(RouteAnswer head) {
        return exchange.stream(head);
    }

    @Override
    public @Nullable Object speaker() {
        return exchange.speaker();
    }

    @Override
    public Peer peer() {
        return exchange.peer();
    }

    @Override
    public String method() {
        return exchange.method();
    }

    @Override
    public String path() {
        return exchange.path();
    }

    @Override
    public String parameter(String name) {
        return exchange.parameter(name);
    }

    @Override
    public @Nullable String query(String name) {
        return exchange.query(name);
    }

    @Override
    public Map<String, List<String>> queries() {
        return exchange.queries();
    }

    @Override
    public String header(String name) {
        return exchange.header(name);
    }

    @Override
    public boolean hasHeader(String name) {
        return exchange.hasHeader(name);
    }

    @Override
    public byte[] body() {
        return exchange.body();
    }
}
