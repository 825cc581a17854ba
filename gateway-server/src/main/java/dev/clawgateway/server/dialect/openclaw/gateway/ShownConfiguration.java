package dev.clawgateway.server.dialect.openclaw.gateway;

import dev.clawgateway.control.operations.configuration.KnownSetting;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The configuration in force, as clients of this dialect know theirs: an object of objects, without
 * what is secret.
 *
 * @param path of the file; empty where there is none
 * @param raw a line a key, in the order of the keys
 */
record ShownConfiguration(String path, String raw, ObjectNode config) {
    /** A file, and a line of it. */
    private static final Pattern PLACE = Pattern.compile("(.+):[0-9]+");

    /** What stands for a secret where configurations are shown. */
    private static final String HIDDEN = "\"***\"";

    /** The same in this dialect. */
    static final String REDACTED = "__OPENCLAW_REDACTED__";

    /** Of all keys in force. */
    static ShownConfiguration of(List<KnownSetting> settings) {
        List<KnownSetting> sorted = new ArrayList<>(settings);
        sorted.sort(Comparator.comparing(KnownSetting::key));
        StringBuilder raw = new StringBuilder();
        ObjectNode config = JsonTree.MAPPER.createObjectNode();
        String path = "";
        for (KnownSetting setting : sorted) {
            String file = file(setting.place());
            path = path.isEmpty() && file != null ? file : path;
            if (!setting.value().isEmpty()) {
                JsonNode value = value(setting.value());
                raw.append(setting.key()).append(" = ").append(value).append('\n');
                put(config, setting.key(), value);
            }
        }
        return new ShownConfiguration(path, raw.toString(), config);
    }

    /** Changes with what is shown. */
    String hash() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(raw.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }

    /** Null for what was said by a flag or in the environment. */
    private static @Nullable String file(@Nullable String place) {
        Matcher line = PLACE.matcher(place == null ? "" : place);
        return line.matches() ? line.group(1) : null;
    }

    /**
     * Texts, numbers, flags and lists are written in TOML as they are in JSON, but for rarities.
     */
    private static JsonNode value(String toml) {
        if (toml.equals(HIDDEN)) {
            return StringNode.valueOf(REDACTED);
        }
        try {
            return JsonTree.parse(toml);
        } catch (JsonFormatException _) {
            return StringNode.valueOf(toml);
        }
    }

    /** A key that is the beginning of another one, as none should be, keeps its value. */
    private static void put(ObjectNode root, String key, JsonNode value) {
        ObjectNode at = root;
        String[] names = key.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode next = at.get(names[i]);
            if (next == null) {
                at = at.putObject(names[i]);
            } else if (next instanceof ObjectNode object) {
                at = object;
            } else {
                return;
            }
        }
        at.set(names[names.length - 1], value);
    }

    /** A schema that knows the names of all keys, and of each what kind of value it has. */
    ObjectNode schema() {
        return schema(config);
    }

    private static ObjectNode schema(JsonNode value) {
        ObjectNode schema = JsonTree.MAPPER.createObjectNode();
        if (value instanceof ObjectNode object) {
            schema.put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            object.properties()
                    .forEach(member -> properties.set(member.getKey(), schema(member.getValue())));
            return schema;
        }
        return schema.put("type", type(value));
    }

    private static String type(JsonNode value) {
        if (value.isBoolean()) {
            return "boolean";
        } else if (value.isIntegralNumber()) {
            return "integer";
        } else if (value.isNumber()) {
            return "number";
        }
        return value.isArray() ? "array" : "string";
    }
}
