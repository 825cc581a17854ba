package dev.clawgateway.client.http.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.client.http.wire.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an answer, as they come. They end with LF, CR or both (WHATWG HTML, section 9.2.6);
 * what has no end is no line. For one thread.
 */
public final class BodyLines implements AutoCloseable {
    private static final int MAX_BYTES = 4 << 20;

    private final HttpReply reply;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] piece = {};
    private int at;
    private boolean afterReturn;

    /** Of an answer whose head is there; closed with this. */
    public BodyLines(HttpReply reply) {
        this.reply = reply;
    }

    /**
     * Waits for the next; null at the end of the answer.
     *
     * @throws IOException also when a line has more than 4 MiB
     */
    public @Nullable String next() throws IOException, InterruptedException {
        while (true) {
            while (at < piece.length) {
                byte one = piece[at++];
                boolean rest = afterReturn && one == '\n';
                afterReturn = one == '\r';
                if (!rest && (one == '\n' || one == '\r')) {
                    return taken();
                } else if (!rest) {
                    add(one);
                }
            }
            byte[] more = reply.next();
            if (more == null) {
                return null;
            }
            piece = more;
            at = 0;
        }
    }

    private void add(byte one) throws IOException {
        if (line.size() >= MAX_BYTES) {
            throw new IOException("a line of the answer is longer than any gateway's");
        }
        line.write(one);
    }

    private String taken() {
        String text = line.toString(UTF_8);
        line.reset();
        return text;
    }

    /** Whether there is the beginning of a line, and no end. */
    public boolean broken() {
        return line.size() > 0;
    }

    @Override
    public void close() {
        reply.close();
    }
}
