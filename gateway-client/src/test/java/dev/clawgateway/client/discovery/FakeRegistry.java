package dev.clawgateway.client.discovery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The discovery dialect by its tables, as briefly as it can be written, over a real socket. Knows
 * nothing of the product's own records, and misbehaves when told to.
 */
final class FakeRegistry implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;

    /** What to do with a request instead of answering it well. */
    enum Fault {
        /** It is done, but nobody hears of it. */
        LOST_ANSWER,
        GARBAGE,
        WRONG_JSON,
        INTERNAL_ERROR,
        BUSY,
        UNAUTHORIZED
    }

    private final Map<String, ObjectNode> members = new LinkedHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private HttpServer server;
    private @Nullable JsonNode leader;
    private @Nullable String bootstrapOwner;
    private long version;
    private boolean leaderPosted;
    private double heartbeatSeconds = 30;
    private double timeoutSeconds = 300;

    FakeRegistry() {
        server = started(HttpServer::create, 0);
    }

    FakeRegistry(HttpServer server) {
        this.server = server;
        serve(server);
    }

    /** How a server comes about: with TLS or without. */
    interface Maker {
        HttpServer make() throws IOException;
    }

    private HttpServer started(Maker maker, int port) {
        try {
            HttpServer made = maker.make();
            made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            serve(made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpServer made) {
        made.createContext("/", this::handle);
        made.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Goes away with its registry kept. */
    synchronized void stop() {
        server.stop(0);
    }

    /** Comes back where it was. */
    void restart() {
        server = started(HttpServer::create, port());
    }

    @Override
    public void close() {
        stop();
    }

    synchronized void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    synchronized void pace(double newHeartbeatSeconds, double newTimeoutSeconds) {
        heartbeatSeconds = newHeartbeatSeconds;
        timeoutSeconds = newTimeoutSeconds;
    }

    /** Knows nobody any more, and gives no second bootstrap. */
    synchronized void forgetAll() {
        version += members.size();
        members.clear();
        leader = null;
    }

    /** Somebody else joins, or says where it is reached now. */
    synchronized void join(Object id, int port) {
        ObjectNode member = JSON.createObjectNode();
        member.set("node_id", JSON.valueToTree(id));
        member.put("ip_address", "10.0.0.9").put("port", port);
        member.putArray("capabilities");
        var _ = register(member);
    }

    synchronized void leads(@Nullable Object id) {
        leader = id == null ? null : JSON.valueToTree(id);
    }

    synchronized @Nullable String leader() {
        return leader == null ? null : leader.asString();
    }

    synchronized List<String> members() {
        return List.copyOf(members.keySet());
    }

    /** What came since the last time, as {@code POST /register {"node_id":1}}. */
    synchronized List<String> requests() {
        List<String> came = List.copyOf(requests);
        requests.clear();
        return came;
    }

    synchronized List<String> tokens() {
        return List.copyOf(tokens);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        requests.add(
                (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body)
                        .strip());
        tokens.add(
                Objects.requireNonNullElse(
                        exchange.getRequestHeaders().getFirst("Authorization"), "none"));
        Fault fault = faults.poll();
        switch (fault) {
            case null -> answer(exchange, OK, reply(exchange, path, body).toString());
            case LOST_ANSWER -> {
                var _ = reply(exchange, path, body);
                exchange.close();
            }
            case GARBAGE -> answer(exchange, OK, "<html>");
            case WRONG_JSON -> answer(exchange, OK, "{\"status\":7}");
            case INTERNAL_ERROR -> answer(exchange, 500, error("Internal error", 500));
            case BUSY -> {
                exchange.getResponseHeaders().set("Retry-After", "7");
                answer(exchange, 503, error("busy", 503));
            }
            case UNAUTHORIZED -> answer(exchange, 401, error("a token is needed", 401));
        }
    }

    private static String error(String text, int status) {
        return JSON.createObjectNode()
                .put("error", text)
                .put("status_code", status)
                .put("timestamp", 1700000000.5)
                .toString();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, utf8.length);
        exchange.getResponseBody().write(utf8);
        exchange.close();
    }

    private ObjectNode reply(HttpExchange exchange, String path, String body) {
        boolean get = exchange.getRequestMethod().equals("GET");
        ObjectNode sent =
                body.isEmpty() ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
        return switch (path) {
            case "/register" -> register(sent);
            case "/heartbeat" -> heartbeat(sent);
            case "/nodes" -> nodes(String.valueOf(exchange.getRequestURI().getQuery()));
            case "/leader" -> get ? leaderAnswer() : postLeader(sent);
            case "/remove" -> remove(sent);
            default -> throw new AssertionError("asked for " + path);
        };
    }

    private ObjectNode register(ObjectNode sent) {
        String id = sent.get("node_id").asString();
        boolean known = members.containsKey(id);
        boolean rejoin = sent.path("rejoin").asBoolean(false);
        boolean bootstrap = version == 0 && bootstrapOwner == null && !rejoin;
        ObjectNode member = sent.deepCopy();
        member.remove("rejoin");
        // A clock that is years ahead is nobody's business.
        member.put("status", "active").put("last_seen", 4000000000.5).put("join_timestamp", 0.0);
        if (!member.has("metadata")) {
            member.putObject("metadata");
        }
        members.put(id, member);
        if (!known) {
            version++;
        }
        if (bootstrap) {
            bootstrapOwner = id;
            leader = sent.get("node_id");
        }
        ObjectNode answer =
                JSON.createObjectNode()
                        .put("status", known ? "updated" : "registered")
                        .put("is_bootstrap", bootstrap)
                        .put("registry_version", version)
                        .put("node_timeout", timeoutSeconds)
                        .put("heartbeat_interval", heartbeatSeconds);
        answer.set("node_id", sent.get("node_id"));
        answer.set("nodes", listBut(id));
        answer.set("leader", leaderMember());
        if (id.equals(bootstrapOwner) && !leaderPosted) {
            answer.put("bootstrap_owner", true);
        }
        return answer;
    }

    private ObjectNode heartbeat(ObjectNode sent) {
        ObjectNode answer = JSON.createObjectNode();
        if (!members.containsKey(sent.get("node_id").asString())) {
            return answer.put("status", "not_found");
        }
        answer.put("status", "acknowledged").put("registry_version", version);
        answer.set("leader_id", leader == null ? JsonNodeFactory.instance.nullNode() : leader);
        return answer;
    }

    private ObjectNode nodes(String query) {
        ObjectNode answer = JSON.createObjectNode().put("registry_version", version);
        answer.set("nodes", listBut(query.replace("node_id=", "")));
        return answer;
    }

    private ObjectNode leaderAnswer() {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("leader", leaderMember());
        return answer.get("leader").isNull()
                ? answer.put("message", "No leader")
                : answer.put("registry_version", version);
    }

    private ObjectNode postLeader(ObjectNode sent) {
        JsonNode id = sent.get("leader_id");
        ObjectNode answer = JSON.createObjectNode();
        if (!members.containsKey(id.asString())) {
            return answer.put("status", "failed").put("message", "not registered");
        }
        leader = id;
        leaderPosted = true;
        answer.put("status", "updated").set("leader_id", id);
        return answer;
    }

    private ObjectNode remove(ObjectNode sent) {
        JsonNode id = sent.get("node_id");
        boolean removed = members.remove(id.asString()) != null;
        ObjectNode answer =
                JSON.createObjectNode().put("status", removed ? "removed" : "not_found");
        answer.set("node_id", id);
        return answer;
    }

    private ArrayNode listBut(String id) {
        ArrayNode list = JSON.createArrayNode();
        members.forEach((each, member) -> {
            if (!each.equals(id)) {
                list.add(member);
            }
        });
        return list;
    }

    private JsonNode leaderMember() {
        ObjectNode member = leader == null ? null : members.get(leader.asString());
        return member == null ? JsonNodeFactory.instance.nullNode() : member;
    }
}
