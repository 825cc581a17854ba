package dev.clawgateway.client.system;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Processes as proc(5) tells of them. */
final class LinuxProcesses implements Processes {
    private static final File NOTHING = new File("/dev/null");
    private static final Path PROC = Path.of("/proc");
    // Positions in /proc/PID/stat after the command name, which may hold anything (proc(5)).
    private static final int STATE = 0;
    private static final int GROUP = 2;
    private static final int START = 19;

    private final String boot = thisBoot();

    @Override
    public Child spawn(Spawn what) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(what.command())
                        .directory(what.workingFolder().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(what.stdout().toFile()))
                        .redirectError(ProcessBuilder.Redirect.appendTo(what.stderr().toFile()));
        builder.environment().clear();
        builder.environment().putAll(what.environment());
        return new LinuxChild(builder.start());
    }

    @Override
    public void runAside(List<String> command, Duration limit, Consumer<Boolean> over) {
        try {
            Process process =
                    Uninitiated.program(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var _ =
                    process.onExit()
                            .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                            .whenComplete((_, late) -> {
                                if (late != null) {
                                    process.destroyForcibly();
                                }
                                over.accept(late == null);
                            });
        } catch (IOException _) {
            over.accept(false);
        }
    }

    @Override
    public boolean leaderAlive(ProcessGroup group) {
        String[] stat = stat(PROC.resolve(Long.toString(group.leader())));
        return thisBoot(group)
                && stat.length > START
                && !dead(stat)
                && stat[START].equals(Long.toString(group.startTicks()));
    }

    @Override
    public boolean anyAlive(ProcessGroup group) throws IOException {
        if (!thisBoot(group) || !Kill.groupExists(group.leader())) {
            return false;
        }
        if (usedAgain(group)) {
            return false;
        }
        String id = Long.toString(group.leader());
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))
                    .map(LinuxProcesses::stat)
                    .anyMatch(stat ->
                            stat.length > START
                                    && stat[GROUP].equals(id)
                                    && !dead(stat)
                                    && Long.parseLong(stat[START]) >= group.startTicks());
        }
    }

    @Override
    public void signal(ProcessGroup group, Signal signal) {
        if (thisBoot(group) && !usedAgain(group)) {
            Kill.group(group.leader(), signal);
        }
    }

    /** The id of a group is no process's id while the group lasts, but its leader's. */
    private static boolean usedAgain(ProcessGroup group) {
        String[] first = stat(PROC.resolve(Long.toString(group.leader())));
        return first.length > START && !first[START].equals(Long.toString(group.startTicks()));
    }

    @Override
    public List<LivingProcess> having(String variable) {
        List<LivingProcess> found = new ArrayList<>();
        for (Path process : own()) {
            Map<String, String> environment = environment(process);
            if (environment.containsKey(variable)) {
                group(process)
                        .map(group ->
                                new LivingProcess(
                                        Long.parseLong(process.getFileName().toString()),
                                        group,
                                        environment,
                                        strings(process.resolve("cmdline"))))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static List<Path> own() {
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

    private static Map<String, String> environment(Path process) {
        Map<String, String> variables = new TreeMap<>();
        for (String entry : strings(process.resolve("environ"))) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return variables;
    }

    private static List<String> strings(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return List.of(text.split("\0", -1));
        } catch (IOException _) {
            return List.of();
        }
    }

    /** The group of a living process; empty when there is no such process. */
    private Optional<ProcessGroup> group(Path process) {
        String[] stat = stat(process);
        if (stat.length <= START || dead(stat) || !stat[GROUP].matches("[1-9]\\d{0,8}")) {
            return Optional.empty();
        }
        String[] first = stat(PROC.resolve(stat[GROUP]));
        String start = first.length > START ? first[START] : stat[START];
        return Optional.of(
                new ProcessGroup(Long.parseLong(stat[GROUP]), Long.parseLong(start), boot));
    }

    private boolean thisBoot(ProcessGroup group) {
        return group.boot().equals(boot);
    }

    private static String thisBoot() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException _) {
            return "unknown";
        }
    }

    private static boolean dead(String[] stat) {
        return stat[STATE].equals("Z") || stat[STATE].equals("X");
    }

    private static String[] stat(Path process) {
        try {
            String text =
                    new String(
                            Files.readAllBytes(process.resolve("stat")),
                            StandardCharsets.ISO_8859_1);
            return text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1);
        } catch (IOException _) {
            return new String[0];
        }
    }

    private record LinuxChild(Process process) implements Child {
        @Override
        public boolean alive() {
            return process.isAlive();
        }

        @Override
        public int exitCode() {
            return process.exitValue();
        }

        @Override
        public void whenEnded(Runnable told) {
            var _ = process.onExit().thenRun(told);
        }
    }
}
