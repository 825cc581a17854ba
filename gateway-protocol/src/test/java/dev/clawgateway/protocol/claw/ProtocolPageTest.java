package dev.clawgateway.protocol.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Holds {@code docs/protocol.md} to the code. */
class ProtocolPageTest {
    private static final Set<String> REFERENCE_WITHOUT_SAMPLE =
            Set.of("controller", "model_pattern");

    private static List<String> lines = List.of();

    @BeforeAll
    static void readPage() throws IOException {
        lines = Files.readAllLines(Path.of("..", "docs", "protocol.md"));
    }

    @Test
    void sampleSessionIsTheProtocol() throws JsonFormatException {
        int samples = 0;
        for (String line : lines) {
            if (line.startsWith("> {") || line.startsWith("< {")) {
                String json = line.substring(2);
                WireMessage message =
                        line.startsWith(">")
                                ? ClawCodec.readNodeMessage(json)
                                : ClawCodec.readNodeCommand(json);

                assertThat(GoldenFrames.tree(ClawCodec.write(message)))
                        .isEqualTo(GoldenFrames.tree(json));
                samples++;
            }
        }
        assertThat(samples).isEqualTo(5);
    }

    @Test
    void sampleSpecIsTheProtocol() throws JsonFormatException {
        String spec =
                lines.stream()
                        .filter(line -> line.startsWith("{\"image\""))
                        .findFirst()
                        .orElseThrow();
        String json = "{\"type\":\"plan_workload\",\"node_id\":null,\"spec\":" + spec + "}";

        JsonNode written = GoldenFrames.tree(ClawCodec.write(ClawCodec.readRequest(json)));

        assertThat(written.get("spec").propertyNames())
                .containsAll(GoldenFrames.tree(spec).propertyNames());
        assertThat(written.at("/spec/scheduling").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        GoldenFrames.tree(spec).get("scheduling").propertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "gateway", "cli", "reply"})
    void everyMemberOfOurOwnIsNamed(String family) {
        Set<String> ours = new TreeSet<>();
        GoldenFrames.extension(family).forEach(frame -> names(GoldenFrames.tree(frame), ours));
        Set<String> reference = new TreeSet<>();
        GoldenFrames.all().stream()
                .filter(frame -> !GoldenFrames.extension(family).contains(frame))
                .forEach(frame -> names(GoldenFrames.tree(frame), reference));
        ours.removeAll(reference);
        ours.removeAll(REFERENCE_WITHOUT_SAMPLE);

        String page = String.join("\n", lines);
        assertThat(ours).allSatisfy(name -> assertThat(page).contains(name));
    }

    @Test
    void everyMemberOfASpecIsInTheTableOfThem() throws IOException {
        Set<String> members = new TreeSet<>();
        GoldenFrames.all().stream()
                .map(GoldenFrames::tree)
                .flatMap(frame ->
                        frame.has("image") ? Stream.of(frame) : frame.findValues("spec").stream())
                .filter(JsonNode::isObject)
                .forEach(spec -> names(spec, members));
        members.remove("workload");
        String page = Files.readString(Path.of("..", "docs", "workload-spec.md"));

        assertThat(members)
                .contains("memory_mb", "gang", "max_skew")
                .allSatisfy(name -> assertThat(page).containsPattern("[`{ .]" + name + "[`},:]"));
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void everyReasonOfARefusalIsNamed(RefusalReason reason) {
        assertThat(String.join("\n", lines))
                .contains("`" + reason.name().toLowerCase(Locale.ROOT) + "`");
    }

    /** Of an unknown outcome only the words say that it has to be looked for first. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OUTCOME_UNKNOWN")
    void everyErrorCodeIsNamedWithItsRemedy(ErrorCode code) {
        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith("| " + ErrorNumbers.of(code) + " |")
                                && line.endsWith(code.retryHelps() ? "| yes |" : "| no |"));
    }

    /** Names of members, but not keys of maps, which are the user's own. */
    private static void names(JsonNode node, Set<String> names) {
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> {
                        names.add(member.getKey());
                        if (!Set.of("env", "labels", "node_selector").contains(member.getKey())) {
                            names(member.getValue(), names);
                        }
                    });
        } else if (node.isArray()) {
            node.values().forEach(element -> names(element, names));
        }
    }
}
