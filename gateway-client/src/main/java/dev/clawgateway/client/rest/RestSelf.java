package dev.clawgateway.client.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.client.rest.answer.SelfAnswers.OpenSession;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestPages;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.protocol.api.ApiChanged;
import dev.clawgateway.protocol.api.gateway.ApiGateway;
import dev.clawgateway.protocol.configuration.ReloadAnswer;
import dev.clawgateway.protocol.configuration.SettingList;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;

/** The gateway itself. */
public final class RestSelf {
    private static final int UNUSABLE = 422;
    private static final int PAGE = 500;

    private final RestCalls calls;

    RestSelf(RestCalls calls) {
        this.calls = calls;
    }

    /** How it fares. */
    public ApiGateway get() {
        return Answers.read(calls.ask(RestRequest.of(RestOperation.GET_GATEWAY)), ApiGateway::read);
    }

    /**
     * Begins maintenance with false, in which nothing new is placed; ends it with true. Whether
     * that changed anything.
     */
    public boolean setServing(boolean serving) {
        byte[] body = JsonTree.write(out -> out.required("serving", Kinds.FLAG, serving));
        return Answers.one(
                        calls.ask(RestRequest.of(RestOperation.SET_SERVING).json(body)),
                        ApiChanged.KIND)
                .changed();
    }

    /**
     * Has it log more, or less, until its configuration is read again.
     *
     * @param level {@code trace}, {@code debug}, {@code info}, {@code warn} or {@code error}
     */
    public void setLogLevel(String level) {
        byte[] body = JsonTree.write(out -> out.required("level", Kinds.TEXT, level));
        calls.ask(RestRequest.of(RestOperation.SET_LOG_LEVEL).json(body));
    }

    /** Has it read its configuration again, and go by it. */
    public ReloadAnswer reload() {
        return configuration(RestOperation.RELOAD_CONFIGURATION);
    }

    /** What a reload would change. */
    public ReloadAnswer changes() {
        return configuration(RestOperation.GET_CONFIGURATION_CHANGES);
    }

    /** Every key that is in force; secrets are hidden. */
    public SettingList configuration() {
        return Answers.read(
                calls.ask(RestRequest.of(RestOperation.GET_CONFIGURATION)), SettingList::read);
    }

    /** Who is connected by a session, the oldest first; asked for as they are needed. */
    public Iterable<OpenSession> sessions() {
        return new RestPages<>(cursor ->
                Answers.page(
                        calls.ask(
                                RestRequest.of(RestOperation.LIST_SESSIONS)
                                        .with("limit", PAGE)
                                        .with("cursor", cursor)),
                        OpenSession.class));
    }

    /** The contract, as OpenAPI 3.1. */
    public String contract() {
        return text(RestRequest.of(RestOperation.GET_CONTRACT));
    }

    /** The same for people, as HTML. */
    public String documentation() {
        return text(RestRequest.of(RestOperation.GET_DOCUMENTATION).accept("text/html"));
    }

    /** Where nothing of it counts the answer says why, and is no problem. */
    private ReloadAnswer configuration(RestOperation operation) {
        return Answers.read(calls.askAlso(RestRequest.of(operation), UNUSABLE), ReloadAnswer::read);
    }

    private String text(RestRequest request) {
        return new String(calls.ask(request).body(), UTF_8);
    }
}
