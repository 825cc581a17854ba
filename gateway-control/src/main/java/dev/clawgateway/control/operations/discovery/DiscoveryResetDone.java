package dev.clawgateway.control.operations.discovery;

/**
 * The registry starts over.
 *
 * @param removed how many members were in it
 * @param version of the registry now
 */
public record DiscoveryResetDone(int removed, long version) {}
