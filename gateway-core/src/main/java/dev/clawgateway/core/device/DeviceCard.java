package dev.clawgateway.core.device;

import org.jspecify.annotations.Nullable;

/**
 * What a device tells of itself, in its own words; nobody has looked whether it is true.
 *
 * @param name that it shows people
 * @param client which program it is
 * @param mode what that program is for
 */
public record DeviceCard(
        @Nullable String name,
        @Nullable String platform,
        @Nullable String family,
        @Nullable String client,
        @Nullable String mode,
        @Nullable String version) {
    /** One that tells nothing. */
    public static final DeviceCard UNKNOWN = new DeviceCard(null, null, null, null, null, null);
}
