package dev.clawgateway.client.system;

import java.util.Optional;

/**
 * A process group and the session of its own it lives in, named by its first process.
 *
 * @param leader process id of the first process, which is the group's id too
 * @param startTicks when that process started, in the kernel's ticks since boot: ids are used again
 * @param boot the kernel's id of the boot
 */
public record ProcessGroup(long leader, long startTicks, String boot) {
    /** Reads the {@link #line()} of a journal. */
    public static Optional<ProcessGroup> parse(String line) {
        String[] words = line.split(" ", -1);
        return words.length == 3
                        && words[0].matches("[1-9]\\d{1,8}")
                        && words[1].matches("\\d{1,18}")
                ? Optional.of(
                        new ProcessGroup(
                                Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]))
                : Optional.empty();
    }

    /** For a journal. */
    public String line() {
        return leader + " " + startTicks + " " + boot;
    }
}
