package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.claw.mesh.MeshSettings;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The mesh of section 3.9, switched on. */
class MeshSessionTest {
    private static final String KEY_A = key('a');
    private static final String KEY_B = key('b');
    private static final String KEY_C = key('c');
    private static final NodeId A = new NodeId(new UUID(1, 1));
    private static final NodeId B = new NodeId(new UUID(1, 2));
    private static final NodeId C = new NodeId(new UUID(1, 3));

    @RegisterExtension
    final GatewayExtension gateways =
            new GatewayExtension(
                    TestGatewayOptions.standard()
                            .with(new MeshSettings(true, "10.100.0.0/16", 51820)));

    @Test
    void introducesNewcomersAndForgetsLeavers() throws Exception {
        try (RawClient a = join(A, KEY_A);
                RawClient cli = gateways.gateway().cli()) {
            JsonNode first = a.expect("mesh_peer_config");
            RawClient b = join(B, KEY_B);
            JsonNode toB = b.expect("mesh_peer_config");
            JsonNode toA = a.expect("mesh_peer_config");
            b.text(
                    "{\"type\":\"mesh_ready\",\"node_id\":\""
                            + B
                            + "\",\"mesh_ip\":\"10.100.0.2\",\"peer_count\":1,\"error\":null}");
            b.text(Frames.heartbeat(B));
            b.expect("heartbeat_ack");
            JsonNode status = cli.ask("{\"type\":\"get_mesh_status\"}", "mesh_status");
            JsonNode node =
                    cli.ask("{\"type\":\"get_mesh_node\",\"node_id\":\"" + A + "\"}", "mesh_node")
                            .path("node");
            b.close();
            JsonNode removed = a.expect("mesh_peer_remove");

            assertThat(first.path("node_mesh_ip").asString()).isEqualTo("10.100.0.1");
            assertThat(first.path("peers").size()).isZero();
            assertThat(toB.path("node_mesh_ip").asString()).isEqualTo("10.100.0.2");
            assertThat(toB.path("peers").path(0).path("public_key").asString()).isEqualTo(KEY_A);
            assertThat(toB.path("peers").path(0).path("allowed_ips").toString())
                    .isEqualTo("[\"10.100.0.1/32\"]");
            assertThat(toB.path("private_key").isNull()).isTrue();
            assertThat(toA.path("peers").path(0).path("public_key").asString()).isEqualTo(KEY_B);
            assertThat(status.path("enabled").asBoolean()).isTrue();
            assertThat(status.path("connection_count").asInt()).isEqualTo(1);
            assertThat(node.path("public_key").asString()).isEqualTo(KEY_A);
            assertThat(removed.path("peer_public_keys").toString())
                    .isEqualTo("[\"" + KEY_B + "\"]");
        }
    }

    @Test
    void reusesTheAddressOfALeaver() throws Exception {
        try (RawClient a = join(A, KEY_A)) {
            a.expect("mesh_peer_config");
            RawClient b = join(B, KEY_B);
            b.expect("mesh_peer_config");
            a.expect("mesh_peer_config");
            b.close();
            a.expect("mesh_peer_remove");

            try (RawClient c = join(C, KEY_C)) {
                assertThat(c.expect("mesh_peer_config").path("node_mesh_ip").asString())
                        .isEqualTo("10.100.0.2");
            }
        }
    }

    @Test
    void leavesOutNodesWithoutAKey() throws Exception {
        try (RawClient plain = gateways.gateway().node(A, 1);
                RawClient cli = gateways.gateway().cli()) {
            plain.text(Frames.heartbeat(A));
            plain.expect("heartbeat_ack");

            JsonNode peers = cli.ask("{\"type\":\"list_mesh_peers\"}", "mesh_peers").path("peers");
            cli.text("{\"type\":\"get_mesh_node\",\"node_id\":\"" + A + "\"}");
            cli.expectError(1001);

            assertThat(peers.size()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c2hvcnQ= | 198.51.100.24:51820 | wireguard_public_key",
                "no base64 at all, but long enough to be a key | 198.51.100.24:51820 | wireguard_public_key",
                "VALID | somewhere:51820 | wireguard_endpoint",
                "VALID | 198.51.100.24 | wireguard_endpoint",
                "VALID | 198.51.100.24:0 | wireguard_endpoint",
                "VALID | 198.51.100.24:70000 | wireguard_endpoint",
                "VALID | 2001:db8::7:51820 | wireguard_endpoint",
                "VALID | [198.51.100.24]:51820 | wireguard_endpoint",
                "VALID | 198.51.100.24:51820 --up sh | wireguard_endpoint",
            })
    void refusesWhatNoPeerCouldUse(String key, String endpoint, String member) throws Exception {
        try (RawClient a = join(A, KEY_A);
                RawClient client = gateways.gateway().connect()) {
            a.expect("mesh_peer_config");
            client.text(register(B, key.equals("VALID") ? KEY_B : key, endpoint));

            assertThat(client.expectError(1003).path("message").asString()).startsWith(member);
            a.text(Frames.heartbeat(A));
            a.expect("heartbeat_ack");
        }
    }

    @Test
    void takesAnAddressOfVersionSix() throws Exception {
        try (RawClient client = gateways.gateway().connect()) {
            client.text(register(A, KEY_A, "[2001:db8::7]:51820"));

            client.expect("registered");
        }
    }

    private static String key(char letter) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) letter);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String register(NodeId id, String key, String endpoint) {
        return Frames.register(id, "node", 1)
                .replace(
                        "\"protocol_version\":1",
                        "\"protocol_version\":1,\"wireguard_public_key\":\""
                                + key
                                + "\",\"wireguard_endpoint\":\""
                                + endpoint
                                + "\"");
    }

    private RawClient join(NodeId id, String key) throws Exception {
        RawClient client = gateways.gateway().connect();
        client.text(register(id, key, "198.51.100.24:51820"));
        client.expect("registered");
        return client;
    }
}
