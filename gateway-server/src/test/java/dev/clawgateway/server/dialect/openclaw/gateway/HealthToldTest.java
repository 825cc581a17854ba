package dev.clawgateway.server.dialect.openclaw.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TroubledStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What clients are told of a gateway whose disk is full for a while, over real sockets. */
@Timeout(180)
class HealthToldTest {
    private static final ConnectParams READER = Connects.cli(null, Scopes.READ);
    private static final ConnectParams PROGRAM =
            Connects.as(Connects.cli(null), 4, 4, "gateway-client", "backend", "operator");
    private static final String SPEC = "{\"spec\":{\"image\":\"train:1\",\"gpu_count\":1}}";

    private final List<OpenClawPeer> programs = new ArrayList<>();
    private final TroubledStore store = new TroubledStore();
    private TestGateway gateway;
    private ApiClient api;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(OpenClawListeners.both().with(store));
        api = new ApiClient(gateway);
    }

    @AfterEach
    void stop() throws IOException {
        for (OpenClawPeer program : programs) {
            program.close();
        }
        api.close();
        gateway.close();
    }

    private OpenClawPeer connected(ConnectParams params) throws IOException {
        return OpenClawPeer.connected(gateway.address(OpenClawListeners.OWN), params);
    }

    /** Has something stored, or not. */
    private int submit() throws Exception {
        return api.post("/workloads", SPEC, "Content-Type", "application/json").status();
    }

    /**
     * The versions of health that a reader is told of, until it hears of somebody who comes now:
     * whatever was to be told before has been told by then.
     */
    private List<Integer> told(OpenClawPeer reader) throws IOException {
        List<Integer> versions = new ArrayList<>();
        programs.add(connected(PROGRAM));
        JsonNode event = reader.socket().message();
        while (!event.path("event").asString().equals("presence")) {
            if (event.path("event").asString().equals("health")) {
                assertThat(event.at("/payload/ok").asBoolean()).isTrue();
                versions.add(event.at("/stateVersion/health").asInt());
            }
            event = reader.socket().message();
        }
        return versions;
    }

    private HttpResponse<String> health(String path) throws Exception {
        int port = gateway.address(OpenClawListeners.OWN).getPort();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void isToldOnlyWhenItChanges() throws Exception {
        try (OpenClawPeer reader = connected(READER)) {
            gateway.sweep();
            gateway.sweep();
            assertThat(told(reader)).isEmpty();

            store.full(true);
            assertThat(submit()).isEqualTo(503);
            gateway.sweep();
            assertThat(told(reader)).containsExactly(1);
            gateway.sweep();
            assertThat(told(reader)).isEmpty();

            store.full(false);
            await().until(() -> submit() == 201);
            gateway.sweep();
            assertThat(told(reader)).containsExactly(2);
        }
    }

    @Test
    void isShownInDetailWhileItIsBad() throws Exception {
        assertThat(health("/health?detail=1").body()).contains("\"status\":\"healthy\"");
        store.full(true);
        submit();

        HttpResponse<String> detail = health("/health?detail=1");
        HttpResponse<String> plain = health("/health");

        assertThat(detail.body()).contains("\"status\":\"unhealthy\"");
        assertThat(plain.body()).isEqualTo("{\"ok\":false,\"status\":\"failing\"}");
        assertThat(plain.statusCode()).isEqualTo(503).isEqualTo(detail.statusCode());
        store.full(false);
    }
}
