package dev.clawgateway.server.audit;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line as it stands in a file.
 *
 * @param hash of the line as it stands there
 * @param previous hash of the line before, as it says
 */
record ReadLine(long number, String hash, String previous, JsonNode said) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Null for what is no line of an audit log. */
    static @Nullable ReadLine of(byte[] bytes) {
        try {
            JsonNode said = MAPPER.readTree(bytes);
            JsonNode number = said.path("seq");
            JsonNode previous = said.path("prev");
            if (!number.isIntegralNumber() || !previous.isString()) {
                return null;
            }
            return new ReadLine(
                    number.asLong(),
                    Link.hash(Link.digest(), bytes, 0, bytes.length),
                    previous.asString(),
                    said);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    Link link() {
        return new Link(number, hash);
    }

    String kind() {
        return said.path("kind").asString("");
    }
}
