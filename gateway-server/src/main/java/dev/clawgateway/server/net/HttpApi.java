package dev.clawgateway.server.net;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** What answers plain HTTP requests. Called on an event loop: hands over what takes long. */
public interface HttpApi {
    /**
     * Answers one request, now or later, from any thread.
     *
     * @param answer to be called exactly once
     */
    void serve(Call call, Consumer<Answer> answer);

    /**
     * A request.
     *
     * @param path percent-decoded, without the query
     * @param query as sent, without the question mark; may be empty
     */
    record Call(String method, String path, String query, HttpHeaders headers, byte[] body) {
        /** The first value of a header; empty when there is none. */
        public String header(String name) {
            return headers.get(name, "");
        }
    }

    /** A response. Length, date and connection headers are added by the transport. */
    record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** Text in UTF-8 without further headers. */
        public static Answer text(int status, String contentType, String body) {
            return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
        }
    }
}
