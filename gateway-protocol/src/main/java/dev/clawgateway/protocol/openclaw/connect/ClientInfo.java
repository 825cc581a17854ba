package dev.clawgateway.protocol.openclaw.connect;

import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself. Nothing of it is proven.
 *
 * @param id which program, of 1 to 64 printable characters: {@code cli}, {@code node-host}
 * @param mode what it runs as, such as {@code cli} or {@code probe}
 * @param displayName for people; null for none, like all that may be missing
 * @param instanceId of its process
 */
public record ClientInfo(
        String id,
        String version,
        String platform,
        String mode,
        @Nullable String displayName,
        @Nullable String deviceFamily,
        @Nullable String modelIdentifier,
        @Nullable String instanceId) {}
