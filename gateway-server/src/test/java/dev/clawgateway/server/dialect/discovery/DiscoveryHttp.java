package dev.clawgateway.server.dialect.discovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the dialect with plain requests; apostrophes stand for quotation marks. */
final class DiscoveryHttp implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final InetSocketAddress gateway;

    DiscoveryHttp(InetSocketAddress gateway) {
        this.gateway = gateway;
    }

    /** Before the gateway, which gives open connections a while to close. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    /** A status and a body. */
    record Response(int status, JsonNode body) {
        String text(String member) {
            return body.path(member).toString();
        }

        /** The ids of a list, as JSON. */
        List<String> nodes() {
            List<String> ids = new ArrayList<>();
            body.path("nodes").forEach(node -> ids.add(node.path("node_id").toString()));
            return ids;
        }
    }

    static String member(String id) {
        return "{'node_id':"
                + id
                + ",'ip_address':'127.0.0.1','port':5001,'capabilities':['raft']}";
    }

    Response register(String id) throws Exception {
        return post("/register", member(id));
    }

    Response heartbeat(String id) throws Exception {
        return post("/heartbeat", "{'node_id':" + id + "}");
    }

    Response post(String path, String body) throws Exception {
        return send("POST", path, body.replace('\'', '"'));
    }

    Response get(String path) throws Exception {
        return send("GET", path, "");
    }

    Response send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        return new Response(response.statusCode(), JSON.readTree(response.body()));
    }

    private URI uri(String path) {
        return URI.create("http://" + gateway.getHostString() + ":" + gateway.getPort() + path);
    }
}
