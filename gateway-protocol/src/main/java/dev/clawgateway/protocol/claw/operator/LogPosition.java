package dev.clawgateway.protocol.claw.operator;

import org.jspecify.annotations.Nullable;

/**
 * A place in a workload's output. Lines of a stream are numbered from 0 in the order they came. Our
 * extension.
 *
 * @param series which numbering is meant: another one began when the gateway started anew or had
 *     forgotten the output; null in a request that has seen none
 * @param stdout number of a line of stdout
 * @param stderr number of a line of stderr
 */
public record LogPosition(@Nullable String series, long stdout, long stderr) {
    /** Where output begins. */
    public static final LogPosition START = new LogPosition(null, 0, 0);
}
