package dev.clawgateway.client.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes that agents over one state folder started, by their environment: it names the
 * attempt's folder, so that they are known when that folder is lost.
 */
final class StrayFinder {
    /** Set for every process of an attempt: its folder. */
    static final String VARIABLE = "CLAW_ATTEMPT_DIR";

    private static final Path PROC = Path.of("/proc");
    private static final String GPUS = "WORKLOAD_GPUS";
    private static final String WRAPPER = "claw-attempt";

    private StrayFinder() {}

    /** Process groups of this user whose environment names an attempt under {@code root}. */
    static List<Stray> find(Path root) {
        Map<Long, Stray> groups = new HashMap<>();
        for (Path process : processes()) {
            find(process, root)
                    .ifPresent(stray ->
                            groups.merge(
                                    stray.group().leader(),
                                    stray,
                                    (one, two) -> one.led() ? one : two));
        }
        return List.copyOf(groups.values());
    }

    private static List<Path> processes() {
        try (Stream<Path> all = Files.list(PROC)) {
            UserPrincipal me = Files.getOwner(PROC.resolve("self"));
            List<Path> own = new ArrayList<>();
            for (Path path : all.toList()) {
                if (path.getFileName().toString().matches("\\d+") && me.equals(owner(path))) {
                    own.add(path);
                }
            }
            return own;
        } catch (IOException _) {
            return List.of();
        }
    }

    private static @Nullable UserPrincipal owner(Path process) {
        try {
            return Files.getOwner(process);
        } catch (IOException _) {
            return null;
        }
    }

    private static Optional<Stray> find(Path process, Path root) {
        Map<String, String> environment = environment(process);
        String folder = environment.get(VARIABLE);
        if (folder == null || !root.equals(Path.of(folder).getParent())) {
            return Optional.empty();
        }
        Optional<AttemptId> id = AttemptId.ofFolder(Path.of(folder).getFileName().toString());
        Optional<ProcessGroup> group = ProcessGroup.of(process);
        if (id.isEmpty() || group.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> gpus = AttemptFolder.indexes(environment.getOrDefault(GPUS, ""), ",");
        long pid = Long.parseLong(process.getFileName().toString());
        return Optional.of(
                new Stray(pid, group.get(), id.get(), gpus, container(process, id.get())));
    }

    private static Map<String, String> environment(Path process) {
        Map<String, String> variables = new HashMap<>();
        for (String entry : strings(process.resolve("environ"))) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return variables;
    }

    /** What the wrapper runs, when that is the client of a container runtime. */
    private static Launch.@Nullable Container container(Path process, AttemptId id) {
        List<String> arguments = strings(process.resolve("cmdline"));
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

    private static List<String> strings(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return List.of(text.split("\0", -1));
        } catch (IOException _) {
            return List.of();
        }
    }
}
