package dev.clawgateway.server;

import dev.clawgateway.server.access.certificate.WatchedAuthorities;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.ListenerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads who is believed when it says whose a certificate is. */
final class Authorities {
    private Authorities() {}

    /**
     * Of those listeners that ask clients for certificates, by name.
     *
     * @throws StartException when there is none in a file
     */
    static Map<String, WatchedAuthorities> byListener(GatewayConfig config) throws StartException {
        Map<String, WatchedAuthorities> authorities = new LinkedHashMap<>();
        for (ListenerConfig listener : config.listeners()) {
            if (listener.clients() != null) {
                authorities.put(listener.name(), read(listener.clients().authority()));
            }
        }
        return authorities;
    }

    private static WatchedAuthorities read(Path file) throws StartException {
        try {
            return WatchedAuthorities.of(file);
        } catch (IOException | GeneralSecurityException failure) {
            throw new StartException(
                    DaemonExitCode.CONFIGURATION,
                    "listener.client_ca: cannot read certificates from "
                            + file
                            + ": "
                            + failure.getMessage()
                            + "; it must be PEM",
                    failure);
        }
    }
}
