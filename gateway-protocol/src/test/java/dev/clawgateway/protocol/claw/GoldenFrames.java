package dev.clawgateway.protocol.claw;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample frames of the protocol reference, one to a line, by family. */
final class GoldenFrames {
    private static final JsonMapper PLAIN = JsonMapper.builder().build();

    private GoldenFrames() {}

    static List<String> node() {
        return lines("node");
    }

    static List<String> gateway() {
        return lines("gateway");
    }

    static List<String> cli() {
        return lines("cli");
    }

    static List<String> reply() {
        return lines("reply");
    }

    static List<String> spec() {
        return lines("spec");
    }

    static List<String> bridge() {
        return lines("bridge");
    }

    /** Our own members and messages; not of the reference. */
    static List<String> extension(String family) {
        return lines("extension-" + family);
    }

    /** Everything there is, for fuzzing. */
    static List<String> all() {
        return Stream.of(
                        "node",
                        "gateway",
                        "cli",
                        "reply",
                        "spec",
                        "bridge",
                        "extension-node",
                        "extension-gateway",
                        "extension-cli",
                        "extension-reply")
                .flatMap(name -> lines(name).stream())
                .toList();
    }

    /** Read by a mapper that knows nothing of the protocol. */
    static JsonNode tree(String json) {
        return PLAIN.readTree(json);
    }

    private static List<String> lines(String name) {
        String resource = "/claw/" + name + ".jsonl";
        try (InputStream in = GoldenFrames.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
