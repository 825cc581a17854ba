package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.ContainerRuntime;
import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.runner.Launch;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.rules.SpecRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Turns a workload's spec into a command of this machine. Pure.
 *
 * <p>A workload sees the variables of its spec, those that say what it holds, and the few of the
 * agent's own without which programs do not work: never the agent's secrets.
 */
final class LaunchPlanner {
    /** The image that stands for no container at all. */
    static final String PROCESS_IMAGE = "process";

    private static final Set<String> INHERITED =
            Set.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "SHELL",
                    "LANG",
                    "LC_ALL",
                    "TZ",
                    "TMPDIR",
                    "LD_LIBRARY_PATH");
    private static final Set<String> INHERITED_BY_RUNTIMES =
            Set.of("DOCKER_HOST", "DOCKER_CONFIG", "DOCKER_CONTEXT", "XDG_RUNTIME_DIR");

    private final boolean allowProcesses;
    private final List<ContainerRuntime> runtimes;
    private final Map<String, String> agentEnvironment;

    LaunchPlanner(
            boolean allowProcesses,
            List<ContainerRuntime> runtimes,
            Map<String, String> agentEnvironment) {
        this.allowProcesses = allowProcesses;
        this.runtimes = List.copyOf(runtimes);
        this.agentEnvironment = new TreeMap<>(agentEnvironment);
    }

    LaunchPlan plan(AttemptId id, WorkloadSpec spec, GivenGpus gpus) {
        var violation = SpecRules.violation(spec);
        if (violation.isPresent()) {
            return new LaunchPlan.Refused(violation.get());
        }
        return spec.image().equals(PROCESS_IMAGE)
                ? process(id, spec, gpus)
                : container(id, spec, gpus);
    }

    private LaunchPlan process(AttemptId id, WorkloadSpec spec, GivenGpus gpus) {
        if (!allowProcesses) {
            return new LaunchPlan.Refused(
                    "this agent does not run plain processes: start it with --allow-processes");
        } else if (spec.command().isEmpty()) {
            return new LaunchPlan.Refused("command: image 'process' needs one");
        }
        Map<String, String> environment = inherited(INHERITED);
        environment.putAll(spec.env());
        environment.putAll(own(id, gpus));
        // Without this CUDA may count devices in another order than nvidia-smi.
        environment.putIfAbsent("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        environment.put("CUDA_VISIBLE_DEVICES", list(gpus));
        return new LaunchPlan.Run(new Launch(spec.command(), environment, gpus, null));
    }

    private LaunchPlan container(AttemptId id, WorkloadSpec spec, GivenGpus gpus) {
        if (runtimes.isEmpty()) {
            return new LaunchPlan.Refused(
                    "no container runtime on this node can run image "
                            + spec.image()
                            + ": neither docker nor podman answers");
        } else if (spec.image().startsWith("-")) {
            return new LaunchPlan.Refused("image: must not start with '-'");
        }
        ContainerRuntime runtime = runtimes.getFirst();
        String name = "claw-" + id.workload() + "-" + id.attempt();
        Map<String, String> inside = new TreeMap<>(spec.env());
        inside.putAll(own(id, gpus));
        Map<String, String> client = inherited(INHERITED);
        client.putAll(inherited(INHERITED_BY_RUNTIMES));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                runtime.program(),
                                "run",
                                "--rm",
                                "--name",
                                name,
                                // Relative to the working folder; its presence says "created".
                                "--cidfile",
                                "../cid"));
        command.addAll(limits(spec));
        command.addAll(devices(runtime, gpus));
        command.addAll(variables(inside, client));
        command.add(spec.image());
        command.addAll(spec.command());
        return new LaunchPlan.Run(
                new Launch(command, client, gpus, new Launch.Container(runtime.program(), name)));
    }

    private static List<String> limits(WorkloadSpec spec) {
        List<String> options = new ArrayList<>();
        if (spec.memoryMib() > 0) {
            options.addAll(List.of("--memory", spec.memoryMib() + "m"));
        }
        if (spec.cpuMillis() > 0) {
            double cores = spec.cpuMillis() / 1000.0;
            options.addAll(List.of("--cpus", String.format(Locale.ROOT, "%.3f", cores)));
        }
        return options;
    }

    private static List<String> devices(ContainerRuntime runtime, GivenGpus gpus) {
        if (gpus.devices().isEmpty()) {
            return List.of("--env", "NVIDIA_VISIBLE_DEVICES=void");
        }
        return switch (runtime) {
            // The inner quotes are docker's own: it reads the value as CSV.
            case DOCKER -> List.of("--gpus", "\"device=" + list(gpus) + "\"");
            case PODMAN ->
                    gpus.numbers().stream()
                            .flatMap(gpu -> List.of("--device", "nvidia.com/gpu=" + gpu).stream())
                            .toList();
        };
    }

    /**
     * Values travel in the runtime client's environment, where other users of the machine cannot
     * read them, except for names that the client itself depends on.
     */
    private static List<String> variables(Map<String, String> inside, Map<String, String> client) {
        Set<String> clientsOwn = Set.copyOf(client.keySet());
        List<String> options = new ArrayList<>();
        inside.forEach((name, value) -> {
            boolean byName =
                    !clientsOwn.contains(name)
                            && !INHERITED.contains(name)
                            && !INHERITED_BY_RUNTIMES.contains(name)
                            && !name.startsWith("LD_");
            options.addAll(List.of("--env", byName ? name : name + "=" + value));
            if (byName) {
                client.put(name, value);
            }
        });
        return options;
    }

    private static Map<String, String> own(AttemptId id, GivenGpus gpus) {
        return Map.of(
                "WORKLOAD_ID", id.workload().toString(),
                "WORKLOAD_ATTEMPT", Integer.toString(id.attempt()),
                "WORKLOAD_GPUS", list(gpus),
                "WORKLOAD_GPU_UUIDS", gpus.uuids());
    }

    private Map<String, String> inherited(Set<String> names) {
        Map<String, String> kept = new TreeMap<>(agentEnvironment);
        kept.keySet().retainAll(names);
        return kept;
    }

    private static String list(GivenGpus gpus) {
        return gpus.numbers().stream().map(gpu -> gpu.toString()).collect(Collectors.joining(","));
    }
}
