package dev.clawgateway.server.dialect.api.stream;

import static dev.clawgateway.server.dialect.api.stream.StreamClient.NDJSON;
import static dev.clawgateway.server.dialect.api.stream.StreamClient.SSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(180)
class EventRoutesTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private TestGateway gateway;
    private boolean serving = true;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(TestGatewayOptions.standard());
        await().until(() -> gateway.view().events(0, 1).size() == 1); // that it has a name
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        gateway.close();
    }

    @Test
    void showThePastPageByPage() throws Exception {
        happen(4);

        JsonNode first = json("/events?limit=2");
        JsonNode second = json("/events?limit=100&after=" + first.path("next_after").asLong());

        assertThat(numbers(first)).containsExactly(1L, 2L);
        assertThat(numbers(second)).containsExactly(3L, 4L, 5L);
        assertThat(second.path("newest").asLong()).isEqualTo(5);
        assertThat(second.path("items").path(0).path("kind").asString())
                .isEqualTo("serving_changed");
        assertThat(second.path("items").path(0).path("revision").asLong()).isPositive();
        assertThat(numbers(json("/events?kind=fleet_named"))).containsExactly(1L);
        assertThat(json("/events?kind=nonsense").path("status").asInt()).isEqualTo(400);
        assertThat(json("/events?after=77").path("code").asString()).isEqualTo("gone");
    }

    @Test
    void followAsServerSentEventsAndGoOnByTheLastId() throws Exception {
        happen(2);
        try (StreamClient events =
                new StreamClient(gateway, "/events", SSE, "Last-Event-ID", "1")) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).isEqualTo("text/event-stream; charset=utf-8");
            assertThat(events.header("Cache-Control")).isEqualTo("no-store");
            assertThat(events.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(events.header("Content-Encoding")).isEmpty();
            assertThat(events.line()).isEqualTo("id: 2");
            assertThat(events.line()).startsWith("data: {\"type\":\"event\",\"id\":2,");
            assertThat(events.line()).isEmpty();
            assertThat(events.line()).isEqualTo("id: 3");
            events.line();
            events.line();

            happen(1);

            assertThat(events.line()).isEqualTo("id: 4");
        }
    }

    @Test
    void beginWithTheOldestOrNow() throws Exception {
        happen(1);
        try (StreamClient all = new StreamClient(gateway, "/events?from=start", NDJSON);
                StreamClient next = new StreamClient(gateway, "/events", NDJSON)) {
            assertThat(all.record().path("id").asLong()).isEqualTo(1);
            happen(1);

            assertThat(next.record().path("id").asLong()).isEqualTo(3);
            assertThat(all.record().path("id").asLong()).isEqualTo(2);
        }
    }

    @Test
    void refuseANumberOfAnotherHistoryBeforeTheyBegin() throws Exception {
        try (StreamClient events = new StreamClient(gateway, "/events?after=500", SSE)) {
            assertThat(events.status()).isEqualTo(410);
            assertThat(events.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(events.body().path("code").asString()).isEqualTo("gone");
        }
    }

    @Test
    void endWithAReasonWhenTheGatewayStops() throws Exception {
        try (StreamClient sse = new StreamClient(gateway, "/events", SSE);
                StreamClient lines = new StreamClient(gateway, "/events", NDJSON)) {
            Thread stopping = Thread.startVirtualThread(gateway::close);

            assertThat(sse.line()).matches("retry: \\d+");
            assertThat(sse.line()).isEqualTo("event: end");
            assertThat(sse.line())
                    .matches(
                            "data: \\{\"type\":\"end\",\"reason\":\"shutting_down\",\"retry_secs\":\\d+}");
            assertThat(sse.line()).isEmpty();
            assertThat(sse.line()).isNull();
            assertThat(lines.record().path("reason").asString()).isEqualTo("shutting_down");
            assertThat(lines.line()).isNull();
            stopping.join();
        }
    }

    private void happen(int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            serving = !serving;
            String path = serving ? "/cluster/enable-serving" : "/cluster/disable-serving";
            URI url = URI.create("http://127.0.0.1:" + gateway.address().getPort() + path);
            HttpRequest request = HttpRequest.newBuilder(url).POST(BodyPublishers.noBody()).build();
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        try (StreamClient client = new StreamClient(gateway, path, "application/json")) {
            return client.body();
        }
    }

    private static List<Long> numbers(JsonNode page) {
        List<Long> numbers = new ArrayList<>();
        page.path("items").forEach(event -> numbers.add(event.path("id").asLong()));
        return numbers;
    }
}
