package dev.clawgateway.client.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process group and the session of its own it lives in, named by its first process.
 *
 * @param leader process id of the first process, which is the group's id too
 * @param startTicks when that process started, in the kernel's ticks since boot: ids are used again
 * @param boot the kernel's id of the boot
 */
record ProcessGroup(long leader, long startTicks, String boot) {
    private static final Path PROC = Path.of("/proc");
    // Positions in /proc/PID/stat after the command name, which may hold anything (proc(5)).
    private static final int STATE = 0;
    private static final int GROUP = 2;
    private static final int START = 19;
    private static final String THIS_BOOT = thisBoot();

    /** Reads the line that {@link Wrapper} writes. */
    static Optional<ProcessGroup> parse(String line) {
        String[] words = line.split(" ", -1);
        return words.length == 3
                        && words[0].matches("[1-9]\\d{1,8}")
                        && words[1].matches("\\d{1,18}")
                ? Optional.of(
                        new ProcessGroup(
                                Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]))
                : Optional.empty();
    }

    /** The group of a living process; empty when there is no such process. */
    static Optional<ProcessGroup> of(Path process) {
        String[] stat = stat(process);
        if (stat.length <= START || dead(stat) || !stat[GROUP].matches("[1-9]\\d{0,8}")) {
            return Optional.empty();
        }
        String[] first = stat(PROC.resolve(stat[GROUP]));
        String start = first.length > START ? first[START] : stat[START];
        return Optional.of(
                new ProcessGroup(Long.parseLong(stat[GROUP]), Long.parseLong(start), THIS_BOOT));
    }

    /** Whether the first process still lives. */
    boolean leaderAlive() {
        String[] stat = stat(PROC.resolve(Long.toString(leader)));
        return sameBoot()
                && stat.length > START
                && !dead(stat)
                && stat[START].equals(Long.toString(startTicks));
    }

    /**
     * Whether any process of the group still lives; one that is dead but not reaped does not. Cheap
     * when the group is gone, which it mostly is.
     */
    boolean anyAlive() throws IOException {
        if (!sameBoot() || !Kill.groupExists(leader)) {
            return false;
        }
        // The id of a group is no process's id while the group lasts, but its leader's.
        String[] first = stat(PROC.resolve(Long.toString(leader)));
        if (first.length > START && !first[START].equals(Long.toString(startTicks))) {
            return false;
        }
        String group = Long.toString(leader);
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))
                    .map(ProcessGroup::stat)
                    .anyMatch(stat ->
                            stat.length > START
                                    && stat[GROUP].equals(group)
                                    && !dead(stat)
                                    && Long.parseLong(stat[START]) >= startTicks);
        }
    }

    /** Sends {@link Kill#TERM} or {@link Kill#KILL} to every process of the group. */
    void signal(int signal) {
        if (sameBoot()) {
            Kill.group(leader, signal);
        }
    }

    /** For the journal. */
    String line() {
        return leader + " " + startTicks + " " + boot;
    }

    private boolean sameBoot() {
        return boot.equals(THIS_BOOT);
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
}
