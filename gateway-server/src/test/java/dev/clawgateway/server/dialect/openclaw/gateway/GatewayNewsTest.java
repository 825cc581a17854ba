package dev.clawgateway.server.dialect.openclaw.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What clients are told of the gateway, over real sockets. */
@Timeout(180)
class GatewayNewsTest {
    private static final ConnectParams ADMIN = Connects.cli(null, Scopes.ADMIN);
    private static final ConnectParams READER = Connects.cli(null, Scopes.READ);

    /** Is tracked, and may see nothing. */
    private static final ConnectParams PROGRAM =
            Connects.as(Connects.cli(null), 4, 4, "gateway-client", "backend", "operator");

    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(OpenClawListeners.both());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private OpenClawPeer connected(ConnectParams params) throws IOException {
        return OpenClawPeer.connected(gateway.address(OpenClawListeners.OWN), params);
    }

    @Test
    void whoComesIsToldHowThingsAre() throws Exception {
        try (OpenClawPeer peer = OpenClawPeer.open(gateway.address(OpenClawListeners.OWN))) {
            JsonNode hello = peer.hello(READER);

            JsonNode snapshot = hello.path("snapshot");
            assertThat(snapshot.path("presence").get(0).path("mode").asString())
                    .isEqualTo("gateway");
            assertThat(snapshot.path("health").path("ok").asBoolean()).isTrue();
            assertThat(snapshot.path("stateVersion").propertyNames())
                    .containsExactly("presence", "health");
            assertThat(hello.path("policy").path("maxBufferedBytes").asInt()).isEqualTo(8 << 20);
            assertThat(hello.path("features").path("events").toString())
                    .isEqualTo(
                            "[\"connect.challenge\",\"presence\",\"tick\",\"shutdown\",\"health\","
                                    + "\"node.invoke.request\",\"node.hostStats\","
                                    + "\"node.pair.requested\",\"node.pair.resolved\","
                                    + "\"device.pair.requested\",\"device.pair.resolved\","
                                    + "\"config.changed\",\"fleet.event\",\"fleet.gap\"]");
            assertThat(hello.path("features").path("methods").toString())
                    .contains("\"health\"", "\"status\"", "\"logs.tail\"", "\"config.get\"");
        }
    }

    @Test
    void everybodyIsToldThatTheGatewayLives() throws Exception {
        try (OpenClawPeer reader = connected(READER);
                OpenClawPeer program = connected(PROGRAM)) {
            gateway.sweep();
            gateway.sweep();

            for (OpenClawPeer peer : List.of(reader, program)) {
                JsonNode first = peer.event("tick");
                assertThat(first.path("payload").propertyNames()).containsExactly("ts");
                assertThat(first.propertyNames())
                        .containsExactly("type", "event", "payload", "seq");
                JsonNode second = peer.event("tick");
                assertThat(second.path("seq").asInt()).isGreaterThan(first.path("seq").asInt());
            }
        }
    }

    @Test
    void whoMayLookIsToldWhoIsThere() throws Exception {
        try (OpenClawPeer reader = connected(READER)) {
            try (OpenClawPeer _ = connected(PROGRAM)) {
                JsonNode told = reader.event("presence");

                assertThat(told.path("seq").asInt()).isEqualTo(1);
                assertThat(told.path("stateVersion").path("presence").asInt()).isEqualTo(1);
                JsonNode entry = told.path("payload").path("presence").get(0);
                assertThat(entry.path("host").asString()).isEqualTo("gateway-client");
                assertThat(entry.path("ip").asString()).isEqualTo("127.0.0.1");
                assertThat(entry.path("reason").asString()).isEqualTo("connect");
            }
            JsonNode told = reader.event("presence");
            assertThat(told.path("seq").asInt()).isEqualTo(2);
            assertThat(told.path("payload").path("presence").get(0).path("reason").asString())
                    .isEqualTo("disconnect");
        }
    }

    @Test
    void adminTellsOfSomebodyElse() throws Exception {
        try (OpenClawPeer admin = connected(ADMIN)) {
            JsonNode done =
                    admin.ask(
                            "2",
                            "system-event",
                            "{\"text\":\"Rack 3 is warm\",\"host\":\"rack-3\",\"tags\":[\"t\"]}");
            assertThat(done.path("payload").toString()).isEqualTo("{\"ok\":true}");

            JsonNode list = admin.ask("3", "system-presence", "{}").path("payload");

            assertThat(list.isArray()).isTrue();
            JsonNode entry = list.get(0);
            assertThat(entry.path("host").asString()).isEqualTo("rack-3");
            assertThat(entry.path("text").asString()).isEqualTo("Rack 3 is warm");
            assertThat(entry.path("tags").toString()).isEqualTo("[\"t\"]");
            assertThat(list.get(1).path("reason").asString()).isEqualTo("self");
            assertThat(
                            admin.ask("4", "system-event", "{\"text\":\"  \"}")
                                    .path("error")
                                    .path("message")
                                    .asString())
                    .startsWith("invalid system-event params: ");
        }
    }

    @Test
    void whoeverIsThereIsToldOfTheEndFirst() throws Exception {
        try (OpenClawPeer reader = connected(READER);
                OpenClawPeer program = connected(PROGRAM)) {
            Thread stopping = Thread.startVirtualThread(gateway::stop);

            for (OpenClawPeer peer : List.of(reader, program)) {
                JsonNode told = peer.event("shutdown");
                assertThat(told.path("payload").toString())
                        .isEqualTo("{\"reason\":\"gateway stopping\"}");
                RawClient.Frame last = peer.socket().next();
                while (last.opcode() != RawClient.CLOSE) {
                    last = peer.socket().next();
                }
                assertThat(last.closeCode()).isEqualTo(1012);
                assertThat(last.payload()).isEqualTo("service restart");
            }
            stopping.join();
        }
    }

    @Test
    void probeIsAnsweredAllThatItAsksAtOnce() throws Exception {
        try (OpenClawPeer reader = connected(READER)) {
            List<String> methods = List.of("health", "status", "system-presence", "config.get");
            for (String method : methods) {
                reader.socket()
                        .text(
                                "{\"type\":\"req\",\"id\":\"%s\",\"method\":\"%s\"}"
                                        .formatted(method, method));
            }

            for (int i = 0; i < methods.size(); i++) {
                JsonNode answer = reader.answer();
                assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
                assertThat(methods).contains(answer.path("id").asString());
            }
        }
    }

    @Test
    void keyOfTheGatewayStaysTheSameWhileItRuns() throws Exception {
        try (OpenClawPeer reader = connected(READER)) {
            JsonNode first = reader.ask("1", "gateway.identity.get", "{}").path("payload");

            assertThat(first.path("deviceId").asString()).matches("[0-9a-f]{64}");
            assertThat(first.path("publicKey").asString()).hasSize(43);
            assertThat(reader.ask("2", "gateway.identity.get", "{}").path("payload"))
                    .isEqualTo(first);
        }
    }

    @Test
    void countsWhatIsTold() throws Exception {
        try (OpenClawPeer _ = connected(READER)) {
            gateway.sweep();

            await().until(() -> gateway.traffic().framesOut().count("tick") == 1);
        }
    }
}
