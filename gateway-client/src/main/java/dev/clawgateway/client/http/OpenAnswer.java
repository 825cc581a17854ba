package dev.clawgateway.client.http;

import dev.clawgateway.client.http.wire.HttpHead;
import dev.clawgateway.client.http.wire.HttpReply;

/**
 * An answer that has begun.
 *
 * @param rest its body, piece by piece
 */
public record OpenAnswer(HttpHead head, HttpReply rest) implements AutoCloseable {
    /** Ends it, whether or not there is more. */
    @Override
    public void close() {
        rest.close();
    }
}
