package dev.clawgateway.control.output;

/**
 * Where the output of an attempt begins.
 *
 * @param stdout number of its first line of that stream
 * @param stderr the same
 */
public record AttemptPlace(int attempt, long stdout, long stderr) {}
