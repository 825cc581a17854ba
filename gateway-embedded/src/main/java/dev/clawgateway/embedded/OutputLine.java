package dev.clawgateway.embedded;

/**
 * A line that a workload printed.
 *
 * @param stderr whether it is of that stream; else of standard output
 * @param number in its stream, from 0. Numbers that are missing are lines that are no longer kept,
 *     or came too fast
 * @param text without its end
 */
public record OutputLine(boolean stderr, long number, String text) {}
