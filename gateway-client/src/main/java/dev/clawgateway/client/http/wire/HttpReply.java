package dev.clawgateway.client.http.wire;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An answer, as it comes. One thread at a time waits for its pieces; {@link #close} may be called
 * by any. While more than a few hundred KiB are unread the gateway is not listened to.
 */
public final class HttpReply implements AutoCloseable {
    private static final int MANY_BYTES = 256 * 1024;
    private static final int FEW_BYTES = 64 * 1024;

    private final URI gateway;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final AtomicInteger unread = new AtomicInteger();
    private volatile @Nullable Valve valve;
    private volatile Runnable giveUp = () -> {};
    private volatile boolean closed;
    private @Nullable HttpHead head;
    private @Nullable Piece last;

    /** Who is asked. */
    HttpReply(URI gateway) {
        this.gateway = gateway;
    }

    /** A part of an answer, in the order in which they come: one head, bytes, one end. */
    private sealed interface Piece {
        record Begun(HttpHead head) implements Piece {}

        /** Of its body. */
        final class Bytes implements Piece {
            private final byte[] bytes;

            Bytes(byte[] bytes) {
                this.bytes = bytes;
            }

            byte[] bytes() {
                return bytes;
            }
        }

        record Ended() implements Piece {}

        record Failed(IOException why) implements Piece {}
    }

    /** Where pieces come from. */
    interface Valve {
        /** Whether more are to come; any thread. */
        void open(boolean open);
    }

    /** Which gateway answers. */
    public URI gateway() {
        return gateway;
    }

    /** Waits for what comes first. */
    public HttpHead head() throws IOException, InterruptedException {
        if (head == null) {
            if (take() instanceof Piece.Begun begun) {
                head = begun.head();
            } else {
                throw new IOException("an answer without a head");
            }
        }
        return head;
    }

    /** Waits for the next piece of the body; null at its end. */
    public byte @Nullable [] next() throws IOException, InterruptedException {
        var _ = head();
        if (!(take() instanceof Piece.Bytes piece)) {
            return null;
        }
        if (unread.addAndGet(-piece.bytes().length) < FEW_BYTES) {
            flow(true);
        }
        return piece.bytes();
    }

    private Piece take() throws IOException, InterruptedException {
        Piece piece = last;
        if (piece == null) {
            piece = pieces.take();
            if (piece instanceof Piece.Ended || piece instanceof Piece.Failed) {
                last = piece;
            }
        }
        if (piece instanceof Piece.Failed failed) {
            throw new IOException(failed.why().getMessage(), failed.why());
        }
        return piece;
    }

    private void flow(boolean open) {
        Valve source = valve;
        if (source != null) {
            source.open(open);
        }
    }

    /** Says what ends it before its time, and how it is slowed down. */
    void runBy(Valve source, Runnable end) {
        valve = source;
        giveUp = end;
        if (closed) {
            end.run();
        }
    }

    int unread() {
        return unread.get();
    }

    boolean closed() {
        return closed;
    }

    void begun(HttpHead first) {
        pieces.add(new Piece.Begun(first));
    }

    void more(byte[] bytes) {
        pieces.add(new Piece.Bytes(bytes));
        if (unread.addAndGet(bytes.length) > MANY_BYTES) {
            flow(false);
        }
    }

    void ended() {
        pieces.add(new Piece.Ended());
    }

    void failed(IOException why) {
        pieces.add(new Piece.Failed(why));
    }

    /** Gives it up, where it has not ended; whoever waits for it is told so. */
    @Override
    public void close() {
        closed = true;
        pieces.add(new Piece.Failed(new IOException("given up")));
        giveUp.run();
    }
}
