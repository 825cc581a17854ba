package dev.clawgateway.simulation.network;

import dev.clawgateway.core.time.Timers;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A connection of a peer that speaks for itself; the least of RFC 6455, or raw bytes. */
final class PlainSocket implements PlainConnection, TcpEnd {
    private static final int ABNORMAL = 1006;
    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private enum Stage {
        CONNECTING,
        OPEN,
        /** A Close went out, or the stream's end. */
        CLOSING,
        OVER
    }

    private final SimulatedThread thread;
    private final PlainListener listener;
    private final RandomGenerator random;
    private final @Nullable FrameReader frames;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final Timers.Timer limit;
    private Stage stage = Stage.CONNECTING;
    private @Nullable TcpSocket socket;
    private boolean stalled;
    private boolean endAfterAll;

    /**
     * One that is not connected yet.
     *
     * @param path asked for in a WebSocket's handshake; null for raw bytes
     */
    PlainSocket(SimulatedProcess of, @Nullable String path, PlainListener listener, String name) {
        this.thread = of.first();
        this.listener = listener;
        this.random = of.dice().stream(name);
        this.frames = path == null ? null : new FrameReader(new Frames());
        if (path != null) {
            waiting.add(FrameWriting.handshake(path, random));
        }
        limit = of.after(CONNECT_LIMIT, () -> over(ABNORMAL, "connection timed out"));
    }

    @Override
    public void established(TcpSocket made) {
        thread.wake(() -> {
            if (stage == Stage.OVER) {
                made.abort();
                return;
            }
            socket = made;
            pump();
            if (frames == null) {
                opened();
            }
        });
    }

    private void opened() {
        limit.cancel();
        stage = Stage.OPEN;
        listener.opened(this);
    }

    @Override
    public void failed(String why) {
        thread.wake(() -> over(ABNORMAL, why));
    }

    @Override
    public void broken(String why) {
        thread.wake(() -> over(ABNORMAL, why));
    }

    private void over(int code, String why) {
        if (stage != Stage.OVER) {
            stage = Stage.OVER;
            limit.cancel();
            waiting.clear();
            if (socket != null) {
                socket.close();
            }
            listener.closed(code, why);
        }
    }

    @Override
    public void readable() {
        thread.wake(this::read);
    }

    private void read() {
        TcpSocket from = socket;
        if (from == null || stalled) {
            return;
        }
        while (!stalled && stage != Stage.OVER && from.unread() > 0) {
            byte[] bytes = from.read(MOST_BYTES);
            if (frames == null) {
                listener.bytes(bytes);
            } else {
                frames.read(bytes);
            }
        }
        if (!stalled && stage != Stage.OVER && from.atEnd()) {
            over(ABNORMAL, "the peer has closed the connection");
        }
    }

    /** What the reader of frames has found. */
    private final class Frames implements FrameReader.Found {
        @Override
        public void upgraded() {
            opened();
        }

        @Override
        public void refused(String status) {
            over(ABNORMAL, status);
        }

        @Override
        public void text(String message) {
            if (stage == Stage.OPEN || stage == Stage.CLOSING) {
                listener.text(message);
            }
        }

        @Override
        public void ping(byte[] payload) {
            sendFrame(FrameWriting.PONG, true, payload);
        }

        @Override
        public void close(int code, String reason) {
            if (stage == Stage.OPEN) {
                send(FrameWriting.close(code, random));
            }
            over(code, reason);
        }
    }

    @Override
    public void sendText(String text) {
        sendFrame(FrameWriting.TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void sendFrame(int firstByte, boolean masked, byte[] payload) {
        sendRaw(FrameWriting.frame(firstByte, masked, payload, random));
    }

    @Override
    public void sendRaw(byte[] bytes) {
        if (stage == Stage.OPEN) {
            send(bytes);
        }
    }

    private void send(byte[] bytes) {
        waiting.add(bytes);
        pump();
    }

    @Override
    public void writable() {
        thread.wake(this::pump);
    }

    private void pump() {
        TcpSocket to = socket;
        if (to == null || to.closed()) {
            return;
        }
        while (!waiting.isEmpty()) {
            byte[] next = waiting.remove();
            int part = Math.min(next.length, to.room());
            if (part > 0) {
                to.write(part == next.length ? next : Arrays.copyOf(next, part));
            }
            if (part < next.length) {
                waiting.addFirst(Arrays.copyOfRange(next, part, next.length));
                to.wantRoom();
                return;
            }
        }
        if (endAfterAll) {
            to.endOutput();
        }
    }

    @Override
    public void readNothing(boolean now) {
        stalled = now;
        if (!now) {
            thread.execute(this::read);
        }
    }

    @Override
    public void close(int code) {
        if (stage == Stage.CONNECTING) {
            thread.execute(() -> over(ABNORMAL, "closed before it was connected"));
        } else if (stage == Stage.OPEN) {
            if (frames == null) {
                endAfterAll = true;
                pump();
            } else {
                send(FrameWriting.close(code, random));
            }
            stage = Stage.CLOSING;
            thread.after(CLOSE_LIMIT, () -> over(ABNORMAL, "the peer did not answer the Close"));
        }
    }

    @Override
    public void abort() {
        if (stage != Stage.OVER) {
            if (socket != null) {
                socket.abort();
            }
            thread.execute(() -> over(ABNORMAL, "ended by ourselves"));
        }
    }
}
