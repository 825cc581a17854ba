package dev.clawgateway.server.dialect.openclaw.presence;

import org.jspecify.annotations.Nullable;

/**
 * The gateway, as it shows itself in the list of who is there.
 *
 * @param host its name
 * @param address null where it has none to show
 */
public record GatewayIdentity(
        String host, @Nullable String address, String version, String platform) {}
