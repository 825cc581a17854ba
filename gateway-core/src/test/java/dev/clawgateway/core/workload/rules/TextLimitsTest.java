package dev.clawgateway.core.workload.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long texts may be, and what may be in them. */
class TextLimitsTest {
    record Case(String problem, WorkloadSpec spec) {}

    static List<Case> tooMuch() {
        return List.of(
                new Case("image: at most 1024 bytes, was 1025", image("x".repeat(1025))),
                new Case("image: at most 1024 bytes, was 1026", image("é".repeat(513))),
                new Case(
                        "image: must not contain control characters, has U+001B", image("a\u001b")),
                new Case(
                        "command[1]: at most 65536 bytes, was 65537",
                        command(List.of("a", "x".repeat(65_537)))),
                new Case(
                        "command: at most 262144 bytes in all, was 262150",
                        command(Collections.nCopies(5, "x".repeat(52_428 + 1)))),
                new Case(
                        "command: at most 262144 bytes in all, was 300000",
                        command(Collections.nCopies(300_000, ""))),
                new Case("command[0]: must not contain U+0000", command(List.of("a\0b"))),
                new Case("env key: at most 256 bytes, was 257", env(Map.of("K".repeat(257), ""))),
                new Case(
                        "env.K: at most 65536 bytes, was 65537",
                        env(Map.of("K", "x".repeat(65_537)))),
                new Case("env: at most 262144 bytes in all, was 300015", env(big())),
                new Case("env.K: must not contain U+0000", env(Map.of("K", "a\0"))),
                new Case("env key: must not be empty", env(Map.of("", "a"))),
                new Case("labels key: must not be empty", labels(Map.of("", "a"))),
                new Case(
                        "labels key: at most 253 bytes, was 254",
                        labels(Map.of("k".repeat(254), ""))),
                new Case("labels.k: at most 63 bytes, was 64", labels(Map.of("k", "v".repeat(64)))),
                new Case(
                        "labels.name: must not contain control characters, has U+0007",
                        labels(Map.of("name", "beep\u0007"))),
                new Case(
                        "labels key: must not contain control characters, has U+2028",
                        labels(Map.of("a\u2028b", ""))));
    }

    private static Map<String, String> big() {
        Map<String, String> env = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            env.put("K" + i, "x".repeat(59_999));
        }
        return env;
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void namesTheFieldTheLimitAndWhatWasFound(Case one) {
        assertThat(TextLimits.violation(one.spec()).orElse("")).isEqualTo(one.problem());
    }

    @Test
    void takesTextsUpToTheLimits() {
        assertThat(TextLimits.violation(image("x".repeat(1024)))).isEmpty();
        assertThat(TextLimits.violation(image("😀".repeat(256)))).isEmpty();
        assertThat(TextLimits.violation(command(List.of("x".repeat(65_536))))).isEmpty();
        assertThat(TextLimits.violation(command(List.of("sh", "-c", "a\n\tb\u001b")))).isEmpty();
        assertThat(TextLimits.violation(env(Map.of("K".repeat(256), "line\nline")))).isEmpty();
        assertThat(TextLimits.violation(labels(Map.of("k".repeat(253), "v".repeat(63))))).isEmpty();
    }

    @Test
    void judgesWhatNodesAndOperatorsSet() {
        assertThat(TextLimits.label("k\n", "")).contains(control("key", "000A"));
        assertThat(TextLimits.label("k", "v\u0085")).contains(control("value", "0085"));
        assertThat(TextLimits.label("", "v")).contains("key: must not be empty");
        assertThat(TextLimits.violation(new Taint("t".repeat(254), "")))
                .contains("key: at most 253 bytes, was 254");
        assertThat(TextLimits.condition("c\r", null)).contains(control("condition_type", "000D"));
        assertThat(TextLimits.condition("c", "r".repeat(1025)))
                .contains("reason: at most 1024 bytes, was 1025");
        NodeCapacity capacity =
                new NodeCapacity(List.of(new Gpu(0, "L40S\u001b", 1, "u")), 1, 1, List.of());
        assertThat(TextLimits.violation("n", capacity, Map.of(), List.of(), List.of()))
                .contains(control("capabilities.gpus.name", "001B"));
        assertThat(TextLimits.violation("n\0", capacity, Map.of(), List.of(), List.of()))
                .contains(control("name", "0000"));
    }

    private static String control(String field, String character) {
        return field + ": must not contain control characters, has U+" + character;
    }

    private static WorkloadSpec image(String image) {
        return new WorkloadSpec(image, List.of(), Map.of(), 0, 0, 0);
    }

    private static WorkloadSpec command(List<String> command) {
        return new WorkloadSpec("a", command, Map.of(), 0, 0, 0);
    }

    private static WorkloadSpec env(Map<String, String> env) {
        return new WorkloadSpec("a", List.of(), env, 0, 0, 0);
    }

    private static WorkloadSpec labels(Map<String, String> labels) {
        return new WorkloadSpec(
                "a", List.of(), Map.of(), 0, 0, 0, labels, SchedulingRequirements.NONE);
    }
}
