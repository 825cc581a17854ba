package dev.clawgateway.core.workload.rules;

import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The acceptance checks of claw protocol section 3.6, in its order; gateway and agent apply the
 * same ones.
 */
public final class SpecRules {
    public static final long MAX_MEMORY_MIB = 1_024_000;
    public static final int MAX_CPU_CORES = 1024;
    public static final int MAX_GPUS = 64;

    private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final int NEXT_LINE = 0x85;

    private SpecRules() {}

    /** The first rule the spec breaks, as {@code field: reason}; empty when it is acceptable. */
    public static Optional<String> violation(WorkloadSpec spec) {
        return image(spec.image())
                .or(() -> resources(spec))
                .or(() -> environment(spec))
                .or(() -> parallel(spec.scheduling()))
                .or(() -> restart(spec.scheduling()));
    }

    private static Optional<String> image(String image) {
        if (image.isEmpty()) {
            return Optional.of("image: must not be empty");
        } else if (image.chars().anyMatch(SpecRules::isWhiteSpace)) {
            return Optional.of("image: must not contain white space");
        } else if (image.startsWith(":") || image.startsWith("@")) {
            return Optional.of("image: must not start with ':' or '@'");
        } else if (image.endsWith(":") || image.endsWith("/")) {
            return Optional.of("image: must not end with ':' or '/'");
        }
        String last = image.substring(image.lastIndexOf('/') + 1);
        int at = last.indexOf('@');
        String digest = last.substring(at + 1);
        if (at >= 0 && !digest.startsWith("sha256:") && !digest.startsWith("sha512:")) {
            return Optional.of("image: a digest must start with sha256: or sha512:");
        }
        return Optional.empty();
    }

    /** White space as Unicode has it, and so the agents; the JDK leaves out what does not break. */
    private static boolean isWhiteSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }

    private static Optional<String> resources(WorkloadSpec spec) {
        if (spec.memoryMib() > MAX_MEMORY_MIB) {
            return Optional.of(
                    "memory_mb: at most " + MAX_MEMORY_MIB + ", was " + spec.memoryMib());
        } else if (spec.cpuMillis() > MAX_CPU_CORES * 1000L) {
            return Optional.of(
                    "cpu_cores: at most " + MAX_CPU_CORES + ", was " + spec.cpuMillis() / 1000.0);
        } else if (spec.effectiveGpuCount() > MAX_GPUS) {
            return Optional.of(
                    "gpu_count: at most " + MAX_GPUS + ", was " + spec.effectiveGpuCount());
        }
        return Optional.empty();
    }

    private static Optional<String> environment(WorkloadSpec spec) {
        return spec.env().keySet().stream()
                .filter(name -> !ENV_NAME.matcher(name).matches())
                .min(String::compareTo)
                .map(name -> "env: '" + name + "' must match " + ENV_NAME);
    }

    private static Optional<String> restart(SchedulingRequirements scheduling) {
        RestartPolicy restart = scheduling.restart();
        if (restart.never()) {
            return Optional.empty();
        } else if (restart.when() == RestartPolicy.When.ALWAYS && scheduling.parallel() != null) {
            return Optional.of(
                    "scheduling.restart: a parallel workload that always starts again never"
                            + " completes");
        } else if (restart.pause().toSeconds() < 1) {
            return Optional.of("scheduling.restart.pause_secs: must be at least 1");
        }
        return Optional.empty();
    }

    private static Optional<String> parallel(SchedulingRequirements scheduling) {
        Parallel parallel = scheduling.parallel();
        if (parallel == null) {
            return scheduling.gang() == null
                    ? Optional.empty()
                    : Optional.of("scheduling.gang: needs scheduling.parallel");
        } else if (parallel.parallelism() < 1) {
            return Optional.of("scheduling.parallel.parallelism: must be at least 1");
        } else if (parallel.completions() < 1) {
            return Optional.of("scheduling.parallel.completions: must be at least 1");
        }
        return Optional.empty();
    }
}
