package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.Numbers;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Several runs of the same thing. */
final class ParallelOptions {
    private static final int BACKOFF_LIMIT = 6;

    @Option(
            names = "--parallel",
            paramLabel = "<N>",
            converter = Numbers.FromOne.class,
            description = "Run N workers; each finds its number in WORKLOAD_COMPLETION_INDEX")
    private int workers;

    @Option(
            names = "--parallelism",
            paramLabel = "<N>",
            converter = Numbers.FromOne.class,
            description = "At most this many of them at once [default: all]")
    private int parallelism;

    @Option(names = "--non-indexed", description = "Give the workers no numbers")
    private boolean nonIndexed;

    @Option(
            names = "--backoff-limit",
            paramLabel = "<N>",
            defaultValue = "" + BACKOFF_LIMIT,
            converter = Numbers.FromZero.class,
            description =
                    "Failures of all workers together before the rest is stopped [default:"
                            + " ${DEFAULT-VALUE}]")
    private int backoffLimit = BACKOFF_LIMIT;

    @Option(
            names = "--backoff-limit-per-index",
            paramLabel = "<N>",
            converter = Numbers.FromZero.class,
            description =
                    "Failures of one worker before it has failed for good [default: no limit]")
    private @Nullable Integer backoffLimitPerIndex;

    @Option(names = "--gang", description = "Start all workers together or none at all")
    private boolean gang;

    @Option(
            names = "--gang-min",
            paramLabel = "<N>",
            converter = Numbers.FromOne.class,
            description = "Start together as many workers as fit, but at least N")
    private @Nullable Integer gangMin;

    @Option(
            names = "--gang-topology",
            paramLabel = "<LABEL>",
            description = "Node label whose value all workers of a gang must share")
    private @Nullable String topologyKey;

    @Nullable Parallel parallel() {
        if (workers == 0) {
            return null;
        }
        int atOnce = parallelism == 0 ? workers : parallelism;
        CompletionMode mode = nonIndexed ? CompletionMode.NON_INDEXED : CompletionMode.INDEXED;
        return new Parallel(workers, atOnce, mode, backoffLimit, backoffLimitPerIndex);
    }

    @Nullable Gang gang() {
        if (!gang && gangMin == null && topologyKey == null) {
            return null;
        } else if (workers == 0) {
            throw CommandException.usage("a gang needs --parallel: how many workers?");
        }
        int least = gangMin == null ? workers : gangMin;
        if (least < 1 || least > workers) {
            throw CommandException.usage(
                    "--gang-min: 1 to " + workers + " (the workers of --parallel), was " + least);
        }
        return new Gang(least, workers, topologyKey);
    }
}
