package dev.clawgateway.net;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.ByteBuffer;
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

    /** A refusal of a request, in the form of the family that its path belongs to. */
    Answer refusal(int status, String why, String path);

    /**
     * A request.
     *
     * @param path percent-decoded, without the query
     * @param query as sent, without the question mark; may be empty
     * @param body as UTF-8; may be empty
     */
    record Call(String method, String path, String query, HttpHeaders headers, String body) {
        /** The first value of a header; empty when there is none. */
        public String header(String name) {
            return headers.get(name, "");
        }
    }

    /**
     * A response, whose body is read once and not to be changed. Length and connection headers are
     * added by the transport.
     */
    record Answer(int status, String contentType, ByteBuffer body, Map<String, String> headers) {
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** Text in UTF-8 without further headers. */
        public static Answer text(int status, String contentType, String body) {
            return new Answer(
                    status,
                    contentType,
                    ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                    Map.of());
        }
    }
}
