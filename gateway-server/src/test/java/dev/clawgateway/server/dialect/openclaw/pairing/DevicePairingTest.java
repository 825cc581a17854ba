package dev.clawgateway.server.dialect.openclaw.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.Secrets;
import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How devices come in, and who decides on them, over real sockets. */
class DevicePairingTest {
    private static final String SECRET = "fleet-secret";
    private static final OpenClawSettings SETTINGS =
            OpenClawSettings.of("1").with(SharedSecret.token(SECRET));

    private final TestDevice device = TestDevice.fresh();
    private TestGateway gateway;
    private ApiClient api;
    private OpenClawPeer operator;

    @BeforeEach
    void start() throws IOException {
        begin(SETTINGS);
    }

    private void begin(OpenClawSettings settings) throws IOException {
        gateway = new TestGateway(OpenClawListeners.both().with(settings));
        api = new ApiClient(gateway);
        operator = operator("operator.admin");
    }

    @AfterEach
    void stop() throws IOException {
        operator.close();
        api.close();
        gateway.close();
    }

    private InetSocketAddress own() {
        return gateway.address(OpenClawListeners.OWN);
    }

    /** The command line on this machine, which needs no device. */
    private OpenClawPeer operator(String... scopes) throws IOException {
        return OpenClawPeer.connected(own(), Connects.cli(SECRET, scopes));
    }

    private static ConnectParams agent(String... commands) {
        return Connects.agent(SECRET, commands);
    }

    private static ConnectParams signed(
            OpenClawPeer peer, TestDevice device, ConnectParams params) {
        return peer.signed(device, params, Instant.now().toEpochMilli());
    }

    /** Comes, waits, and leaves with what it was told. */
    private JsonNode waits(ConnectParams params) throws IOException {
        return waits(device, params);
    }

    private JsonNode waits(TestDevice who, ConnectParams params) throws IOException {
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            JsonNode error = peer.refused(signed(peer, who, params));
            assertThat(error.path("code").asString()).as("%s", error).isEqualTo("NOT_PAIRED");
            assertThat(peer.socket().closeCode()).isEqualTo(1008);
            return error;
        }
    }

    private OpenClawPeer comes(ConnectParams params) throws IOException {
        OpenClawPeer peer = OpenClawPeer.open(own());
        peer.hello(signed(peer, device, params));
        return peer;
    }

    private String request(JsonNode error) {
        return error.path("details").path("requestId").asString();
    }

    private JsonNode ask(String method, String params) throws IOException {
        JsonNode answer = operator.ask("q", method, params.replace('\'', '"'));
        assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
        return answer.path("payload");
    }

    private static JsonNode only(JsonNode list, String member, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path(member).asString("").equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(list.toString()));
    }

    @Test
    void aNodeWaitsUntilSomebodyApprovesItAndIsThenLetIn() throws Exception {
        JsonNode error = waits(agent("gpu.list"));

        assertThat(error.path("message").asString())
                .isEqualTo("pairing required: device is not approved yet");
        JsonNode details = error.path("details");
        assertThat(details.path("reason").asString()).isEqualTo("not-paired");
        assertThat(details.path("pauseReconnect").asBoolean(true)).isFalse();
        assertThat(details.path("recommendedNextStep").asString()).isEqualTo("wait_then_retry");
        assertThat(error.path("retryAfterMs").asLong()).isBetween(5_000L, 15_000L);

        JsonNode pending =
                only(ask("device.pair.list", "{}").path("pending"), "deviceId", device.id());
        assertThat(pending.path("requestId").asString()).isEqualTo(request(error));
        assertThat(pending.path("publicKey").asString()).isEqualTo(device.publicKey());
        JsonNode asNode = only(ask("node.pair.list", "{}").path("pending"), "nodeId", device.id());
        assertThat(asNode.path("requestId").asString()).isEqualTo(request(error));
        assertThat(asNode.path("commands").toString()).isEqualTo("[\"gpu.list\"]");

        JsonNode approved = ask("node.pair.approve", "{'requestId':'" + request(error) + "'}");
        assertThat(approved.path("node").path("nodeId").asString()).isEqualTo(device.id());

        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            JsonNode hello = peer.hello(signed(peer, device, agent("gpu.list")));
            assertThat(hello.path("auth").path("deviceToken").asString()).hasSize(43);
        }
        assertThat(ask("device.pair.list", "{}").path("pending").isEmpty()).isTrue();
    }

    @Test
    void theTokenThatADeviceWasGivenLetsItInWithoutTheSecret() throws Exception {
        approved(agent("gpu.list"));
        String token;
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            JsonNode hello = peer.hello(signed(peer, device, agent("gpu.list")));
            token = hello.path("auth").path("deviceToken").asString();
        }

        ConnectParams byToken =
                Connects.with(agent("gpu.list"), new Secrets(null, null, token, null));
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            JsonNode hello = peer.hello(signed(peer, device, byToken));
            assertThat(hello.path("auth").has("deviceToken")).isFalse();
        }
        comes(Connects.with(byToken, new Secrets(token, null, null, null))).close();
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            JsonNode error = peer.refused(signed(peer, TestDevice.fresh(), byToken));
            assertThat(error.path("details").path("code").asString())
                    .isEqualTo("AUTH_DEVICE_TOKEN_MISMATCH");
        }
    }

    private void approved(ConnectParams params) throws IOException {
        JsonNode error = waits(params);
        ask("device.pair.approve", "{'requestId':'" + request(error) + "'}");
    }

    @Test
    void whatIsApprovedOverTheApiIsApproved() throws Exception {
        String request = request(waits(agent("gpu.list")));

        ApiClient.Reply listed = api.get("/access/device-requests");
        assertThat(listed.at("/items/0/id")).isEqualTo(request);
        ApiClient.Reply approved =
                api.send("POST", "/access/device-requests/" + request + "/approve", "");

        assertThat(approved.status()).as(approved.text("detail")).isEqualTo(200);
        assertThat(approved.text("id")).isEqualTo(device.id());
        comes(agent("gpu.list")).close();
        assertThat(api.get("/access/devices/" + device.id()).at("/roles/0/commands/0"))
                .isEqualTo("gpu.list");
    }

    @Test
    void aDeviceThatAsksForMoreMakesAnotherRequest() throws Exception {
        String first = request(waits(agent("gpu.list")));
        assertThat(request(waits(agent("gpu.list")))).isEqualTo(first);
        String second = request(waits(agent("gpu.list", "system.run")));

        assertThat(second).isNotEqualTo(first);
        operator.event("device.pair.requested");
        JsonNode resolved = operator.event("device.pair.resolved").path("payload");
        assertThat(resolved.path("decision").asString()).isEqualTo("rejected");
        assertThat(resolved.path("supersededBy").asString()).isEqualTo(second);
        assertThat(
                        operator.fails("device.pair.approve", "{'requestId':'" + first + "'}")
                                .path("message")
                                .asString())
                .isEqualTo("unknown requestId");
    }

    @Test
    void operatorsAreToldOfDevicesThatWaitAndOfDecisions() throws Exception {
        try (OpenClawPeer reader = operator("operator.read")) {
            String request = request(waits(agent("gpu.list")));
            operator.socket()
                    .text(
                            Connects.request(
                                    "r",
                                    "device.pair.reject",
                                    "{\"requestId\":\"" + request + "\"}"));

            JsonNode requested = operator.event("device.pair.requested").path("payload");
            assertThat(requested.path("requestId").asString()).isEqualTo(request);
            assertThat(requested.path("silent").isBoolean()).isTrue();
            JsonNode asNode = operator.event("node.pair.requested").path("payload");
            assertThat(asNode.path("nodeId").asString()).isEqualTo(device.id());
            assertThat(
                            operator.event("device.pair.resolved")
                                    .path("payload")
                                    .path("decision")
                                    .asString())
                    .isEqualTo("rejected");
            // Whoever may not decide is told nothing: his own answer comes next.
            reader.socket().text(Connects.request("h", "health", "{}"));
            assertThat(reader.socket().message().path("event").asString("")).doesNotContain("pair");
        }
    }

    @Test
    void aRemovedDeviceIsSentAwayAndWaitsAgain() throws Exception {
        approved(agent("gpu.list"));
        try (OpenClawPeer node = comes(agent("gpu.list"))) {
            ask("device.pair.remove", "{'deviceId':'" + device.id() + "'}");

            RawClient.Frame close = closed(node);
            assertThat(close.closeCode()).isEqualTo(4001);
            assertThat(close.payload()).contains("device removed");
        }
        waits(agent("gpu.list"));
    }

    private static RawClient.Frame closed(OpenClawPeer peer) throws IOException {
        RawClient.Frame frame = peer.socket().next();
        while (frame.opcode() != RawClient.CLOSE) {
            frame = peer.socket().next();
        }
        return frame;
    }

    @Test
    void aRotatedTokenIsWithheldAndTheDeviceGetsAnother() throws Exception {
        approved(agent("gpu.list"));
        String which = "{'deviceId':'" + device.id() + "','role':'node'}";
        String old;
        try (OpenClawPeer node = OpenClawPeer.open(own())) {
            JsonNode hello = node.hello(signed(node, device, agent("gpu.list")));
            old = hello.path("auth").path("deviceToken").asString();

            JsonNode rotated = ask("device.token.rotate", which);

            assertThat(rotated.has("token")).isFalse();
            assertThat(rotated.path("tokenDelivery").asString()).isEqualTo("withheld-cross-device");
            assertThat(closed(node).closeCode()).isEqualTo(4001);
        }
        ConnectParams byOld = Connects.with(agent("gpu.list"), new Secrets(null, null, old, null));
        try (OpenClawPeer node = OpenClawPeer.open(own())) {
            node.refused(signed(node, device, byOld));
        }
        try (OpenClawPeer node = OpenClawPeer.open(own())) {
            JsonNode hello = node.hello(signed(node, device, agent("gpu.list")));
            assertThat(hello.path("auth").path("deviceToken").asString())
                    .hasSize(43)
                    .isNotEqualTo(old);
        }
        assertThat(ask("device.token.revoke", which).path("revokedAtMs").isIntegralNumber())
                .isTrue();
        assertThat(
                        operator.fails("device.token.revoke", "{'deviceId':'x','role':'node'}")
                                .path("message")
                                .asString())
                .isEqualTo("unknown deviceId/role");
    }

    @Test
    void aNodeWithNewCommandsComesInWithoutThemUntilTheyAreApproved() throws Exception {
        approved(agent("gpu.list"));
        try (OpenClawPeer node = comes(agent("gpu.list", "gpu.metrics"))) {
            JsonNode pending =
                    only(ask("node.pair.list", "{}").path("pending"), "nodeId", device.id());
            assertThat(pending.path("isRepair").asBoolean()).isTrue();

            ask(
                    "node.pair.approve",
                    "{'requestId':'" + pending.path("requestId").asString() + "'}");

            assertThat(closed(node).closeCode()).isEqualTo(1012);
        }
        comes(agent("gpu.list", "gpu.metrics")).close();
        assertThat(ask("node.pair.list", "{}").path("pending").isEmpty()).isTrue();
    }

    @Test
    void pairingAloneLetsSomebodyDecideWithinWhatHeHas() throws Exception {
        String request = request(waits(agent("gpu.list")));
        String approve = "{'requestId':'" + request + "'}";
        try (OpenClawPeer pairing = operator("operator.pairing")) {
            JsonNode denied = pairing.fails("device.pair.approve", approve);
            assertThat(denied.path("message").asString())
                    .isEqualTo("device pairing approval denied");
            assertThat(denied.path("details").path("missingScope").asString())
                    .isEqualTo("operator.admin");
            assertThat(pairing.fails("node.pair.approve", approve).path("message").asString())
                    .isEqualTo("missing scope: operator.write");
            assertThat(
                            pairing.ask("r", "device.pair.reject", approve.replace('\'', '"'))
                                    .path("ok")
                                    .asBoolean())
                    .isTrue();
        }
        try (OpenClawPeer reader = operator("operator.read")) {
            JsonNode error = reader.fails("device.pair.list", "{}");
            assertThat(error.path("code").asString()).isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void aNodeAsksForItselfByConnectingAndIsShownWhatItIs() throws Exception {
        approved(agent("gpu.list"));
        try (OpenClawPeer node = comes(agent("gpu.list"))) {
            JsonNode answer = node.ask("p", "node.pair.request", "{\"nodeId\":\"me\"}");

            assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
            assertThat(answer.path("payload").path("created").asBoolean(true)).isFalse();
        }
        assertThat(
                        operator.fails("node.pair.request", "{'nodeId':'nobody'}")
                                .path("message")
                                .asString())
                .startsWith("unknown nodeId");
    }

    @Test
    void nodesOfTrustedNetworksComeInByThemselves() throws Exception {
        stop();
        begin(
                SETTINGS.with(
                        new OpenClawSettings.Nodes(
                                OpenClawSettings.Nodes.DEFAULT.commands(),
                                new ApprovalRules(
                                        true,
                                        false,
                                        address -> address.startsWith("127."),
                                        false,
                                        false,
                                        Map.of()))));

        comes(agent("gpu.list")).close();

        JsonNode paired =
                only(ask("device.pair.list", "{}").path("paired"), "deviceId", device.id());
        assertThat(paired.path("approvedVia").asString()).isEqualTo("network");
    }

    @Test
    void operatorsWithADeviceOnThisMachineComeInByThemselves() throws Exception {
        ConnectParams params = Connects.cli(SECRET, "operator.read", "operator.pairing");
        comes(params).close();

        JsonNode paired =
                only(ask("device.pair.list", "{}").path("paired"), "deviceId", device.id());
        assertThat(paired.path("approvedVia").asString()).isEqualTo("loopback");
        assertThat(paired.path("tokens").get(0).path("role").asString()).isEqualTo("operator");
        assertThat(paired.toString()).doesNotContain("hash").doesNotContain("null");
    }

    @Test
    void aNodeThatIsCalledOtherwiseIsShownSo() throws Exception {
        approved(agent("gpu.list"));

        JsonNode renamed =
                ask(
                        "device.pair.rename",
                        "{'deviceId':'" + device.id() + "','displayName':'left'}");

        assertThat(renamed.path("displayName").asString()).isEqualTo("left");
        assertThat(
                        only(ask("node.pair.list", "{}").path("paired"), "nodeId", device.id())
                                .path("displayName")
                                .asString())
                .isEqualTo("left");
        assertThat(List.of(ask("node.pair.remove", "{'nodeId':'" + device.id() + "'}"))).hasSize(1);
        waits(agent("gpu.list"));
    }
}
