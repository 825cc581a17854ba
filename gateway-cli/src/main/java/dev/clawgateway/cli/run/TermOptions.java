package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.DurationConverter;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.SchedulingGate;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** When a workload may start, who pays, and what may happen to it once it runs. */
final class TermOptions {
    @Option(
            names = "--virtual-cluster",
            paramLabel = "<NAME>",
            defaultValue = QueueTerms.DEFAULT_CLUSTER,
            description = "Whose quota it counts against [default: ${DEFAULT-VALUE}]")
    private String virtualCluster = QueueTerms.DEFAULT_CLUSTER;

    @Option(
            names = "--priority",
            paramLabel = "<N>",
            defaultValue = "0",
            description = "Higher goes first and may preempt lower [default: ${DEFAULT-VALUE}]")
    private int priority;

    @Option(
            names = "--no-preempt",
            description = "Never stop it to make room for something more important")
    private boolean protectedFromPreemption;

    @Option(
            names = "--movable",
            description = "It may be stopped and started elsewhere (see claw-gateway moves)")
    private boolean movable;

    @Option(
            names = "--leave-unhealthy-gpus",
            description =
                    "Stop it and start it elsewhere when a GPU that it holds is reported unhealthy")
    private boolean leavesUnhealthy;

    @Option(
            names = "--gate",
            paramLabel = "<NAME>",
            description = "Hold it back until this gate is cleared. May be given many times")
    private List<String> gates = new ArrayList<>();

    @Option(
            names = "--not-before",
            paramLabel = "<TIME>",
            description =
                    "Earliest start: a time such as 2026-03-05T00:00:00Z, or from now, such as 2h")
    private @Nullable String notBefore;

    @Option(
            names = "--time-limit",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            description =
                    "Stop it after this long, such as 45m or 2h; lets it run before others that"
                            + " have a reservation [default: never]")
    private @Nullable Duration timeLimit;

    @ArgGroup(validate = false)
    private RestartOptions restart = new RestartOptions();

    RestartPolicy restart() {
        return restart.policy();
    }

    QueueTerms terms(Instant now) {
        return new QueueTerms(
                virtualCluster,
                priority,
                !protectedFromPreemption,
                movable,
                notBefore == null ? null : time(notBefore, now),
                timeLimit,
                leavesUnhealthy);
    }

    List<SchedulingGate> gates() {
        return gates.stream().map(gate -> new SchedulingGate(gate, null, null)).toList();
    }

    private static Instant time(String text, Instant now) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            // Then it may be a length of time.
        }
        try {
            return now.plus(new DurationConverter().convert(text));
        } catch (TypeConversionException _) {
            throw CommandException.usage(
                    "--not-before: '"
                            + text
                            + "' is no time; write 2026-03-05T00:00:00Z, or 2h for in two hours");
        }
    }
}
