package dev.clawgateway.server;

import dev.clawgateway.control.operations.membership.MembershipSettings;
import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.net.gate.AddressRange;
import dev.clawgateway.protocol.access.ProviderAnswer;
import dev.clawgateway.server.config.DiscoveryConfig;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.ListenerConfig;
import dev.clawgateway.server.config.MembershipConfig;
import dev.clawgateway.server.config.OidcConfig;
import dev.clawgateway.server.config.openclaw.OpenClawConfig;
import dev.clawgateway.server.config.source.Secret;
import dev.clawgateway.server.dialect.claw.mesh.MeshSettings;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;
import dev.clawgateway.server.dialect.discovery.DiscoverySettings;
import dev.clawgateway.server.dialect.membership.MembershipSetup;
import dev.clawgateway.server.dialect.openclaw.session.CommandRules;
import dev.clawgateway.server.dialect.openclaw.session.EventLimits;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.http.OpenDialects;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the dialects are told of the configuration. What cannot be configured keeps its default. */
final class PartSettings {
    private PartSettings() {}

    static ClawSettings claw(GatewayConfig config, String version) {
        ClawSettings defaults = ClawSettings.of(version);
        return new ClawSettings(
                version,
                config.timing().heartbeatInterval(),
                config.timing().metricsInterval(),
                defaults.linesPerBatch());
    }

    static OpenClawSettings openclaw(GatewayConfig config, String version) {
        OpenClawConfig said = config.openclaw();
        OpenClawSettings.Times usual = OpenClawSettings.Times.DEFAULT;
        Set<String> asking = new HashSet<>(names(config));
        asking.removeAll(config.unasked());
        return new OpenClawSettings(
                version,
                secret(said.auth()),
                new OpenClawSettings.Entry(
                        asking,
                        Set.of(),
                        said.path(),
                        said.origins().isEmpty()
                                ? config.server().allowedOrigins()
                                : said.origins(),
                        said.nonceless()),
                new OpenClawSettings.Times(
                        said.times().handshake(),
                        usual.silence(),
                        said.times().tick(),
                        usual.ping(),
                        usual.pong(),
                        usual.skew()),
                new OpenClawSettings.Bounds(
                        new EventLimits(
                                said.limits().operatorBytes(),
                                said.limits().nodeBytes(),
                                said.limits().stall()),
                        said.limits().waitingRequests(),
                        said.auth().freeAttempts()),
                nodes(said));
    }

    private static OpenClawSettings.Nodes nodes(OpenClawConfig said) {
        OpenClawConfig.Approval approval = said.approval();
        return new OpenClawSettings.Nodes(
                new CommandRules(said.commands().allow(), said.commands().deny()),
                new ApprovalRules(
                        approval.localOperators(),
                        approval.localNodes(),
                        address -> within(approval.networks(), address),
                        approval.nodeTokens(),
                        approval.joinTokens(),
                        approval.labels()),
                said.deviceChoice());
    }

    private static boolean within(List<AddressRange> networks, String address) {
        InetAddress told = AddressRange.address(address);
        return told != null && networks.stream().anyMatch(network -> network.contains(told));
    }

    private static Set<String> names(GatewayConfig config) {
        return Stream.concat(
                        Stream.of(ListenerConfig.SERVER),
                        config.listeners().stream().map(ListenerConfig::name))
                .collect(Collectors.toSet());
    }

    private static SharedSecret secret(OpenClawConfig.Auth auth) {
        Secret secret = auth.secret();
        return secret == null
                ? SharedSecret.NONE
                : new SharedSecret(
                        auth.mode() == OpenClawConfig.Mode.PASSWORD
                                ? SharedSecret.Mode.PASSWORD
                                : SharedSecret.Mode.TOKEN,
                        secret.value(),
                        auth.freeLocally());
    }

    static WaysIn ways(GatewayConfig config) {
        Set<String> first = WaysIn.DIALECTS;
        List<WaysIn.Way> others = new ArrayList<>();
        Map<String, Set<String>> open = new LinkedHashMap<>();
        for (ListenerConfig listener : config.listeners()) {
            Set<String> served =
                    listener.dialects() == null ? WaysIn.DIALECTS : listener.dialects();
            if (listener.isServer()) {
                first = served;
            } else {
                others.add(
                        new WaysIn.Way(
                                listener.name(),
                                listener.bindAddress().bind(),
                                listener.group(),
                                served));
            }
            Set<String> named = open(listener, served);
            if (named != null) {
                open.put(listener.name(), named);
            }
        }
        Set<String> unasked = config.asksCallers() ? config.unasked() : Set.of();
        return new WaysIn(first, others, new OpenDialects(open), unasked);
    }

    /** As it says; a listener for nothing but the metrics shows them to everybody. */
    private static @Nullable Set<String> open(ListenerConfig listener, Set<String> served) {
        return listener.open() == null && served.equals(Set.of(OpenDialects.METRICS))
                ? served
                : listener.open();
    }

    static MeshSettings mesh(GatewayConfig config) {
        return new MeshSettings(
                config.mesh().enabled(), config.mesh().cidr(), config.mesh().listenPort());
    }

    static Guests.Invitations guests(GatewayConfig config) {
        DiscoveryConfig discovery = config.discovery();
        return new Guests.Invitations(
                discovery.enabled()
                        ? new DiscoverySettings(
                                discovery.nodeTimeout(),
                                discovery.heartbeatInterval(),
                                discovery.massSilence())
                        : null,
                membership(config),
                provider(config));
    }

    /** What people need who sign in; where nobody is asked who they are, nothing. */
    private static @Nullable ProviderAnswer provider(GatewayConfig config) {
        OidcConfig oidc = config.auth().oidc();
        OidcConfig.SignIn signIn = oidc == null ? null : oidc.signIn();
        return oidc == null || signIn == null || !config.asksCallers()
                ? null
                : new ProviderAnswer(
                        oidc.issuer(),
                        signIn.clientId(),
                        signIn.scopes(),
                        // Tokens that say who somebody is are for the client that asked.
                        signIn.clientId().equals(oidc.audience())
                                ? ProviderAnswer.ID_TOKEN
                                : ProviderAnswer.ACCESS_TOKEN);
    }

    private static MembershipSetup membership(GatewayConfig config) {
        MembershipConfig membership = config.membership();
        Set<String> origins = membership.corsOrigins();
        if (origins.isEmpty() && config.localOnly()) {
            origins = MembershipSetup.LOOPBACK_ORIGINS;
        }
        return new MembershipSetup(
                new MembershipSettings(
                        membership.enabled(),
                        membership.clusterId(),
                        membership.nodeTimeout(),
                        membership.retention(),
                        membership.probeAllow()),
                origins);
    }
}
