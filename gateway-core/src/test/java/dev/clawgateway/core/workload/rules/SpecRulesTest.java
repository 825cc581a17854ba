package dev.clawgateway.core.workload.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance checks of claw protocol section 3.6. */
class SpecRulesTest {
    private static final String DIGEST = "sha256:0123456789abcdef";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process",
                "alpine",
                "alpine:3.20",
                "registry.example.net/render/blender:4.2",
                "localhost:5000/a",
                "a@" + DIGEST,
                "a:1@" + DIGEST,
                "r/a@sha512:00",
                "user@host/a",
                "a//b",
                "ä/ö"
            })
    void imageIsAcceptable(String image) {
        assertThat(SpecRules.violation(withImage(image))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | image: must not be empty",
                "` ` | image: must not contain white space",
                "`a b` | image: must not contain white space",
                "`a\tb` | image: must not contain white space",
                "`a\nb` | image: must not contain white space",
                "`a\u00a0b` | image: must not contain white space",
                "`a\u0085b` | image: must not contain white space",
                "`a\u3000b` | image: must not contain white space",
                ":a | image: must not start with ':' or '@'",
                "@a | image: must not start with ':' or '@'",
                "a: | image: must not end with ':' or '/'",
                "a/ | image: must not end with ':' or '/'",
                "a/b/ | image: must not end with ':' or '/'",
                "/ | image: must not end with ':' or '/'",
                "a@md5:0 | image: a digest must start with sha256: or sha512:",
                "r/a@ | image: a digest must start with sha256: or sha512:",
                "r/a@SHA256:0 | image: a digest must start with sha256: or sha512:",
            })
    void imageIsRefused(String image, String violation) {
        assertThat(SpecRules.violation(withImage(image))).contains(violation);
    }

    @ParameterizedTest
    @CsvSource({
        "1024000, 1024000, 64, ''",
        "0, 0, 0, ''",
        "1024001, 0, 0, 'memory_mb: at most 1024000, was 1024001'",
        "0, 1024001, 0, 'cpu_cores: at most 1024, was 1024.001'",
        "0, 1025000, 0, 'cpu_cores: at most 1024, was 1025.0'",
        "0, 0, 65, 'gpu_count: at most 64, was 65'",
        "1024001, 1024001, 65, 'memory_mb: at most 1024000, was 1024001'",
        "9223372036854775807, 0, 0, 'memory_mb: at most 1024000, was 9223372036854775807'"
    })
    void resourcesAreLimited(long memoryMib, long cpuMillis, int gpus, String violation) {
        WorkloadSpec spec = new WorkloadSpec("a", List.of(), Map.of(), gpus, memoryMib, cpuMillis);

        assertThat(SpecRules.violation(spec).orElse("")).isEqualTo(violation);
    }

    @Test
    void effectiveGpuCountIsChecked() {
        assertThat(SpecRules.violation(withGpus(65, GpuRequirement.anyOf(1)))).isEmpty();
        assertThat(SpecRules.violation(withGpus(1, GpuRequirement.anyOf(65))))
                .contains("gpu_count: at most 64, was 65");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "_", "a1", "PATH", "__A_1"})
    void environmentNameIsAcceptable(String name) {
        assertThat(SpecRules.violation(withEnv(Map.of(name, "any = value\n")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "A B", "A=B", "Ä", "A\n", "\u0661"})
    void environmentNameIsRefused(String name) {
        assertThat(SpecRules.violation(withEnv(Map.of(name, ""))))
                .contains("env: '" + name + "' must match [A-Za-z_][A-Za-z0-9_]*");
    }

    @Test
    void firstBadEnvironmentNameIsReportedWhateverTheOrder() {
        assertThat(SpecRules.violation(withEnv(Map.of("b-", "", "a-", "", "C", ""))))
                .contains("env: 'a-' must match [A-Za-z_][A-Za-z0-9_]*");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "4, 9, ''",
        "0, 1, 'scheduling.parallel.completions: must be at least 1'",
        "1, 0, 'scheduling.parallel.parallelism: must be at least 1'",
        "0, 0, 'scheduling.parallel.parallelism: must be at least 1'"
    })
    void parallelNeedsWorkers(int completions, int parallelism, String violation) {
        Parallel parallel = new Parallel(completions, parallelism, CompletionMode.INDEXED, 6, null);

        assertThat(SpecRules.violation(withParallel(parallel, null)).orElse(""))
                .isEqualTo(violation);
    }

    @Test
    void gangNeedsParallel() {
        Gang gang = new Gang(2, 2, null);
        Parallel parallel = new Parallel(2, 2, CompletionMode.INDEXED, 6, 1);

        assertThat(SpecRules.violation(withParallel(null, gang)))
                .contains("scheduling.gang: needs scheduling.parallel");
        assertThat(SpecRules.violation(withParallel(parallel, gang))).isEmpty();
    }

    @Test
    void imageIsCheckedFirst() {
        WorkloadSpec spec =
                new WorkloadSpec("", List.of(), Map.of("1", ""), 65, 1_024_001, 1_024_001);

        assertThat(SpecRules.violation(spec)).contains("image: must not be empty");
    }

    private static WorkloadSpec withImage(String image) {
        return new WorkloadSpec(image, List.of(), Map.of(), 0, 0, 0);
    }

    private static WorkloadSpec withEnv(Map<String, String> env) {
        return new WorkloadSpec("a", List.of(), env, 0, 0, 0);
    }

    private static WorkloadSpec withGpus(int count, GpuRequirement requirement) {
        return spec(count, requirement, null, null);
    }

    private static WorkloadSpec withParallel(@Nullable Parallel parallel, @Nullable Gang gang) {
        return spec(0, null, parallel, gang);
    }

    private static WorkloadSpec spec(
            int gpuCount,
            @Nullable GpuRequirement gpu,
            @Nullable Parallel parallel,
            @Nullable Gang gang) {
        return new WorkloadSpec(
                "a",
                List.of(),
                Map.of(),
                gpuCount,
                0,
                0,
                Map.of(),
                new SchedulingRequirements(
                        List.of(),
                        gpu,
                        NodeRequirements.NONE,
                        NeighbourRequirements.NONE,
                        QueueTerms.DEFAULT,
                        parallel,
                        gang,
                        null));
    }
}
