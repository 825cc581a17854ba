package dev.clawgateway.cli.openclaw;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What clients of OpenClaw's dialect say, as its protocol describes it. */
public final class PlainFrames {
    private static final int RAW_KEY = 32;
    private static final String VERSION = "1";

    private PlainFrames() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    /** Any request. */
    public static ObjectNode request(String id, String method, ObjectNode params) {
        ObjectNode frame = object().put("type", "req").put("id", id).put("method", method);
        frame.set("params", params);
        return frame;
    }

    /** The command line on the gateway's own machine, which may have nodes run commands. */
    public static ObjectNode operator(String secret) {
        ObjectNode params = object().put("minProtocol", 4).put("maxProtocol", 4);
        client(params, "cli", "cli");
        params.put("role", "operator").putArray("scopes").add("operator.write");
        params.putObject("auth").put("token", secret);
        return request("connect", "connect", params);
    }

    private static ObjectNode client(ObjectNode params, String id, String mode) {
        return params.putObject("client")
                .put("id", id)
                .put("mode", mode)
                .put("platform", "linux")
                .put("version", VERSION);
    }

    /** A device: its key. */
    public record Device(KeyPair keys, String id, String publicKey) {
        /** One that nobody has seen before. */
        public static Device fresh() {
            try {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                byte[] encoded = pair.getPublic().getEncoded();
                byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length);
                String id =
                        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
                return new Device(pair, id, base64(raw));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** A node that can run a command, called by the first eight digits of its id. */
        public ObjectNode node(String secret, String command, String nonce) {
            ObjectNode params = object().put("minProtocol", 3).put("maxProtocol", 3);
            client(params, "node-host", "node").put("displayName", "node-" + id.substring(0, 8));
            params.put("role", "node").putArray("scopes");
            params.putArray("commands").add(command);
            params.putObject("auth").put("token", secret);
            long at = Instant.now().toEpochMilli();
            String signed =
                    String.join(
                            "|",
                            "v2",
                            id,
                            "node-host",
                            "node",
                            "node",
                            "",
                            Long.toString(at),
                            secret,
                            nonce);
            params.putObject("device")
                    .put("id", id)
                    .put("publicKey", publicKey)
                    .put("signature", sign(signed))
                    .put("signedAt", at)
                    .put("nonce", nonce);
            return request("connect", "connect", params);
        }

        private String sign(String text) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(keys.getPrivate());
                signature.update(text.getBytes(StandardCharsets.UTF_8));
                return base64(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String base64(byte[] bytes) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
