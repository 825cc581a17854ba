package dev.clawgateway.server.logs;

import java.util.List;

/** The newest lines of a workload's streams, oldest first. */
public record LogTail(List<String> stdout, List<String> stderr) {
    public static final LogTail EMPTY = new LogTail(List.of(), List.of());

    public LogTail {
        stdout = List.copyOf(stdout);
        stderr = List.copyOf(stderr);
    }
}
