package dev.clawgateway.server.reload;

import dev.clawgateway.server.config.AuthConfig;
import dev.clawgateway.server.config.DiscoveryConfig;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.ListenerConfig;
import dev.clawgateway.server.config.MembershipConfig;
import dev.clawgateway.server.config.OidcConfig;
import dev.clawgateway.server.config.ServerConfig;
import dev.clawgateway.server.config.TlsConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in force once a configuration is read again: its own, but for who can reach the gateway
 * and who is asked, which other settings follow from, and which only a restart changes.
 */
final class ConfigMerge {
    private ConfigMerge() {}

    static GatewayConfig of(GatewayConfig inForce, GatewayConfig next) {
        return new GatewayConfig(
                server(inForce.server(), next.server()),
                listeners(inForce.listeners(), next.listeners()),
                next.timing(),
                tls(inForce.tls(), next.tls()),
                auth(inForce.auth(), next.auth()),
                inForce.storage(),
                next.audit(),
                next.scheduler()
                        .with(inForce.scheduler().pluginDir(), inForce.scheduler().functions()),
                next.workloads(),
                next.recovery(),
                inForce.mesh(),
                discovery(inForce.discovery(), next.discovery()),
                membership(inForce.membership(), next.membership()),
                next.openclaw().enabled(inForce.openclaw().enabled()),
                next.health(),
                next.log(),
                next.limits());
    }

    private static ServerConfig server(ServerConfig inForce, ServerConfig next) {
        return new ServerConfig(
                inForce.bindAddress(),
                next.maxNodes(),
                next.nodeTimeout(),
                next.losses(),
                next.hostNames(),
                next.allowedOrigins(),
                next.trustedProxies());
    }

    private static TlsConfig tls(TlsConfig inForce, TlsConfig next) {
        return inForce.enabled() && next.enabled() ? next : inForce;
    }

    private static DiscoveryConfig discovery(DiscoveryConfig inForce, DiscoveryConfig next) {
        return new DiscoveryConfig(
                inForce.enabled(),
                next.nodeTimeout(),
                next.heartbeatInterval(),
                next.massSilence(),
                next.limits());
    }

    private static MembershipConfig membership(MembershipConfig inForce, MembershipConfig next) {
        return new MembershipConfig(
                inForce.enabled(),
                inForce.clusterId(),
                next.nodeTimeout(),
                next.retention(),
                next.probeAllow(),
                inForce.corsOrigins());
    }

    private static AuthConfig auth(AuthConfig inForce, AuthConfig next) {
        return new AuthConfig(
                inForce.enabled(),
                next.tokenSecret(),
                next.nextTokenSecret(),
                next.previousTokenSecret(),
                oidc(inForce.oidc(), next.oidc()));
    }

    /** Of the same provider, what its tokens mean. */
    private static @Nullable OidcConfig oidc(
            @Nullable OidcConfig inForce, @Nullable OidcConfig next) {
        return inForce == null || next == null || !next.issuer().equals(inForce.issuer())
                ? inForce
                : new OidcConfig(
                        inForce.issuer(),
                        next.audience(),
                        next.roleClaim(),
                        next.roles(),
                        next.clustersClaim(),
                        next.clients(),
                        next.signIn(),
                        inForce.authority());
    }

    private static List<ListenerConfig> listeners(
            List<ListenerConfig> inForce, List<ListenerConfig> next) {
        return inForce.stream()
                .map(now ->
                        next.stream()
                                .filter(other -> other.name().equals(now.name()))
                                .findFirst()
                                .map(other -> merged(now, other))
                                .orElse(now))
                .toList();
    }

    /** Whom it believes about clients may change; what it is may not. */
    private static ListenerConfig merged(ListenerConfig now, ListenerConfig next) {
        ListenerConfig.ClientCerts before = now.clients();
        ListenerConfig.ClientCerts after = next.clients();
        return before == null || after == null
                ? now
                : new ListenerConfig(
                        now.name(),
                        now.bindAddress(),
                        now.group(),
                        now.auth(),
                        now.tls(),
                        new ListenerConfig.ClientCerts(
                                after.authority(), after.required(), before.field(), before.role()),
                        now.dialects(),
                        now.open());
    }
}
