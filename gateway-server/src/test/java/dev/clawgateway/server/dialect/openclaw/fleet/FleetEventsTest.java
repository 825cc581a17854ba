package dev.clawgateway.server.dialect.openclaw.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Subscriptions of a connection: from which number, of which history, and how many. */
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

    @Test
    void holdsAConnectionToSixteenThatItAsksForOneByOne() throws Exception {
        for (int number = 0; number < 16; number++) {
            assertThat(begun("s" + number)).isTrue();
        }

        assertThat(begun("one-more")).isFalse();
        peer.ask("u", "fleet.events.unsubscribe", "{\"subscription\":\"s3\"}");
        assertThat(begun("instead")).isTrue();
    }

    @Test
    void holdsAConnectionToSixteenThatItAsksForAtOnce() throws Exception {
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (int number = 0; number < 20; number++) {
            String request = Connects.request("s" + number, "fleet.events.subscribe", "{}");
            together.writeBytes(RawClient.bytes(0x81, true, request.getBytes(UTF_8)));
        }
        peer.socket().raw(together.toByteArray());

        int begun = 0;
        for (int number = 0; number < 20; number++) {
            begun += peer.answer().path("ok").asBoolean() ? 1 : 0;
        }
        assertThat(begun).isEqualTo(16);
    }

    private boolean begun(String id) throws Exception {
        return peer.ask(id, "fleet.events.subscribe", "{}").path("ok").asBoolean();
    }

    private JsonNode subscribe(String id, String history, long after) throws Exception {
        return peer.ask(
                id,
                "fleet.events.subscribe",
                "{\"after\":%d,\"history\":\"%s\"}".formatted(after, history));
    }
}
