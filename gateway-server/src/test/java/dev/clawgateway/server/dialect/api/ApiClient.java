package dev.clawgateway.server.dialect.api;

import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a gateway by its API. */
public final class ApiClient implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    public ApiClient(TestGateway gateway) {
        url = "http://127.0.0.1:" + gateway.address().getPort() + "/api/v1";
    }

    /** An answer. */
    public record Reply(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public byte[] bytes() {
            return response.body();
        }

        public JsonNode body() {
            return JsonMapper.shared().readTree(response.body());
        }

        /** Of the member at a JSON pointer, as text; empty where there is none. */
        public String at(String pointer) {
            return body().at(pointer).asString("");
        }

        public String text(String member) {
            return body().path(member).asString("");
        }
    }

    public Reply get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    /** With a body whose quotes may be single. */
    public Reply post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, body.replace('\'', '"'), headers);
    }

    public Reply send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Reply(client.send(request.build(), BodyHandlers.ofByteArray()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
