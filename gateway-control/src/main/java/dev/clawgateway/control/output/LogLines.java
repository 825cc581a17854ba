package dev.clawgateway.control.output;

import java.util.List;

/**
 * Lines of a workload's streams, oldest first.
 *
 * @param first the place of the first line of each, or where the next will be when there is none
 * @param attempts where the output of each attempt begins, as far as that is known, in their order
 */
public record LogLines(
        List<String> stdout, List<String> stderr, LogPlace first, List<AttemptPlace> attempts) {
    public static final LogLines EMPTY = new LogLines(List.of(), List.of(), LogPlace.START);

    public LogLines {
        stdout = List.copyOf(stdout);
        stderr = List.copyOf(stderr);
        attempts = List.copyOf(attempts);
    }

    /** Lines of which nobody knows which attempt printed them. */
    public LogLines(List<String> stdout, List<String> stderr, LogPlace first) {
        this(stdout, stderr, first, List.of());
    }
}
