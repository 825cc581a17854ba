package dev.clawgateway.server.dialect.membership;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks by HTTP as a client of this API does, and reads JSON. */
final class Curl implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    Curl(InetSocketAddress gateway) {
        base = "http://127.0.0.1:" + gateway.getPort();
    }

    /** An answer; the body is missing where there is none. */
    record Reply(int status, JsonNode body, HttpResponse<String> response) {
        String text(String name) {
            return body.path(name).asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Reply post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    /**
     * Sends a request.
     *
     * @param headers names and values in turn
     */
    Reply send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Accept", "application/json, text/plain, */*")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String text = response.body();
        return new Reply(
                response.statusCode(),
                text.isEmpty() ? JSON.missingNode() : JSON.readTree(text),
                response);
    }

    /** Registers a member and returns what is said of it. */
    JsonNode member(String id, String url) throws IOException, InterruptedException {
        Reply reply =
                post("/cluster/register", "{\"id\":\"%s\",\"url\":\"%s\"}".formatted(id, url));
        if (reply.status() != 200) {
            throw new IOException(reply.response().body());
        }
        return reply.body().path("node");
    }

    String status(String id) throws IOException, InterruptedException {
        return get("/cluster/nodes/" + id).body().path("node").path("status").asString();
    }

    /** The gateway's own id. */
    String own() throws IOException, InterruptedException {
        return get("/cluster/status").body().path("status").path("id").asString();
    }

    @Override
    public void close() {
        client.close();
    }
}
