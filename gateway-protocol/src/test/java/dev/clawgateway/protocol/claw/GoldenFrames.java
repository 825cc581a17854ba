package dev.clawgateway.protocol.claw;

import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample frames of the protocol reference, one to a line, by family. */
final class GoldenFrames {
    private static final JsonMapper PLAIN = JsonMapper.builder().build();

    private GoldenFrames() {}

    static List<String> node() {
        return lines("node.jsonl");
    }

    static List<String> gateway() {
        return lines("gateway.jsonl");
    }

    static List<String> cli() {
        return lines("cli.jsonl");
    }

    static List<String> reply() {
        return lines("reply.jsonl");
    }

    static List<String> spec() {
        return lines("spec.jsonl");
    }

    static List<String> bridge() {
        return lines("bridge.jsonl");
    }

    /** Our own members and messages; not of the reference. */
    static List<String> extension(String family) {
        return lines("extension-" + family + ".jsonl");
    }

    /** The reference's samples of a family and our own. */
    static List<String> family(String family) {
        return Stream.concat(lines(family + ".jsonl").stream(), extension(family).stream())
                .toList();
    }

    /** Everything there is, for fuzzing. */
    static List<String> all() {
        return Stream.of(
                        Stream.of("node", "gateway", "cli", "reply")
                                .flatMap(family -> family(family).stream()),
                        spec().stream(),
                        bridge().stream())
                .flatMap(Function.identity())
                .toList();
    }

    /** Reads a frame as the peer of that family does. */
    static WireMessage read(String family, String frame) throws JsonFormatException {
        return switch (family) {
            case "node" -> ClawCodec.readNodeMessage(frame);
            case "gateway" -> ClawCodec.readNodeCommand(frame);
            case "cli" -> ClawCodec.readRequest(frame);
            case "reply" -> ClawCodec.readReply(frame);
            default -> throw new IllegalArgumentException(family);
        };
    }

    /** Read by a mapper that knows nothing of the protocol. */
    static JsonNode tree(String json) {
        return PLAIN.readTree(json);
    }

    static List<String> lines(String name) {
        String resource = "/claw/" + name;
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
