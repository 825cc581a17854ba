package dev.clawgateway.protocol.openclaw.connect;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import dev.clawgateway.protocol.openclaw.StateVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client is told that is let in. Newer clients refuse members beyond these.
 *
 * @param protocol 3 or 4
 * @param connId of the connection
 * @param methods all that are served, whoever may ask for them
 * @param events all that there are
 * @param auth what it was granted; null where nobody was asked for anything by protocol 3
 */
public record HelloOk(
        int protocol,
        String version,
        String connId,
        List<String> methods,
        List<String> events,
        State snapshot,
        @Nullable Granted auth,
        Policy policy) {
    private static final String TYPE = "hello-ok";
    private static final Kind<Long> NUMBER = Kinds.wide(0, Long.MAX_VALUE);

    private static final Kind<HelloOk> KIND = Kinds.object(HelloOk::read, HelloOk::write);

    public HelloOk {
        methods = List.copyOf(methods);
        events = List.copyOf(events);
    }

    /**
     * How things are.
     *
     * @param presence the list of who is there
     * @param health as the method of that name answers
     * @param uptimeMs of the gateway, in milliseconds
     * @param authMode how clients show who they are: {@code none}, {@code token}, {@code password}
     */
    public record State(
            JsonNode presence,
            JsonNode health,
            StateVersion stateVersion,
            long uptimeMs,
            String authMode) {
        private static final Kind<State> KIND =
                Kinds.object(
                        in ->
                                new State(
                                        in.required("presence", Kinds.JSON),
                                        in.required("health", Kinds.JSON),
                                        in.required("stateVersion", StateVersion.KIND),
                                        in.required("uptimeMs", NUMBER),
                                        in.required("authMode", Kinds.TEXT)),
                        (state, out) ->
                                out.required("presence", Kinds.JSON, state.presence)
                                        .required("health", Kinds.JSON, state.health)
                                        .required(
                                                "stateVersion",
                                                StateVersion.KIND,
                                                state.stateVersion)
                                        .required("uptimeMs", NUMBER, state.uptimeMs)
                                        .required("authMode", Kinds.TEXT, state.authMode));
    }

    /**
     * What a client was granted.
     *
     * @param deviceToken by which it may come again; null where it gets none
     * @param issuedAtMs when it got that, in milliseconds since 1970; null without one
     */
    public record Granted(
            String role,
            List<String> scopes,
            @Nullable String deviceToken,
            @Nullable Long issuedAtMs) {
        private static final Kind<Granted> KIND =
                Kinds.object(
                        in ->
                                new Granted(
                                        in.required("role", Kinds.TEXT),
                                        in.required("scopes", Kinds.TEXTS),
                                        in.optional("deviceToken", Kinds.TEXT),
                                        in.optional("issuedAtMs", NUMBER)),
                        (granted, out) ->
                                out.required("role", Kinds.TEXT, granted.role)
                                        .required("scopes", Kinds.TEXTS, granted.scopes)
                                        .optional("deviceToken", Kinds.TEXT, granted.deviceToken)
                                        .optional("issuedAtMs", NUMBER, granted.issuedAtMs));

        public Granted {
            scopes = List.copyOf(scopes);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return role + " " + scopes;
        }
    }

    /**
     * What the client has to keep to.
     *
     * @param maxPayload bytes of one message
     * @param maxBufferedBytes that may wait for it before it counts as slow
     * @param tickIntervalMs between two signs of life, in milliseconds
     */
    public record Policy(long maxPayload, long maxBufferedBytes, long tickIntervalMs) {
        private static final Kind<Policy> KIND =
                Kinds.object(
                        in ->
                                new Policy(
                                        in.required("maxPayload", NUMBER),
                                        in.required("maxBufferedBytes", NUMBER),
                                        in.required("tickIntervalMs", NUMBER)),
                        (policy, out) ->
                                out.required("maxPayload", NUMBER, policy.maxPayload)
                                        .required(
                                                "maxBufferedBytes", NUMBER, policy.maxBufferedBytes)
                                        .required("tickIntervalMs", NUMBER, policy.tickIntervalMs));
    }

    /** The payload of the answer to {@code connect}. */
    public JsonNode json() {
        try {
            return JsonTree.parse(JsonTree.write(KIND, this));
        } catch (JsonFormatException e) {
            throw new IllegalStateException("not to be read again", e);
        }
    }

    /** As a client reads it. */
    public static HelloOk of(JsonNode payload) throws JsonFormatException {
        return KIND.read(Value.root(payload, ""));
    }

    private static HelloOk read(Members in) throws JsonFormatException {
        if (!in.required("type", Kinds.TEXT).equals(TYPE)) {
            throw in.member("type").mustBe(TYPE);
        }
        Members server = in.nested("server");
        Members features = in.nested("features");
        return new HelloOk(
                in.required("protocol", Kinds.COUNT),
                server.required("version", Kinds.TEXT),
                server.required("connId", Kinds.TEXT),
                features.required("methods", Kinds.TEXTS),
                features.required("events", Kinds.TEXTS),
                in.required("snapshot", State.KIND),
                in.optional("auth", Granted.KIND),
                in.required("policy", Policy.KIND));
    }

    private static void write(HelloOk hello, MemberWriter out) {
        out.required("type", Kinds.TEXT, TYPE)
                .required("protocol", Kinds.COUNT, hello.protocol)
                .nested(
                        "server",
                        server ->
                                server.required("version", Kinds.TEXT, hello.version)
                                        .required("connId", Kinds.TEXT, hello.connId))
                .nested(
                        "features",
                        features ->
                                features.required("methods", Kinds.TEXTS, hello.methods)
                                        .required("events", Kinds.TEXTS, hello.events))
                .required("snapshot", State.KIND, hello.snapshot)
                .optional("auth", Granted.KIND, hello.auth)
                .required("policy", Policy.KIND, hello.policy);
    }
}
