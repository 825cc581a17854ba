package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A node that runs commands and no workloads, and those who look at it. */
class NodeRoleTest {
    private final TestDevice device = TestDevice.fresh();
    private TestGateway gateway;
    private OpenClawPeer node;
    private OpenClawPeer operator;

    @BeforeEach
    void start() throws Exception {
        ApprovalRules rules = new ApprovalRules(true, true, _ -> false, false, false, Map.of());
        gateway =
                new TestGateway(
                        OpenClawListeners.both()
                                .with(
                                        OpenClawSettings.of("1.2.3")
                                                .with(
                                                        new OpenClawSettings.Nodes(
                                                                OpenClawSettings.Nodes.DEFAULT
                                                                        .commands(),
                                                                rules))));
        node = OpenClawPeer.open(own());
        node.hello(
                node.signed(
                        device,
                        Connects.agent(null, "system.which", "system.run"),
                        Instant.now().toEpochMilli()));
        operator = OpenClawPeer.connected(own(), Connects.cli(null, "operator.admin"));
    }

    @AfterEach
    void stop() throws Exception {
        operator.close();
        node.socket().drop();
        gateway.close();
    }

    private InetSocketAddress own() {
        return gateway.address(OpenClawListeners.OWN);
    }

    private JsonNode ask(String method, String params) throws IOException {
        return operator.ask(
                "o",
                method,
                params.replace("\\'", "\\\"").replace('\'', '"').replace("NODE", device.id()));
    }

    private JsonNode tell(String method, String params) throws IOException {
        return node.ask(
                "n",
                method,
                params.replace("\\'", "\\\"").replace('\'', '"').replace("NODE", device.id()));
    }

    @Test
    void isShownAndIsNoNodeOfTheFleet() throws Exception {
        JsonNode shown = ask("node.describe", "{'nodeId':'NODE'}").path("payload");

        assertThat(shown.path("connected").asBoolean()).isTrue();
        assertThat(shown.path("paired").asBoolean()).isTrue();
        assertThat(shown.path("displayName").asString()).isEqualTo("rack3");
        assertThat(shown.path("commands").toString()).isEqualTo("[\"system.which\"]");
        assertThat(shown.path("ts").isIntegralNumber()).isTrue();
        assertThat(shown.path("lastSeenAtMs").asLong())
                .isGreaterThanOrEqualTo(shown.path("connectedAtMs").asLong());
        assertThat(ask("fleet.nodes.list", "{}").at("/payload/items")).isEmpty();
        assertThat(ask("node.describe", "{'nodeId':'who'}").at("/error/message").asString())
                .isEqualTo("unknown nodeId");
        assertThat(ask("node.describe", "{'nodeId':' '}").at("/error/message").asString())
                .isEqualTo("nodeId required");
    }

    @Test
    void keepsTheNameThatItIsGivenOverItsSessions() throws Exception {
        JsonNode renamed = ask("node.rename", "{'nodeId':'NODE','displayName':'front'}");
        assertThat(renamed.at("/payload/displayName").asString())
                .as("%s", renamed)
                .isEqualTo("front");
        node.socket().drop();

        JsonNode list = ask("node.list", "{}").at("/payload/nodes");

        assertThat(list).hasSize(1);
        assertThat(list.at("/0/displayName").asString()).isEqualTo("front");
        assertThat(
                        ask("node.rename", "{'nodeId':'NODE','displayName':''}")
                                .at("/error/message")
                                .asString())
                .isEqualTo("displayName required");
    }

    @Test
    void tellsHowItsMachineDoesAndAnythingElse() throws Exception {
        JsonNode told =
                tell(
                        "node.event",
                        "{'event':'node.host.stats','payloadJSON':'{\\'cpuCount\\':64,\\'x\\':1}'}");
        assertThat(told.path("payload").toString())
                .isEqualTo(
                        "{\"ok\":true,\"event\":\"node.host.stats\",\"handled\":true,"
                                + "\"reason\":\"updated\"}");

        JsonNode event = operator.event("node.hostStats").path("payload");
        assertThat(event.path("nodeId").asString()).isEqualTo(device.id());
        assertThat(event.at("/hostStats/cpuCount").asInt()).isEqualTo(64);
        assertThat(event.path("hostStats").has("x")).isFalse();
        for (String other : new String[] {"heartbeat", "exec.finished", "never.heard.of"}) {
            assertThat(tell("node.event", "{'event':'" + other + "'}").path("payload").toString())
                    .isEqualTo("{\"ok\":true}");
        }
    }

    @Test
    void answersForItselfAloneAndNotTooLate() throws Exception {
        assertThat(
                        tell("node.invoke.result", "{'id':'x','nodeId':'other','ok':true}")
                                .at("/error/message")
                                .asString())
                .isEqualTo("nodeId mismatch");
        assertThat(
                        tell("node.invoke.result", "{'id':'x','nodeId':'NODE','ok':true}")
                                .path("payload")
                                .toString())
                .isEqualTo("{\"ok\":true,\"ignored\":true}");
    }

    @Test
    void answersWithATextThatHoldsJson() throws Exception {
        operator.socket()
                .text(
                        Connects.request(
                                "i",
                                "node.invoke",
                                "{\"nodeId\":\"%s\",\"command\":\"system.which\",\"params\":{\"bins\":[\"sh\"]},\"idempotencyKey\":\"k\"}"
                                        .formatted(device.id())));
        JsonNode order = node.event("node.invoke.request");
        assertThat(order.has("seq")).isFalse();
        assertThat(order.at("/payload/paramsJSON").asString()).isEqualTo("{\"bins\":[\"sh\"]}");
        assertThat(order.at("/payload/idempotencyKey").asString()).isEqualTo("k");
        tell(
                "node.invoke.result",
                "{'id':'%s','nodeId':'NODE','ok':true,'error':null,'payloadJSON':'{\\'bins\\':{}}'}"
                        .formatted(order.at("/payload/id").asString()));

        JsonNode answer = operator.answer().path("payload");
        assertThat(answer.path("payload").toString()).isEqualTo("{\"bins\":{}}");
        assertThat(answer.path("payloadJSON").asString()).isEqualTo("{\"bins\":{}}");
    }

    /** No time at all is the usual time, and no wait is longer than an hour. */
    @ParameterizedTest
    @CsvSource({"'', 30000", "0, 30000", "1500, 1500", "86400000, 3600000"})
    void isGivenTheTimeThatIsWanted(String wanted, int given) throws Exception {
        String timeout = wanted.isEmpty() ? "" : ",\"timeoutMs\":" + wanted;
        operator.socket()
                .text(
                        Connects.request(
                                "i",
                                "node.invoke",
                                "{\"nodeId\":\"%s\",\"command\":\"system.which\",\"idempotencyKey\":\"k\"%s}"
                                        .formatted(device.id(), timeout)));

        assertThat(node.event("node.invoke.request").at("/payload/timeoutMs").asInt())
                .isEqualTo(given);
    }

    /** Else it would say that nothing ran, and have it run twice. */
    @Test
    void tellsWhatCameOfAKeyThoughItIsAwayByNow() throws Exception {
        String invoke = "{'nodeId':'NODE','command':'system.which','idempotencyKey':'k'}";
        operator.socket()
                .text(
                        Connects.request(
                                "first",
                                "node.invoke",
                                invoke.replace('\'', '"').replace("NODE", device.id())));
        node.event("node.invoke.request");
        node.socket().drop();
        assertThat(operator.answer().at("/error/details/nodeCommandDispatched").asBoolean())
                .isTrue();

        JsonNode again = ask("node.invoke", invoke).path("error");

        assertThat(again.path("message").asString()).isEqualTo("DISCONNECTED: node disconnected");
        assertThat(again.at("/details/nodeCommandDispatched").asBoolean()).isTrue();
        JsonNode other = ask("node.invoke", invoke.replace("'k'", "'other'")).path("error");
        assertThat(other.path("message").asString()).isEqualTo("node not connected");
        assertThat(other.at("/details/nodeCommandDispatched").asBoolean(true)).isFalse();
    }
}
