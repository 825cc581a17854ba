package dev.clawgateway.protocol.openclaw.connect;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import dev.clawgateway.protocol.openclaw.StateVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        private static State read(Members in) throws JsonFormatException {
            return new State(
                    in.required("presence", Kinds.JSON),
                    in.required("health", Kinds.JSON),
                    in.required("stateVersion", StateVersion.KIND),
                    in.required("uptimeMs", NUMBER),
                    in.required("authMode", Kinds.TEXT));
        }

        private JsonNode json() {
            ObjectNode json = JsonTree.MAPPER.createObjectNode();
            json.set("presence", presence);
            json.set("health", health);
            json.putObject("stateVersion")
                    .put("presence", stateVersion.presence())
                    .put("health", stateVersion.health());
            return json.put("uptimeMs", uptimeMs).put("authMode", authMode);
        }
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
        private static Granted read(Members in) throws JsonFormatException {
            return new Granted(
                    in.required("role", Kinds.TEXT),
                    in.required("scopes", Kinds.TEXTS),
                    in.optional("deviceToken", Kinds.TEXT),
                    in.optional("issuedAtMs", NUMBER));
        }

        private JsonNode json() {
            ObjectNode json = JsonTree.MAPPER.createObjectNode().put("role", role);
            scopes.forEach(json.putArray("scopes")::add);
            if (deviceToken != null) {
                json.put("deviceToken", deviceToken);
            }
            if (issuedAtMs != null) {
                json.put("issuedAtMs", issuedAtMs);
            }
            return json;
        }

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
        private static Policy read(Members in) throws JsonFormatException {
            return new Policy(
                    in.required("maxPayload", NUMBER),
                    in.required("maxBufferedBytes", NUMBER),
                    in.required("tickIntervalMs", NUMBER));
        }
    }

    /** The payload of the answer to {@code connect}; the lists in it are not copied. */
    public JsonNode json() {
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        json.put("type", TYPE).put("protocol", protocol);
        json.putObject("server").put("version", version).put("connId", connId);
        ObjectNode features = json.putObject("features");
        methods.forEach(features.putArray("methods")::add);
        events.forEach(features.putArray("events")::add);
        json.set("snapshot", snapshot.json());
        if (auth != null) {
            json.set("auth", auth.json());
        }
        json.putObject("policy")
                .put("maxPayload", policy.maxPayload)
                .put("maxBufferedBytes", policy.maxBufferedBytes)
                .put("tickIntervalMs", policy.tickIntervalMs);
        return json;
    }

    /** As a client reads it. */
    public static HelloOk of(JsonNode payload) throws JsonFormatException {
        Members in = Value.root(payload, "").members();
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
                State.read(in.nested("snapshot")),
                in.member("auth").isMissing() ? null : Granted.read(in.nested("auth")),
                Policy.read(in.nested("policy")));
    }
}
