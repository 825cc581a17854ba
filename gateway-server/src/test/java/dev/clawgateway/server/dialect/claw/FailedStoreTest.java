package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TroubledStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A write to the store has failed: nothing is stored any more, and everything else goes on. */
class FailedStoreTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    private final TroubledStore store = new TroubledStore();

    @Test
    void readsAndSessionsGoOn() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(store));
                RawClient cli = gateway.cli();
                RawClient node = gateway.node(NODE, 3)) {
            cli.ask(Frames.start(1), "workload_started");
            node.expect("start_workload");

            store.broken(true);
            cli.text(Frames.start(1));
            String unknown = cli.expectError(1006).path("message").asString();
            store.broken(false);
            await().until(() -> health(gateway).statusCode() == 503);
            cli.text(Frames.start(1));
            String refused = cli.expectError(1006).path("message").asString();

            assertThat(unknown).contains("not known", "look for workload ");
            assertThat(refused).contains("store has failed", "nothing was stored");
            assertThat(cli.ask("{\"type\":\"list_workloads\"}", "workloads").path("workloads"))
                    .hasSize(1);
            assertThat(health(gateway).body())
                    .contains("\"status\":\"unhealthy\"")
                    .contains("the store has failed: nothing is stored or decided until");
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
        }
    }

    private static HttpResponse<String> health(TestGateway gateway) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.address().getPort() + "/health");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }
}
