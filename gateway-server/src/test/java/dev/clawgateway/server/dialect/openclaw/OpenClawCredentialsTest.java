package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TokenDesk;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Tokens of ours in the hands of OpenClaw clients, where callers are asked who they are. */
class OpenClawCredentialsTest {
    private static final String ALL =
            "operator.read operator.write operator.pairing operator.admin";

    private final TokenDesk tokens =
            new TokenDesk()
                    .give("of.a.viewer", "vera", Rights.of(Role.VIEWER))
                    .give("of.an.operator", "olaf", Rights.of(Role.OPERATOR))
                    .give("of.an.admin", "anna", Rights.of(Role.ADMIN));

    @RegisterExtension
    final GatewayExtension gateways =
            new GatewayExtension(
                    OpenClawListeners.both()
                            .with(
                                    OpenClawSettings.of("1")
                                            .with(SharedSecret.token("fleet-secret"))
                                            .asking(Set.of(OpenClawListeners.OWN)))
                            .with(tokens));

    private InetSocketAddress own() {
        return gateways.gateway().address(OpenClawListeners.OWN);
    }

    @ParameterizedTest
    @CsvSource({
        "of.a.viewer, operator.read",
        "of.an.operator, operator.read operator.write",
        "of.an.admin, operator.read operator.write operator.pairing operator.admin",
    })
    void tokenOfOursKeepsTheScopesOfItsRole(String token, String kept) throws Exception {
        // No program of this machine: nothing else would let it keep any.
        ConnectParams params =
                Connects.as(
                        Connects.cli(token, ALL.split(" ")),
                        4,
                        4,
                        "gateway-client",
                        "backend",
                        "operator");
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            JsonNode granted = peer.hello(params).path("auth").path("scopes");

            assertThat(granted.valueStream().map(JsonNode::asString))
                    .containsExactly(kept.split(" "));
        }
    }

    @Test
    void tokenInTheHeaderIsAsGood() throws Exception {
        RawClient socket = RawClient.connect(own(), "/", "Authorization: Bearer of.an.admin\r\n");
        try (OpenClawPeer peer = OpenClawPeer.greeted(socket)) {
            assertThat(peer.hello(Connects.cli(null, "operator.admin")).path("auth").toString())
                    .contains("operator.admin");
        }
    }

    @Test
    void sharedSecretIsGoodBesideThem() throws Exception {
        OpenClawPeer.connected(own(), Connects.cli("fleet-secret")).close();
    }

    @Test
    void whatIsNoTokenOfOursIsAWrongSecret() throws Exception {
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            assertThat(
                            peer.refused(Connects.cli("no.such.token"))
                                    .path("details")
                                    .path("code")
                                    .asString())
                    .isEqualTo("AUTH_TOKEN_MISMATCH");
        }
    }

    @Test
    void sessionEndsWithItsToken() throws Exception {
        try (OpenClawPeer peer =
                OpenClawPeer.connected(own(), Connects.cli("of.an.admin", "operator.admin"))) {
            tokens.end("of.an.admin", "revoked");

            RawClient.Frame close = peer.socket().next();
            while (close.opcode() == RawClient.TEXT) {
                close = peer.socket().next();
            }
            assertThat(close.closeCode()).isEqualTo(4001);
            assertThat(close.payload()).isEqualTo("gateway auth changed");
        }
    }

    @Test
    void otherSecretLeavesThoseWhoCameByATokenOfOurs() throws Exception {
        try (OpenClawPeer peer =
                OpenClawPeer.connected(own(), Connects.cli("of.an.admin", "operator.admin"))) {
            gateways.gateway()
                    .apply(
                            OpenClawListeners.both()
                                    .with(
                                            OpenClawSettings.of("1")
                                                    .with(SharedSecret.token("other"))
                                                    .asking(Set.of(OpenClawListeners.OWN))));

            assertThat(peer.ask("1", "health", "{}").path("ok").asBoolean()).isTrue();
        }
    }
}
