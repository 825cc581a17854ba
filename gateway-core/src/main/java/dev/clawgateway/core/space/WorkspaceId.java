package dev.clawgateway.core.space;

import java.util.UUID;

/** Identity of a workspace, unique in the fleet and for ever; written as a lower-case UUID. */
public record WorkspaceId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
