package dev.clawgateway.client.http;

import dev.clawgateway.client.http.wire.HttpHead;
import dev.clawgateway.client.http.wire.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * An answer that has begun.
 *
 * @param rest its body, piece by piece
 */
public record OpenAnswer(HttpHead head, HttpReply rest) implements AutoCloseable {
    private static final int MAX_BYTES = 16 << 20;

    /** Waits for the rest, where that ends; 16 MiB at most. */
    public HttpAnswer whole() throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] piece = rest.next(); piece != null; piece = rest.next()) {
            body.writeBytes(piece);
            if (body.size() > MAX_BYTES) {
                rest.close();
                throw new IOException("its answer is longer than any gateway's");
            }
        }
        return new HttpAnswer(rest.gateway(), head, body.toByteArray());
    }

    /** Ends it, whether or not there is more. */
    @Override
    public void close() {
        rest.close();
    }
}
