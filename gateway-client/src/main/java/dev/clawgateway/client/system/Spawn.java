package dev.clawgateway.client.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to start. Its input is empty.
 *
 * @param command program and arguments; never empty
 * @param environment all of it: nothing is inherited
 * @param workingFolder where it begins
 * @param stdout appended to; made when it is missing
 * @param stderr likewise
 */
public record Spawn(
        List<String> command,
        Map<String, String> environment,
        Path workingFolder,
        Path stdout,
        Path stderr) {
    public Spawn {
        command = List.copyOf(command);
    }
}
