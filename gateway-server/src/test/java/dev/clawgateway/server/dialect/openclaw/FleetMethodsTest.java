package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The fleet by methods: what the API says, word for word. */
class FleetMethodsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    private TestGateway gateway;
    private RawClient node;
    private ApiClient api;
    private OpenClawPeer operator;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(OpenClawListeners.both());
        node = RawClient.plain(gateway.address(), "/");
        node.text(Frames.register(NODE, "rack1", 2));
        node.expect("registered");
        api = new ApiClient(gateway);
        operator = peer("operator.admin");
    }

    @AfterEach
    void stop() throws Exception {
        operator.close();
        api.close();
        node.drop();
        gateway.close();
    }

    private OpenClawPeer peer(String scope) throws IOException {
        return OpenClawPeer.connected(
                gateway.address(OpenClawListeners.OWN), Connects.cli(null, scope));
    }

    private JsonNode ask(String method, String params) throws IOException {
        return operator.ask("o", method, params.replace('\'', '"'));
    }

    @Test
    void answersWithTheBodiesOfTheApi() throws Exception {
        ask("fleet.nodes.label", "{'id':'" + NODE + "','key':'zone','body':{'value':'a'}}");

        JsonNode shown = ask("fleet.nodes.get", "{'id':'" + NODE + "'}").path("payload");
        assertThat(shown.at("/labels/zone").asString()).isEqualTo("a");
        assertThat(shown).isEqualTo(api.get("/nodes/" + NODE).body());
        assertThat(ask("fleet.nodes.list", "{'label':['zone=a'],'limit':1}").path("payload"))
                .isEqualTo(api.get("/nodes?label=zone%3Da&limit=1").body());
        assertThat(ask("fleet.show", "{}").at("/payload/capacity").isMissingNode())
                .isEqualTo(api.get("/fleet").body().path("capacity").isMissingNode());
        assertThat(ask("fleet.clusters.list", "{}").at("/payload/items").isArray()).isTrue();
    }

    @Test
    void refusesInTheWordsOfTheApi() throws Exception {
        JsonNode unknown =
                ask("fleet.workloads.get", "{'id':'" + new UUID(7, 7) + "'}").path("error");
        assertThat(unknown.path("code").asString()).isEqualTo("INVALID_REQUEST");
        assertThat(unknown.at("/details/code").asString()).isEqualTo("not_found");
        assertThat(unknown.path("message").asString())
                .isEqualTo(unknown.at("/details/detail").asString());
        assertThat(ask("fleet.workloads.get", "{}").at("/error/message").asString())
                .isEqualTo("must have required property 'id'");
        JsonNode wrong =
                ask("fleet.workloads.submit", "{'body':{'spec':{'image':7}}}").path("error");
        assertThat(wrong.at("/details/errors/0/pointer").asString()).startsWith("/spec");
        assertThat(ask("fleet.nodes.list", "{'watch':true}").at("/error/code").asString())
                .isEqualTo("INVALID_REQUEST");
    }

    @Test
    void doesOnceWhatComesTwiceUnderOneKey() throws Exception {
        String submit = "{'idempotencyKey':'k','body':{'spec':{'image':'i','gpu_count':1}}}";

        String first = ask("fleet.workloads.submit", submit).at("/payload/workload_id").asString();

        assertThat(first).isNotEmpty();
        assertThat(ask("fleet.workloads.submit", submit).at("/payload/workload_id").asString())
                .isEqualTo(first);
        assertThat(ask("fleet.workloads.list", "{}").at("/payload/total").asInt()).isEqualTo(1);
    }

    @Test
    void keepsEachToItsScope() throws Exception {
        try (OpenClawPeer reader = peer("operator.read")) {
            assertThat(reader.ask("r", "fleet.nodes.list", "{}").path("ok").asBoolean()).isTrue();
            assertThat(
                            reader.ask("s", "fleet.workloads.submit", "{}")
                                    .at("/error/message")
                                    .asString())
                    .isEqualTo("missing scope: operator.write");
            assertThat(reader.ask("t", "fleet.nodes.cordon", "{}").at("/error/message").asString())
                    .isEqualTo("missing scope: operator.admin");
        }
    }

    @Test
    void tellsWhatHappensFromANumberOn() throws Exception {
        JsonNode begun = ask("fleet.events.subscribe", "{'after':0}").path("payload");
        assertThat(begun.path("after").asLong()).isZero();
        JsonNode first = operator.event("fleet.event");
        assertThat(first.has("seq")).isFalse();
        assertThat(first.at("/payload/subscription").asString()).isEqualTo("o");
        long number = first.at("/payload/id").asLong();

        try (OpenClawPeer second = peer("operator.read")) {
            second.ask("e", "fleet.events.subscribe", "{\"after\":" + number + "}");
            assertThat(second.event("fleet.event").at("/payload/id").asLong())
                    .isEqualTo(number + 1);
            assertThat(
                            second.ask("u", "fleet.events.unsubscribe", "{\"subscription\":\"e\"}")
                                    .path("ok")
                                    .asBoolean())
                    .isTrue();
            assertThat(
                            second.ask("v", "fleet.events.unsubscribe", "{\"subscription\":\"e\"}")
                                    .at("/error/message")
                                    .asString())
                    .isEqualTo("unknown subscription");
        }
    }
}
