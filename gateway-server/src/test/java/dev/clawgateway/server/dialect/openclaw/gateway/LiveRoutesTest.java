package dev.clawgateway.server.dialect.openclaw.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.OpenClawListeners;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a listener answers over HTTP that serves OpenClaw clients, alone and beside others. */
class LiveRoutesTest {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension(OpenClawListeners.both());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/health   | 200 | {\"ok\":true,\"status\":\"live\"}",
                "/healthz  | 200 | {\"ok\":true,\"status\":\"live\"}",
                "/ready    | 503 | {\"ready\":false,\"failing\":[\"no nodes connected\"],\"uptimeMs\":",
                "/readyz   | 503 | {\"ready\":false,\"failing\":[\"no nodes connected\"],\"uptimeMs\":",
                "/startup  | 200 | {\"ok\":true,\"status\":\"started\",\"version\":\"1.2.3\",\"uptimeMs\":",
                "/startupz | 200 | {\"ok\":true,\"status\":\"started\",\"version\":\"1.2.3\",\"uptimeMs\":",
            })
    void listenerOfItsOwnAnswersAsOpenClawDoes(String path, int status, String body)
            throws Exception {
        HttpResponse<String> answer = ask(OpenClawListeners.OWN, "GET", path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith(body);
        assertThat(ask(OpenClawListeners.OWN, "HEAD", path).statusCode()).isEqualTo(status);
    }

    @Test
    void otherVerbsAreToldWhichMayBeUsed() throws Exception {
        HttpResponse<String> answer = ask(OpenClawListeners.OWN, "POST", "/health");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void moreIsToldToWhoAsksForMore() throws Exception {
        assertThat(ask(OpenClawListeners.OWN, "GET", "/health?detail=1").body())
                .contains("\"memory\"");
    }

    @Test
    void sharedListenerAnswersAsBefore() throws Exception {
        assertThat(ask("server", "GET", "/health").body()).contains("\"status\":\"healthy\"");
        assertThat(ask("server", "GET", "/healthz").statusCode()).isEqualTo(404);
        assertThat(ask(OpenClawListeners.OWN, "GET", "/api/v1/nodes").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> ask(String listener, String method, String path)
            throws IOException, InterruptedException {
        InetSocketAddress address = GATEWAY.gateway().address(listener);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + address.getPort() + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
