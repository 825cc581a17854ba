package dev.clawgateway.core;

import java.util.UUID;

/**
 * Which fleet a gateway is in charge of: made at the first start over an empty store, and kept
 * there. A node that knew another one was led by somebody else.
 */
public record FleetId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
