package dev.clawgateway.server.config;

import org.jspecify.annotations.Nullable;

/**
 * {@code [auth]}. Not built in this version, so it can only be off: a gateway that was asked to
 * authenticate must not run open.
 */
public record AuthConfig(boolean enabled, @Nullable Secret tokenSecret) {
    static final AuthConfig DEFAULT = new AuthConfig(false, null);

    public AuthConfig {
        if (enabled) {
            throw new ConfigException(
                    "auth.enabled",
                    true,
                    "authentication is not built yet, and the gateway does not run open when it"
                            + " was asked to authenticate; set it to false and listen where only"
                            + " trusted machines can connect");
        }
    }

    static AuthConfig read(Section section) {
        boolean enabled = section.flag("enabled", false);
        Secret secret = section.secret("token_secret");
        return section.build(() -> new AuthConfig(enabled, secret), DEFAULT);
    }
}
