package dev.clawgateway.control.output;

import java.util.List;

/**
 * Lines of a workload's streams, oldest first.
 *
 * @param first the place of the first line of each, or where the next will be when there is none
 */
public record LogLines(List<String> stdout, List<String> stderr, LogPlace first) {
    public static final LogLines EMPTY = new LogLines(List.of(), List.of(), LogPlace.START);

    public LogLines {
        stdout = List.copyOf(stdout);
        stderr = List.copyOf(stderr);
    }
}
