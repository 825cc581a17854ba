package dev.clawgateway.cli;

import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.GpuSelector;
import dev.clawgateway.core.GpuSelectorException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which GPUs a workload needs, and how many. */
final class GpuOptions {
    @Option(
            names = "--gpus",
            paramLabel = "<N>",
            description = "GPUs, all on one node [default: 0]")
    private int gpus;

    @Option(
            names = "--model",
            paramLabel = "<TEXT>",
            description = "Part of the model's name, such as H100")
    private @Nullable String model;

    @Option(
            names = "--min-gpu-memory",
            paramLabel = "<SIZE>",
            converter = MebibytesConverter.class,
            description = "Least memory of each GPU, such as 40GiB")
    private long minMemoryMib;

    @Option(
            names = {"--selector", "--gpu-selector"},
            paramLabel = "<EXPR>",
            description =
                    "Which GPUs qualify, such as \"device.memory_mib >= 40000 &&"
                            + " device.name.contains('A100')\"")
    private @Nullable String selector;

    @Option(names = "--linked", description = "GPUs directly linked to each other (NVLink)")
    private boolean linked;

    int count() {
        return gpus;
    }

    /** What is asked beyond a number of GPUs; null when the number is all. */
    @Nullable GpuRequirement requirement() {
        boolean particular = model != null || minMemoryMib > 0 || selector != null || linked;
        if (!particular) {
            return null;
        } else if (gpus == 0) {
            throw CommandException.usage("say how many GPUs that is about: --gpus N");
        }
        return new GpuRequirement(
                gpus, parsed(), minMemoryMib, model, List.of(), null, null, linked, 0, null);
    }

    private GpuSelector parsed() {
        try {
            return selector == null ? GpuSelector.ANY : GpuSelector.parse(selector);
        } catch (GpuSelectorException e) {
            throw CommandException.usage("--selector: " + e.getMessage());
        }
    }
}
