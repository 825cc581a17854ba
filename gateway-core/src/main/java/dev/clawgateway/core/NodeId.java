package dev.clawgateway.core;

import java.util.UUID;

/** Identity of a node, unique in the fleet and for ever; written as a lower-case UUID. */
public record NodeId(UUID value) implements Comparable<NodeId> {
    /**
     * Reads the 36-character form, in any case; throws {@link IllegalArgumentException} on anything
     * else.
     */
    public static NodeId parse(String text) {
        return new NodeId(UUID.fromString(text));
    }

    /** Order by the id's text, so that lists read as sorted. */
    @Override
    public int compareTo(NodeId other) {
        int high =
                Long.compareUnsigned(
                        value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
