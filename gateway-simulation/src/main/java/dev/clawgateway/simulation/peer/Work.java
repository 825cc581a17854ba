package dev.clawgateway.simulation.peer;

import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a workload's process does, written into its command so that every kind of machine runs it
 * alike: {@code work SECONDS exit=CODE lines=N stubborn}.
 *
 * @param stubborn ignores a request to end, and has to be killed
 * @param lines it prints
 */
public record Work(Duration duration, int exitCode, int lines, boolean stubborn) {
    private static final String PROGRAM = "work";
    private static final String EXIT = "exit=";
    private static final String LINES = "lines=";
    private static final String STUBBORN = "stubborn";
    private static final Work ANY = new Work(Duration.ofSeconds(10), 0, 0, false);

    /** As the command of a spec. */
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(PROGRAM);
        command.add(Long.toString(duration.toSeconds()));
        if (exitCode != 0) {
            command.add(EXIT + exitCode);
        }
        if (lines > 0) {
            command.add(LINES + lines);
        }
        if (stubborn) {
            command.add(STUBBORN);
        }
        return command;
    }

    /** What a spec's process does; any other command is a short success. */
    public static Work of(WorkloadSpec spec) {
        List<String> command = spec.command();
        if (command.size() < 2 || !command.getFirst().equals(PROGRAM)) {
            return ANY;
        }
        int exitCode = 0;
        int lines = 0;
        boolean stubborn = false;
        for (String word : command.subList(2, command.size())) {
            if (word.startsWith(EXIT)) {
                exitCode = Integer.parseInt(word.substring(EXIT.length()));
            } else if (word.startsWith(LINES)) {
                lines = Integer.parseInt(word.substring(LINES.length()));
            } else {
                stubborn |= word.equals(STUBBORN);
            }
        }
        return new Work(
                Duration.ofSeconds(Long.parseLong(command.get(1))), exitCode, lines, stubborn);
    }
}
