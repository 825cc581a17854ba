package dev.clawgateway.server.dialect.openclaw.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever comes back with a number may say of which history it is. */
class FleetEventsTest {
    private TestGateway gateway;
    private OpenClawPeer peer;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(OpenClawListeners.both());
        peer =
                OpenClawPeer.connected(
                        gateway.address(OpenClawListeners.OWN),
                        Connects.cli(null, "operator.read"));
    }

    @AfterEach
    void stop() throws Exception {
        peer.close();
        gateway.close();
    }

    @Test
    void saysOfWhichHistoryItsNumbersAre() throws Exception {
        JsonNode first = peer.ask("1", "fleet.events.subscribe", "{}").path("payload");
        String history = first.path("history").asString("");

        assertThat(history).isNotEmpty();
        assertThat(subscribe("2", history, first.path("after").asLong()).path("ok").asBoolean())
                .isTrue();
    }

    @Test
    void refusesANumberOfAnotherHistory() throws Exception {
        JsonNode refused = subscribe("1", "of-another-folder", 1);

        assertThat(refused.path("ok").asBoolean()).isFalse();
        assertThat(refused.at("/error/details/code").asString()).isEqualTo("GONE");
    }

    private JsonNode subscribe(String id, String history, long after) throws Exception {
        return peer.ask(
                id,
                "fleet.events.subscribe",
                "{\"after\":%d,\"history\":\"%s\"}".formatted(after, history));
    }
}
