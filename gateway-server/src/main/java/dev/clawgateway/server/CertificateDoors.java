package dev.clawgateway.server;

import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.control.access.KnownNodes;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.access.LiveGrants;
import dev.clawgateway.server.access.certificate.AuthoritiesInForce;
import dev.clawgateway.server.access.certificate.CertificateAuthenticator;
import dev.clawgateway.server.access.certificate.CertificateAuthenticator.Use;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.ListenerConfig;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Doors for those who come with a certificate, where a listener asks for some, beside others.
 *
 * @param uses by listener
 */
record CertificateDoors(DoorSetup others, Map<String, Use> uses) implements DoorSetup {
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

    /**
     * These and others, as configured; just the others where nobody is asked who they are.
     *
     * @param authorities by listener
     */
    static DoorSetup beside(
            DoorSetup others, GatewayConfig config, Map<String, AuthoritiesInForce> authorities) {
        Map<String, Use> uses = new LinkedHashMap<>();
        for (ListenerConfig listener : config.listeners()) {
            AuthoritiesInForce believed = authorities.get(listener.name());
            if (listener.clients() != null && believed != null) {
                uses.put(listener.name(), new Use(role(listener.clients().role()), believed));
            }
        }
        return uses.isEmpty() || !config.asksCallers()
                ? others
                : new CertificateDoors(others, uses);
    }

    private static @Nullable Role role(ListenerConfig.ClientCerts.ClientRole role) {
        return switch (role) {
            case NODE -> null;
            case VIEWER -> Role.VIEWER;
            case OPERATOR -> Role.OPERATOR;
            case ADMIN -> Role.ADMIN;
        };
    }

    @Override
    public Doors over(Credentials kept, KnownNodes nodes, GatewayRuntime runtime) {
        Doors beside = others.over(kept, nodes, runtime);
        LiveGrants grants = new LiveGrants();
        runtime.repeat("certificates", LOOK_PAUSE, grants::look);
        return new Doors(
                new CertificateAuthenticator(
                        uses,
                        beside.authenticator(),
                        new CertificateAuthenticator.Kept(kept, nodes),
                        grants,
                        runtime.time()),
                beside.access(),
                beside.tokens(),
                beside.rotation(),
                beside.figures(),
                beside.warnings());
    }
}
