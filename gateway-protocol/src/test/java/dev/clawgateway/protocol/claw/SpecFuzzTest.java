package dev.clawgateway.protocol.claw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.rules.SpecRules;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests to start workloads and to set quotas, changed in one place or several but JSON all the
 * while, so that they get past the reader of JSON to the readers of specs and quotas. Each is read,
 * and then checked, or refused with {@link JsonFormatException}.
 */
@Timeout(180)
class SpecFuzzTest {
    private static final int ROUNDS = 6_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<JsonNode> VALUES =
            Stream.of(
                            "null",
                            "true",
                            "{}",
                            "[]",
                            "[null]",
                            "\"\"",
                            "\" \"",
                            "\"\\u0000\"",
                            "\"\\ud83d\\ude80\"",
                            "\"\\ud83d\"",
                            "\"a\\u0301\\u202e\"",
                            "0",
                            "-0",
                            "-1",
                            "1",
                            "999",
                            "1000",
                            "1001",
                            "65",
                            "2147483647",
                            "2147483648",
                            "-2147483649",
                            "9223372036854775807",
                            "9223372036854775808",
                            "18446744073709551615",
                            "18446744073709551616",
                            "0.1",
                            "1e300",
                            "1e-300",
                            "\"in\"",
                            "\"2026-13-01T00:00:00Z\"",
                            "\"+999999999-12-31T23:59:59Z\"",
                            "\"device.index == 99999999999999999999\"",
                            "\"((((((((\"")
                    .map(SpecFuzzTest::tree)
                    .toList();

    private static JsonNode tree(String json) {
        return JSON.readTree(json);
    }

    private static List<JsonNode> samples() {
        return GoldenFrames.family("cli").stream()
                .filter(frame ->
                        frame.contains("start_workload")
                                || frame.contains("plan_workload")
                                || frame.contains("set_virtual_cluster"))
                .map(SpecFuzzTest::tree)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void changedRequestsAreReadAndCheckedOrRefused(long seed) {
        Random random = new Random(seed);
        List<JsonNode> samples = samples();
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            JsonNode frame = samples.get(random.nextInt(samples.size())).deepCopy();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                change(frame, random);
            }
            read += readAndChecked(frame.toString(), "seed " + seed + ", round " + i) ? 1 : 0;
        }

        assertThat(read).as("of %s", ROUNDS).isBetween(ROUNDS / 50, ROUNDS);
    }

    private static boolean readAndChecked(String frame, String round) {
        try {
            CliRequest request = ClawCodec.readRequest(frame);
            String again = ClawCodec.write(request);
            assertThat(ClawCodec.readRequest(again)).as(round).isEqualTo(request);
            if (request instanceof CliRequest.StartWorkload start) {
                check(start.spec());
            }
            return true;
        } catch (JsonFormatException e) {
            assertThat(e.getMessage()).as(round).isNotBlank().hasSizeLessThan(1200);
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail(round + ": " + frame, e);
        }
    }

    private static void check(WorkloadSpec spec) {
        SpecRules.violation(spec).ifPresent(problem -> assertThat(problem).contains(": "));
    }

    /** Removes, doubles, replaces or nests something anywhere in the tree. */
    private static void change(JsonNode tree, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        Collections.shuffle(containers, random);
        JsonNode container = containers.getFirst();
        JsonNode value = VALUES.get(random.nextInt(VALUES.size()));
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(5)) {
                case 0 -> object.remove(name);
                case 1 -> object.set("unknown_" + name, value);
                case 2 -> object.set(name, NODES.arrayNode().add(object.get(name)));
                default -> object.set(name, value);
            }
        } else if (container instanceof ArrayNode array) {
            array.add(array.isEmpty() ? value : array.get(random.nextInt(array.size())));
        }
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainer()) {
            into.add(node);
            node.forEach(child -> collect(child, into));
        }
    }

    @Test
    void fallbackChainOfAnyLengthIsReadOrRefused() {
        for (int depth : List.of(1, 8, 64, 1000, 20_000)) {
            String chain =
                    "{\"count\":1,\"fallback\":".repeat(depth)
                            + "{\"count\":1}"
                            + "}".repeat(depth);
            String frame =
                    "{\"type\":\"start_workload\",\"node_id\":null,\"spec\":{\"image\":\"i\","
                            + "\"command\":[],\"env\":{},\"gpu_count\":0,\"memory_mb\":0,\"cpu_cores\":0,"
                            + "\"scheduling\":{\"gpu_requirement\":"
                            + chain
                            + "}}}";

            boolean read = readAndChecked(frame, "depth " + depth);

            assertThat(read).as("depth %s", depth).isEqualTo(depth < JsonTree.MAX_DEPTH / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "\ud83d\ude80", " ", "(", "!", "&&", "''"})
    void endlessSelectorsAreRefused(String piece) {
        String selector = piece.repeat(500_000);
        ObjectNode frame = (ObjectNode) samples().getFirst().deepCopy();
        ObjectNode scheduling = ((ObjectNode) frame.get("spec")).putObject("scheduling");
        scheduling.putObject("gpu_requirement").put("count", 1).put("selector", selector);
        String json = frame.toString();

        assertThat(json.getBytes(UTF_8)).hasSizeGreaterThan(500_000);
        if (!selector.isBlank()) {
            assertThatThrownBy(() -> ClawCodec.readRequest(json))
                    .isInstanceOf(JsonFormatException.class)
                    .hasMessageContaining("selector");
        }
    }
}
