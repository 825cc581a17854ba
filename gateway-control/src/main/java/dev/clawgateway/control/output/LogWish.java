package dev.clawgateway.control.output;

import org.jspecify.annotations.Nullable;

/**
 * Which lines are wanted.
 *
 * @param lines of each stream, at most
 * @param stderr whether that stream is wanted too
 * @param from the first lines, to go on from there; null for the newest
 * @param maxBytes of all lines together as JSON, at most
 */
public record LogWish(long lines, boolean stderr, @Nullable LogPlace from, long maxBytes) {}
