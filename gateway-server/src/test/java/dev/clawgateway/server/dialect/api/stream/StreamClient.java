package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.server.fixture.TestGateway;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one stream of a gateway's API, line by line; blocks until there is one. */
final class StreamClient implements AutoCloseable {
    static final String SSE = "text/event-stream";
    static final String NDJSON = "application/x-ndjson";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    StreamClient(TestGateway gateway, String path, String accept, String... headers)
            throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + gateway.address().getPort() + "/api/v1" + path;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).header("Accept", accept);
        if (headers.length > 0) {
            request.headers(headers);
        }
        response = client.send(request.build(), BodyHandlers.ofInputStream());
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next line; null at the end. */
    @Nullable String line() throws IOException {
        return lines.readLine();
    }

    /** The next record of lines of JSON that is no heartbeat. */
    JsonNode record() throws IOException {
        JsonNode record = JsonMapper.shared().readTree(String.valueOf(line()));
        return record.path("type").asString("").equals("heartbeat") ? record() : record;
    }

    /** The same of that type, past all others. */
    JsonNode record(String type) throws IOException {
        JsonNode record = record();
        return record.path("type").asString("").equals(type) ? record : record(type);
    }

    /** All that is left of an answer that is no stream. */
    JsonNode body() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            all.append(line);
        }
        return JsonMapper.shared().readTree(all.toString());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
