package dev.clawgateway.cli;

import dev.clawgateway.core.CompletionMode;
import dev.clawgateway.core.Gang;
import dev.clawgateway.core.NeighbourRequirements;
import dev.clawgateway.core.NodeRequirements;
import dev.clawgateway.core.Parallel;
import dev.clawgateway.core.QueueTerms;
import dev.clawgateway.core.SchedulingGate;
import dev.clawgateway.core.SchedulingRequirements;
import dev.clawgateway.core.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What {@code run} lets its user say about a workload, and the spec that makes. */
final class WorkloadOptions {
    private static final int BACKOFF_LIMIT = 6;

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
            description = "CPU cores, such as 4 or 0.5 [default: none reserved]")
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

    @Option(
            names = "--node-label",
            paramLabel = "<KEY=VALUE>",
            description = "Only nodes that carry this label. May be given many times")
    private Map<String, String> nodeLabels = new LinkedHashMap<>();

    @Option(
            names = "--gate",
            paramLabel = "<NAME>",
            description = "Hold it back until this gate is cleared. May be given many times")
    private List<String> gates = new ArrayList<>();

    @Option(
            names = "--priority",
            paramLabel = "<N>",
            defaultValue = "0",
            description = "Higher goes first and may preempt lower [default: ${DEFAULT-VALUE}]")
    private int priority;

    @Option(
            names = "--virtual-cluster",
            paramLabel = "<NAME>",
            defaultValue = QueueTerms.DEFAULT_CLUSTER,
            description = "Whose quota it counts against [default: ${DEFAULT-VALUE}]")
    private String virtualCluster = QueueTerms.DEFAULT_CLUSTER;

    @Option(
            names = "--time-limit",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            description = "Stop it after this long, such as 45m or 2h [default: never]")
    private @Nullable Duration timeLimit;

    @Option(
            names = "--policy",
            paramLabel = "<POLICY>",
            description =
                    "Placement policy: best_fit, bin_pack, spread, random, least_fragmentation,"
                            + " custom [default: the gateway's]")
    private @Nullable String policy;

    @ArgGroup(validate = false, heading = "%nSeveral workers:%n")
    private ParallelOptions parallel = new ParallelOptions();

    /** Several runs of the same thing. */
    static final class ParallelOptions {
        @Option(
                names = "--parallel",
                paramLabel = "<N>",
                description = "Run N workers; each finds its number in WORKLOAD_COMPLETION_INDEX")
        private int workers;

        @Option(
                names = "--parallelism",
                paramLabel = "<N>",
                description = "At most this many of them at once [default: all]")
        private int parallelism;

        @Option(names = "--gang", description = "Start all workers together or none at all")
        private boolean gang;

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
            return new Parallel(workers, atOnce, CompletionMode.INDEXED, BACKOFF_LIMIT, null);
        }

        @Nullable Gang gang() {
            boolean wanted = gang || topologyKey != null;
            if (wanted && workers == 0) {
                throw CommandException.usage("--gang needs --parallel: how many workers?");
            }
            return wanted ? new Gang(workers, workers, topologyKey) : null;
        }
    }

    /** The spec of these options and {@code command}. */
    WorkloadSpec spec(List<String> command, Map<String, String> ownEnvironment) {
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
                scheduling());
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

    private SchedulingRequirements scheduling() {
        return new SchedulingRequirements(
                gates.stream().map(gate -> new SchedulingGate(gate, null, null)).toList(),
                gpu.requirement(),
                new NodeRequirements(nodeLabels, List.of(), List.of(), List.of(), List.of()),
                NeighbourRequirements.NONE,
                new QueueTerms(virtualCluster, priority, true, false, null, timeLimit),
                parallel.parallel(),
                parallel.gang(),
                policy);
    }
}
