package dev.clawgateway.client.runner;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.system.LivingProcess;
import dev.clawgateway.client.system.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes that agents over one state folder started, by their environment: it names the
 * attempt's folder, so that they are known when that folder is lost.
 */
final class StrayFinder {
    /** Set for every process of an attempt: its folder. */
    static final String VARIABLE = "CLAW_ATTEMPT_DIR";

    /** Set likewise: what it was given, by number and by what the numbers meant then. */
    private static final String GPUS = "WORKLOAD_GPUS";

    private static final String UUIDS = "WORKLOAD_GPU_UUIDS";
    private static final String WRAPPER = "claw-attempt";

    private StrayFinder() {}

    /** Process groups of this user whose environment names an attempt under {@code root}. */
    static List<Stray> find(Processes processes, Path root) {
        Map<Long, Stray> groups = new TreeMap<>();
        for (LivingProcess process : processes.having(VARIABLE)) {
            find(process, root)
                    .ifPresent(stray ->
                            groups.merge(
                                    stray.group().leader(),
                                    stray,
                                    (one, two) -> one.led() ? one : two));
        }
        return List.copyOf(groups.values());
    }

    private static Optional<Stray> find(LivingProcess process, Path root) {
        Map<String, String> environment = process.environment();
        Path folder = root.getFileSystem().getPath(environment.getOrDefault(VARIABLE, ""));
        if (!root.equals(folder.getParent())) {
            return Optional.empty();
        }
        GivenGpus gpus =
                GivenGpus.read(
                        AttemptFolder.indexes(environment.getOrDefault(GPUS, ""), ","),
                        environment.getOrDefault(UUIDS, ""));
        return AttemptId.ofFolder(folder.getFileName().toString())
                .map(id ->
                        new Stray(
                                process.id(),
                                process.group(),
                                id,
                                gpus,
                                container(process.arguments(), id)));
    }

    /** What the wrapper runs, when that is the client of a container runtime. */
    private static Launch.@Nullable Container container(List<String> arguments, AttemptId id) {
        int program = arguments.indexOf(WRAPPER) + 2;
        boolean runs =
                program >= 2
                        && program + 1 < arguments.size()
                        && List.of("docker", "podman").contains(arguments.get(program))
                        && arguments.get(program + 1).equals("run");
        return runs
                ? new Launch.Container(
                        arguments.get(program), "claw-" + id.workload() + "-" + id.attempt())
                : null;
    }
}
