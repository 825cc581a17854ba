package dev.clawgateway.control.operations.membership;

import org.jspecify.annotations.Nullable;

/**
 * How a member does.
 *
 * @param responseMillis how long it took to answer when it was asked last; null while not known
 * @param upSeconds since when it has been up, where this gateway knows by itself; null where only
 *     the member could say
 */
public record MemberHealth(
        MemberEntry entry, @Nullable Double responseMillis, @Nullable Double upSeconds) {}
