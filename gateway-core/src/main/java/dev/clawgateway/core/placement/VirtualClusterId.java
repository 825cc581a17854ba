package dev.clawgateway.core.placement;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Identity of a virtual cluster, as long as it is declared; written as a lower-case UUID. One that
 * is declared anew after it was removed is another.
 */
public record VirtualClusterId(UUID value) {
    /** Of one that was declared before it was given an id, or that nobody declared. */
    public static VirtualClusterId ofName(String name) {
        byte[] text = ("virtual cluster " + name).getBytes(StandardCharsets.UTF_8);
        return new VirtualClusterId(UUID.nameUUIDFromBytes(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
