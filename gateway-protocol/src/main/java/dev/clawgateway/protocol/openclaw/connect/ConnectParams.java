package dev.clawgateway.protocol.openclaw.connect;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * What a client says first. Members that we do not know are ignored: the GPU agents send some, and
 * newer clients others.
 *
 * @param minProtocol the lowest number that it accepts
 * @param maxProtocol the highest; may be below the lowest, and then nothing fits
 * @param caps coarse capabilities
 * @param commands that a node can run
 * @param permissions of a node's operating system
 * @param pathEnv of a node; empty for none
 * @param device null without one
 * @param role as sent; {@code operator} when it says nothing
 * @param scopes that it asks for, in its order, which its signature covers
 */
public record ConnectParams(
        int minProtocol,
        int maxProtocol,
        ClientInfo client,
        List<String> caps,
        List<String> commands,
        Map<String, Boolean> permissions,
        String pathEnv,
        Secrets auth,
        @Nullable SignedDevice device,
        String role,
        List<String> scopes) {
    private static final Kind<Integer> PROTOCOL = Kinds.integer(1, Integer.MAX_VALUE);
    private static final Kind<Map<String, Boolean>> FLAGS =
            Kinds.kind(ConnectParams::flags, ConnectParams::writeFlags);

    private static final Kind<ConnectParams> KIND =
            Kinds.object(ConnectParams::read, ConnectParams::write);

    public ConnectParams {
        caps = List.copyOf(caps);
        commands = List.copyOf(commands);
        permissions = Map.copyOf(permissions);
        scopes = List.copyOf(scopes);
    }

    /**
     * The parameters of a request.
     *
     * @throws JsonFormatException when they do not fit; it says which does not, and why
     */
    public static ConnectParams of(@Nullable JsonNode params) throws JsonFormatException {
        return KIND.read(
                Value.root(params == null ? JsonTree.MAPPER.createObjectNode() : params, ""));
    }

    /** As a client writes them. */
    public JsonNode json() {
        try {
            return JsonTree.parse(JsonTree.write(KIND, this));
        } catch (JsonFormatException e) {
            throw new IllegalStateException("not to be read again", e);
        }
    }

    private static ConnectParams read(Members in) throws JsonFormatException {
        return new ConnectParams(
                in.required("minProtocol", PROTOCOL),
                in.required("maxProtocol", PROTOCOL),
                in.required("client", ClientInfo.KIND),
                or(in.optional("caps", Kinds.TEXTS), List.of()),
                or(in.optional("commands", Kinds.TEXTS), List.of()),
                or(in.optional("permissions", FLAGS), Map.of()),
                or(in.optional("pathEnv", Kinds.TEXT), ""),
                or(in.optional("auth", Secrets.KIND), Secrets.NONE),
                in.optional("device", SignedDevice.KIND),
                or(in.optional("role", Kinds.TEXT), "operator"),
                or(in.optional("scopes", Kinds.TEXTS), List.of()));
    }

    private static <T> T or(@Nullable T said, T otherwise) {
        return Objects.requireNonNullElse(said, otherwise);
    }

    private static void write(ConnectParams params, MemberWriter out) {
        out.required("minProtocol", PROTOCOL, params.minProtocol)
                .required("maxProtocol", PROTOCOL, params.maxProtocol)
                .required("client", ClientInfo.KIND, params.client)
                .required("caps", Kinds.TEXTS, params.caps)
                .unlessEmpty("commands", Kinds.TEXTS, params.commands)
                .unless(Map.of(), "permissions", FLAGS, params.permissions)
                .unless("", "pathEnv", Kinds.TEXT, params.pathEnv)
                .unless(Secrets.NONE, "auth", Secrets.KIND, params.auth)
                .optional("device", SignedDevice.KIND, params.device)
                .required("role", Kinds.TEXT, params.role)
                .required("scopes", Kinds.TEXTS, params.scopes);
    }

    private static Map<String, Boolean> flags(Value value) throws JsonFormatException {
        if (!value.json().isObject()) {
            throw value.mustBe("an object");
        }
        Map<String, Boolean> flags = new LinkedHashMap<>();
        for (String name : value.json().propertyNames()) {
            flags.put(name, value.child(name).flag());
        }
        return flags;
    }

    private static void writeFlags(Map<String, Boolean> flags, JsonGenerator out) {
        out.writeStartObject();
        flags.forEach((name, flag) -> {
            out.writeName(name);
            out.writeBoolean(flag);
        });
        out.writeEndObject();
    }
}
