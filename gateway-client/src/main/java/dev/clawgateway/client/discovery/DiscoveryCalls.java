package dev.clawgateway.client.discovery;

import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.client.http.NoAnswerException;
import dev.clawgateway.core.Excerpt;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer;
import dev.clawgateway.protocol.discovery.DiscoveryCodec;
import dev.clawgateway.protocol.discovery.RegisterRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The requests of the dialect, each with the answer it has. Belongs to one thread. */
final class DiscoveryCalls {
    private static final int OK = 200;
    private static final int MAX_REASON = 300;

    private final HttpCalls http;

    DiscoveryCalls(HttpCalls http) {
        this.http = http;
    }

    /** How the body of an answer is read. */
    interface Reader<T> {
        T read(byte[] body) throws JsonFormatException;
    }

    DiscoveryAnswer.Registered register(RegisterRequest request, Duration limit)
            throws DiscoveryException, InterruptedException {
        byte[] body = DiscoveryCodec.write(request);
        return call("POST", "/register", body, DiscoveryCodec::readRegistered, limit);
    }

    /** Acknowledged, or not found. */
    DiscoveryAnswer heartbeat(MemberId id, Duration limit)
            throws DiscoveryException, InterruptedException {
        byte[] body = DiscoveryCodec.writeNodeId(id);
        return call("POST", "/heartbeat", body, DiscoveryCodec::readHeartbeat, limit);
    }

    /** The active members but that one. */
    DiscoveryAnswer.Nodes nodes(@Nullable MemberId but, Duration limit)
            throws DiscoveryException, InterruptedException {
        String query = but == null ? "" : "?node_id=" + escaped(but.text());
        return call("GET", "/nodes" + query, null, DiscoveryCodec::readNodes, limit);
    }

    /** The leader, or that there is none. */
    DiscoveryAnswer leader(Duration limit) throws DiscoveryException, InterruptedException {
        return call("GET", "/leader", null, DiscoveryCodec::readLeader, limit);
    }

    /** Updated, or refused. */
    DiscoveryAnswer postLeader(MemberId leader, Duration limit)
            throws DiscoveryException, InterruptedException {
        byte[] body = DiscoveryCodec.writeLeaderId(leader);
        return call("POST", "/leader", body, DiscoveryCodec::readLeaderUpdate, limit);
    }

    DiscoveryAnswer.Removed remove(MemberId id, Duration limit)
            throws DiscoveryException, InterruptedException {
        byte[] body = DiscoveryCodec.writeNodeId(id);
        return call("POST", "/remove", body, DiscoveryCodec::readRemoved, limit);
    }

    /** Any request of the dialect, or one beside it. */
    <T> T call(String method, String path, byte @Nullable [] body, Reader<T> reader, Duration limit)
            throws DiscoveryException, InterruptedException {
        HttpAnswer answer;
        try {
            answer = http.call(method, path, body, limit);
        } catch (NoAnswerException e) {
            throw new DiscoveryException(e.getMessage(), 0, Duration.ZERO);
        }
        if (answer.status() != OK) {
            throw new DiscoveryException(
                    answer.gateway() + ": HTTP " + answer.status() + reason(answer.body()),
                    answer.status(),
                    answer.retryAfter());
        }
        try {
            return reader.read(answer.body());
        } catch (JsonFormatException e) {
            throw new DiscoveryException(
                    answer.gateway() + ": what answers " + path + " is no gateway: " + text(e),
                    0,
                    Duration.ZERO);
        }
    }

    private static String text(JsonFormatException e) {
        return shortened(e.getMessage());
    }

    /** What an error says of itself, in whichever family's form; empty when it says nothing. */
    private static String reason(byte[] body) {
        try {
            JsonNode error = JsonTree.parse(body).path("error");
            return error.isString() ? ": " + shortened(error.stringValue()) : "";
        } catch (JsonFormatException _) {
            return "";
        }
    }

    /** Blanks as %20: not everybody takes a plus for one. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String shortened(String text) {
        return Excerpt.of(text, MAX_REASON);
    }
}
