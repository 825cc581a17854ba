package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a workload asks for, in words. */
final class SpecText {
    private SpecText() {}

    /** Such as {@code 4 GPUs, 2 cores, 16 GiB}; null for nothing. */
    static @Nullable String resources(WorkloadSpec spec) {
        List<String> parts = new ArrayList<>();
        GpuRequirement gpu = spec.scheduling().gpu();
        long gpus = gpu == null ? spec.gpuCount() : gpu.count();
        if (gpus > 0) {
            parts.add(gpus + (gpus == 1 ? " GPU" : " GPUs"));
        }
        if (spec.cpuMillis() > 0) {
            BigDecimal cores = BigDecimal.valueOf(spec.cpuMillis(), 3).stripTrailingZeros();
            parts.add(cores.toPlainString() + (spec.cpuMillis() == 1000 ? " core" : " cores"));
        }
        if (spec.memoryMib() > 0) {
            parts.add(Display.mebibytes(spec.memoryMib()));
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    /** Such as {@code on failure, at most 3 times}; null for never. */
    static @Nullable String restart(WorkloadSpec spec) {
        RestartPolicy restart = spec.scheduling().restart();
        if (restart.never()) {
            return null;
        }
        Integer most = restart.maxRestarts();
        return restart.when().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (most == null ? "" : ", at most " + most + (most == 1 ? " time" : " times"))
                + ", after "
                + Display.duration(restart.pause())
                + " to "
                + Display.duration(restart.longestPause());
    }

    /** Such as {@code 8, 4 at once, together}; null for a single one. */
    static @Nullable String workers(WorkloadSpec spec) {
        Parallel parallel = spec.scheduling().parallel();
        if (parallel == null) {
            return null;
        }
        Gang gang = spec.scheduling().gang();
        return parallel.completions()
                + (parallel.parallelism() < parallel.completions()
                        ? ", " + parallel.parallelism() + " at once"
                        : "")
                + (gang == null ? "" : ", started together")
                + ", backoff limit "
                + parallel.backoffLimit();
    }
}
