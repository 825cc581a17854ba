package dev.clawgateway.server.dialect.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams live as long as what they were opened by, and show no more than that allows. */
@Timeout(180)
class StreamsOfTokensTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private TokenHouse house;

    @BeforeEach
    void start() throws IOException {
        house = new TokenHouse();
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdownNow();
        house.close();
    }

    @Test
    void endWhenTheCredentialIsTakenBack() throws Exception {
        HttpResponse<InputStream> events = events(house.operator("bob", viewer(null)));
        assertThat(events.statusCode()).isEqualTo(200);

        assertThat(house.post("subjects/bob/revoke", house.root(), "").status()).isEqualTo(204);
        house.gateway().sweep();

        try (BufferedReader lines = lines(events)) {
            JsonNode end = next(lines, "end");
            assertThat(end.path("reason").asString()).isEqualTo("credential_ended");
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void tellOfCredentialsOnlyWhoMayListThem() throws Exception {
        HttpResponse<InputStream> all = events(house.root());
        HttpResponse<InputStream> part = events(house.operator("bob", viewer(List.of("vision"))));

        assertThat(house.post("subjects/ann/revoke", house.root(), "").status()).isEqualTo(204);
        assertThat(house.post("subjects/bob/revoke", house.root(), "").status()).isEqualTo(204);
        house.gateway().sweep();

        try (BufferedReader lines = lines(all);
                BufferedReader others = lines(part)) {
            assertThat(next(lines, "event").path("kind").asString())
                    .isEqualTo("credentials_revoked");
            // The first thing that it hears is its own end.
            assertThat(JsonMapper.shared().readTree(others.readLine()).path("type").asString())
                    .isEqualTo("end");
        }
    }

    @Test
    void needACredential() throws Exception {
        assertThat(events("no token at all").statusCode()).isEqualTo(401);
    }

    private static Rights viewer(@Nullable List<String> clusters) {
        return new Rights(Role.VIEWER, clusters, false);
    }

    private HttpResponse<InputStream> events(String token)
            throws IOException, InterruptedException {
        int port = house.gateway().address().getPort();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/events"))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/x-ndjson")
                        .build();
        return client.send(request, BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> events) {
        return new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode next(BufferedReader lines, String type) throws IOException {
        JsonNode record = JsonMapper.shared().readTree(lines.readLine());
        return record.path("type").asString().equals(type) ? record : next(lines, type);
    }
}
