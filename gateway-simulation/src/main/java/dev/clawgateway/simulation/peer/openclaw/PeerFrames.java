package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Frames as text, and what a device says first. */
final class PeerFrames {
    /** What all of a world know. */
    static final String SECRET = "fleet-secret";

    /** Where these clients are served. */
    static final String PATH = "/openclaw";

    private PeerFrames() {}

    /**
     * Who connects.
     *
     * @param id of the program
     * @param mode of the program
     * @param scopes that it asks for
     * @param protocol it speaks, and no other
     */
    record Introduction(
            String id,
            String mode,
            String role,
            List<String> scopes,
            int protocol,
            String name,
            List<String> caps,
            List<String> commands) {
        Introduction {
            scopes = List.copyOf(scopes);
            caps = List.copyOf(caps);
            commands = List.copyOf(commands);
        }
    }

    static ObjectNode object() {
        return JsonTree.MAPPER.createObjectNode();
    }

    static JsonNode read(String text) {
        try {
            return JsonTree.parse(text);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("the gateway said " + text, e);
        }
    }

    static String request(String id, String method, ObjectNode params) {
        ObjectNode frame = object().put("type", "req").put("id", id).put("method", method);
        frame.set("params", params);
        return frame.toString();
    }

    /** The answer to a challenge, signed in the second form. */
    static ObjectNode connect(Introduction who, PeerKeys keys, String nonce, long signedAt) {
        ObjectNode params =
                object().put("minProtocol", who.protocol).put("maxProtocol", who.protocol);
        params.putObject("client")
                .put("id", who.id)
                .put("displayName", who.name)
                .put("version", "0.1.0")
                .put("platform", "linux x86_64")
                .put("mode", who.mode);
        who.caps.forEach(params.putArray("caps")::add);
        who.commands.forEach(params.putArray("commands")::add);
        params.putObject("auth").put("token", SECRET);
        params.putObject("device")
                .put("id", keys.deviceId())
                .put("publicKey", keys.publicKey())
                .put("signature", keys.sign(signed(who, keys, nonce, signedAt)))
                .put("signedAt", signedAt)
                .put("nonce", nonce);
        params.put("role", who.role);
        who.scopes.forEach(params.putArray("scopes")::add);
        return params;
    }

    private static String signed(Introduction who, PeerKeys keys, String nonce, long signedAt) {
        return String.join(
                "|",
                "v2",
                keys.deviceId(),
                who.id,
                who.mode,
                who.role,
                String.join(",", who.scopes),
                Long.toString(signedAt),
                SECRET,
                nonce);
    }
}
