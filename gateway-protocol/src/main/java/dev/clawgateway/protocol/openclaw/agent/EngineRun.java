package dev.clawgateway.protocol.openclaw.agent;

import dev.clawgateway.core.life.Starting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The start of an attempt by the container engine's own command line, which can be told which
 * devices to take, where the agent's {@code workload.run} cannot.
 */
public final class EngineRun {
    private static final String PODMAN = "podman";

    private EngineRun() {}

    /**
     * The program and its arguments.
     *
     * @param engine the program: {@code docker} or {@code podman}
     */
    public static List<String> command(String engine, Starting workload) {
        AgentRun run = AgentRun.of(workload);
        List<String> command = new ArrayList<>(List.of(engine, "run", "--detach"));
        add(command, "--name", run.name());
        add(command, "--label", "claw.workload=" + workload.id());
        add(command, "--label", "claw.attempt=" + workload.attempt());
        devices(command, engine, workload.holds().gpuIndexes());
        if (run.memory() != null) {
            add(command, "--memory", run.memory());
        }
        if (run.cpu() != null) {
            add(command, "--cpus", String.format(Locale.ROOT, "%.3f", run.cpu()));
        }
        run.env().forEach(variable -> add(command, "--env", variable));
        command.add(run.image());
        command.addAll(run.command());
        return command;
    }

    /** Docker reads a list of them as one value only within quotes of its own. */
    private static void devices(List<String> command, String engine, List<Integer> gpus) {
        if (engine.equals(PODMAN)) {
            gpus.forEach(gpu -> add(command, "--device", "nvidia.com/gpu=" + gpu));
        } else if (!gpus.isEmpty()) {
            String all = String.join(",", gpus.stream().map(String::valueOf).toList());
            add(command, "--gpus", "\"device=" + all + '"');
        }
    }

    private static void add(List<String> command, String option, String value) {
        command.add(option);
        command.add(value);
    }
}
