package dev.clawgateway.cli.run;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.CpuConverter;
import dev.clawgateway.cli.command.MebibytesConverter;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What {@code run} lets its user say about a workload, and the spec that makes. */
final class WorkloadOptions {
    @Option(
            names = "--image",
            paramLabel = "<IMAGE>",
            defaultValue = "process",
            description =
                    "Container image; 'process' runs the command as a plain process, on agents that"
                            + " allow it [default: ${DEFAULT-VALUE}]")
    private String image = "process";

    @Option(names = "--name", paramLabel = "<NAME>", description = "Name to find it by")
    private @Nullable String name;

    @ArgGroup(validate = false, heading = "%nGPUs:%n")
    private GpuOptions gpu = new GpuOptions();

    @Option(
            names = {"-m", "--memory"},
            paramLabel = "<SIZE>",
            converter = MebibytesConverter.class,
            description = "Host memory, such as 16GiB [default: none reserved]")
    private long memoryMib;

    @Option(
            names = "--cpus",
            paramLabel = "<CORES>",
            converter = CpuConverter.class,
            defaultValue = "1",
            description =
                    "CPU cores, such as 4 or 0.5; 0 reserves none [default: ${DEFAULT-VALUE}]")
    private long cpuMillis;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "<NAME[=VALUE]>",
            mapFallbackValue = Option.NULL_VALUE,
            description =
                    "Environment variable; without a value it takes yours. May be given many times")
    private Map<String, @Nullable String> env = new LinkedHashMap<>();

    @Option(
            names = {"-l", "--label"},
            paramLabel = "<KEY=VALUE>",
            description = "Mark of your own, for lists and for rules about neighbours")
    private Map<String, String> labels = new LinkedHashMap<>();

    @ArgGroup(validate = false, heading = "%nPlacement:%n")
    private PlacementOptions placement = new PlacementOptions();

    @ArgGroup(validate = false, heading = "%nQueue:%n")
    private TermOptions queue = new TermOptions();

    @ArgGroup(validate = false, heading = "%nSeveral workers:%n")
    private ParallelOptions parallel = new ParallelOptions();

    /** The spec of these options and {@code command}; times from now on count from {@code now}. */
    WorkloadSpec spec(List<String> command, Map<String, String> ownEnvironment, Instant now) {
        if (image.equals("process") && command.isEmpty()) {
            throw CommandException.usage(
                    "no command given: claw-gateway run [OPTIONS] -- COMMAND [ARG...]");
        }
        return new WorkloadSpec(
                image,
                command,
                environment(ownEnvironment),
                gpu.count(),
                memoryMib,
                cpuMillis,
                allLabels(),
                scheduling(now));
    }

    private Map<String, String> environment(Map<String, String> own) {
        Map<String, String> values = new HashMap<>();
        env.forEach((variable, value) -> {
            String known = value == null ? own.get(variable) : value;
            if (known == null) {
                throw CommandException.usage(
                        "--env " + variable + ": no value given and not set here");
            }
            values.put(variable, known);
        });
        return values;
    }

    private Map<String, String> allLabels() {
        if (name == null) {
            return labels;
        }
        Map<String, String> all = new HashMap<>(labels);
        all.put("name", name);
        return all;
    }

    private SchedulingRequirements scheduling(Instant now) {
        return new SchedulingRequirements(
                queue.gates(),
                gpu.requirement(),
                placement.node(),
                placement.neighbours(),
                queue.terms(now),
                parallel.parallel(),
                parallel.gang(),
                placement.policy(),
                queue.restart());
    }
}
