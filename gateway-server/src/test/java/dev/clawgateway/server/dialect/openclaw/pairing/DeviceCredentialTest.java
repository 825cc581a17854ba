package dev.clawgateway.server.dialect.openclaw.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.openclaw.connect.ClientInfo;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.Secrets;
import dev.clawgateway.server.DoorSetup;
import dev.clawgateway.server.Doors;
import dev.clawgateway.server.access.TokenAccess;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.SigningKey;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Devices that show tokens of ours, at a gateway that asks for such. */
class DeviceCredentialTest {
    private final MovableTime time = new MovableTime();
    private final KeySet keys =
            new KeySet(SigningKey.of("a secret that nobody guesses, number 1"), null, null);
    private final TestDevice device = TestDevice.fresh();
    private TokenAccess access;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        DoorSetup setup =
                (kept, nodes, runtime) -> {
                    access = TokenAccess.over(() -> keys, kept, nodes, time, runtime.timers());
                    return new Doors(
                            access.authenticator(),
                            new RoleAccess(),
                            access.tokens(),
                            () -> "no other key",
                            access.figures(),
                            List.of());
                };
        OpenClawSettings settings =
                OpenClawSettings.of("1")
                        .with(SharedSecret.token("fleet-secret"))
                        .asking(Set.of(OpenClawListeners.OWN))
                        .with(
                                new OpenClawSettings.Nodes(
                                        OpenClawSettings.Nodes.DEFAULT.commands(),
                                        new ApprovalRules(
                                                true,
                                                false,
                                                _ -> false,
                                                true,
                                                true,
                                                Map.of("pool", "gpu"))));
        gateway = new TestGateway(OpenClawListeners.both().with(time).with(setup).with(settings));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private InetSocketAddress own() {
        return gateway.address(OpenClawListeners.OWN);
    }

    private String token(Holder holder) {
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        return access.tokens()
                .sign(
                        new Credential(
                                UUID.randomUUID().toString(),
                                holder,
                                now,
                                now.plus(Duration.ofHours(1))));
    }

    private static ConnectParams agent(Secrets secrets) {
        return Connects.with(Connects.agent(null, "gpu.list"), secrets);
    }

    private static ConnectParams named(String name, ConnectParams params) {
        ClientInfo client = params.client();
        return new ConnectParams(
                params.minProtocol(),
                params.maxProtocol(),
                new ClientInfo(
                        client.id(),
                        client.version(),
                        client.platform(),
                        client.mode(),
                        name,
                        null,
                        null,
                        "i-2"),
                params.caps(),
                params.commands(),
                params.permissions(),
                params.pathEnv(),
                params.auth(),
                null,
                params.role(),
                params.scopes());
    }

    private static Secrets bootstrap(String token) {
        return new Secrets(null, null, null, token);
    }

    private ConnectParams signed(OpenClawPeer peer, TestDevice who, ConnectParams params) {
        return peer.signed(who, params, time.now().toEpochMilli());
    }

    private JsonNode comes(TestDevice who, ConnectParams params) throws IOException {
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            return peer.hello(signed(peer, who, params));
        }
    }

    private String refused(TestDevice who, ConnectParams params) throws IOException {
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            return peer.refused(signed(peer, who, params))
                    .path("details")
                    .path("code")
                    .asString("");
        }
    }

    @Test
    void aTokenToJoinByLetsSoManyDevicesIn() throws Exception {
        ConnectParams once = agent(bootstrap(token(new Holder.Join("rack*", Map.of(), 1))));

        assertThat(comes(device, once).path("auth").path("deviceToken").asString()).hasSize(43);

        assertThat(refused(TestDevice.fresh(), named("rack4", once)))
                .isEqualTo("AUTH_BOOTSTRAP_TOKEN_INVALID");
        // Whoever came by it before comes by it again.
        comes(device, once);
        time.advance(Duration.ofHours(2));
        assertThat(refused(device, once)).isEqualTo("AUTH_BOOTSTRAP_TOKEN_INVALID");
    }

    @Test
    void aTokenToJoinByIsForNodesOfItsNamesAlone() throws Exception {
        ConnectParams other = agent(bootstrap(token(new Holder.Join("lab*", Map.of(), 9))));

        assertThat(refused(device, other)).isEqualTo("PAIRING_REQUIRED");
        assertThat(refused(device, agent(bootstrap("none"))))
                .isEqualTo("AUTH_BOOTSTRAP_TOKEN_INVALID");
    }

    /** It would be shown again and again by programs that know nothing else, and ends some day. */
    @Test
    void aTokenToJoinByIsNoSecret() throws Exception {
        String join = token(new Holder.Join("rack*", Map.of(), 9));

        assertThat(refused(device, agent(new Secrets(join, null, null, null))))
                .isEqualTo("AUTH_TOKEN_MISMATCH");
        comes(device, agent(bootstrap(join)));
    }

    @Test
    void aTokenOfTheNodeLetsTheDeviceIn() throws Exception {
        String node = token(new Holder.Node("rack*", Map.of("pool", "gpu")));
        String other = token(new Holder.Node("lab*", Map.of()));

        comes(device, agent(new Secrets(node, null, null, null)));

        assertThat(refused(TestDevice.fresh(), agent(new Secrets(other, null, null, null))))
                .isEqualTo("AUTH_TOKEN_MISMATCH");
    }

    @Test
    void anOperatorsTokenGivesADeviceNoMoreThanItsRole() throws Exception {
        String viewer = token(new Holder.Operator("vic", Rights.of(Role.VIEWER)));
        ConnectParams wide =
                Connects.cli(viewer, "operator.read", "operator.write", "operator.pairing");

        JsonNode hello = comes(device, wide);

        assertThat(hello.path("auth").path("scopes").toString()).isEqualTo("[\"operator.read\"]");
    }

    /** Elsewhere the door lets admins alone decide on devices. */
    @Test
    void pairingAloneLetsSomebodyDecideOnDevicesAndOnNothingElse() throws Exception {
        refused(device, agent(bootstrap(token(new Holder.Join("lab*", Map.of(), 9)))));
        try (OpenClawPeer pairing =
                OpenClawPeer.connected(own(), Connects.cli("fleet-secret", "operator.pairing"))) {
            JsonNode listed = pairing.ask("1", "device.pair.list", "{}").path("payload");
            assertThat(listed.path("pending")).as("%s", listed).hasSize(1);
            assertThat(pairing.ask("2", "node.list", "{}").path("ok").asBoolean()).isFalse();
        }
        try (OpenClawPeer reader =
                OpenClawPeer.connected(own(), Connects.cli("fleet-secret", "operator.read"))) {
            assertThat(reader.ask("1", "device.pair.list", "{}").path("ok").asBoolean()).isFalse();
        }
    }
}
