package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.MebibytesConverter;
import dev.clawgateway.cli.command.Numbers;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuSelectorException;
import dev.clawgateway.core.workload.GpuShare;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which GPUs a workload needs, and how many. */
final class GpuOptions {
    @Option(
            names = "--gpus",
            paramLabel = "<N>",
            converter = Numbers.FromZero.class,
            description = "GPUs, all on one node [default: 0]")
    private int gpus;

    @Option(
            names = "--model",
            paramLabel = "<TEXT>",
            description = "Part of the model's name, such as H100")
    private @Nullable String model;

    @Option(
            names = "--exact-model",
            paramLabel = "<NAME>",
            description = "Whole name of a model that will do. May be given many times")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--fallback",
            paramLabel = "<N:TEXT>",
            converter = Fallback.Converter.class,
            description =
                    "Or else N GPUs of a model with this in its name, such as 2:A100, all else as"
                            + " said. May be given many times, best first")
    private List<Fallback> fallbacks = new ArrayList<>();

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

    @Option(
            names = "--share",
            paramLabel = "<PART>",
            converter = ShareConverter.class,
            description = "Only this part of each GPU, such as 0.25")
    private @Nullable Integer shareMilli;

    @Option(
            names = "--share-memory",
            paramLabel = "<SIZE>",
            converter = MebibytesConverter.class,
            description = "And so much of its memory [default: the same part of it]")
    private long shareMemoryMib;

    @Option(
            names = "--mig-profile",
            paramLabel = "<PROFILE>",
            description = "A MIG slice of each GPU, such as 1g.10gb")
    private @Nullable String migProfile;

    @Option(names = "--linked", description = "GPUs directly linked to each other (NVLink)")
    private boolean linked;

    int count() {
        return gpus;
    }

    /** What is asked beyond a number of GPUs; null when the number is all. */
    @Nullable GpuRequirement requirement() {
        GpuRequirement asked = level(gpus, model, models, chain(0));
        if (asked.equals(GpuRequirement.anyOf(gpus)) && shareMemoryMib == 0) {
            return null;
        } else if (gpus == 0) {
            throw CommandException.usage("say how many GPUs that is about: --gpus N");
        } else if (shareMemoryMib > 0 && shareMilli == null) {
            throw CommandException.usage("--share-memory needs --share: which part of the GPU?");
        }
        return asked;
    }

    /** The fallbacks from that one on, each in the one before it; null when there is none. */
    private @Nullable GpuRequirement chain(int from) {
        if (from == fallbacks.size()) {
            return null;
        }
        Fallback fallback = fallbacks.get(from);
        return level(fallback.count(), fallback.model(), List.of(), chain(from + 1));
    }

    private GpuRequirement level(
            int count,
            @Nullable String pattern,
            List<String> exact,
            @Nullable GpuRequirement fallback) {
        return new GpuRequirement(
                count,
                parsed(),
                minMemoryMib,
                pattern,
                exact,
                shareMilli == null ? null : new GpuShare(shareMilli, shareMemoryMib),
                migProfile,
                linked,
                0,
                fallback);
    }

    private GpuSelector parsed() {
        try {
            return selector == null ? GpuSelector.ANY : GpuSelector.parse(selector);
        } catch (GpuSelectorException e) {
            throw CommandException.usage("--selector: " + e.getMessage());
        }
    }
}
