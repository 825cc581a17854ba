package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.output.LogPlace;

/** A line of output, or what is to be known of the lines that follow. */
public sealed interface OutputMark {
    /**
     * A line, without its end.
     *
     * @param stderr of which stream
     * @param number of it in that stream, from 0
     * @param attempt that printed it; 0 where that is not known
     * @param next where to go on behind it
     */
    record Line(boolean stderr, long number, int attempt, String text, LogPlace next)
            implements OutputMark {}

    /** From here on it is the output of that attempt. */
    record Begins(int attempt) implements OutputMark {}

    /**
     * Lines that are kept no more.
     *
     * @param stderr of which stream
     * @param from the first of them
     * @param to the last of them
     */
    record Lost(boolean stderr, long from, long to) implements OutputMark {}

    /** What was printed before is kept no more, nor how much it was. */
    record BeganAnew() implements OutputMark {}
}
