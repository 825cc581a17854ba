package dev.clawgateway.core.time;

import java.time.Instant;

/**
 * One reading of both clocks, handed to the deterministic core with every command.
 *
 * @param wall the wall clock, for what people read
 * @param nanos the monotonic clock in nanoseconds, for timeouts
 */
public record Moment(Instant wall, long nanos) {}
