package dev.clawgateway.simulation.network;

import dev.clawgateway.core.time.Timers;
import dev.clawgateway.simulation.kernel.Agenda;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. What was written arrives in order, in pieces that are not those it
 * was written in; what nobody reads fills the window, until the writer has to wait.
 */
final class TcpFlow {
    private static final byte[] NOTHING = {};
    private static final int CUT_ONE_IN = 16;
    private static final long RETRY = Duration.ofSeconds(2).toNanos();

    private enum Kind {
        BYTES,
        END,
        RESET
    }

    private static final class Segment {
        private final Kind kind;
        private final long due;
        private final byte[] bytes;

        Segment(Kind kind, long due, byte[] bytes) {
            this.kind = kind;
            this.due = due;
            this.bytes = bytes;
        }
    }

    private final TcpConnection connection;
    private final boolean up;
    private final Agenda agenda;
    private final Weather weather;
    private final RandomGenerator random;
    private final Duration patience;
    private final int window;
    private final Deque<Segment> travelling = new ArrayDeque<>();
    private final Deque<byte[]> arrived = new ArrayDeque<>();
    private int unread;
    private int written;
    private long lastDue;
    private long heldUntil;
    private long delivered;
    private boolean ended;
    private boolean receiverGone;
    private boolean vanished;
    private boolean forgotten;
    private boolean wanted;
    private Timers.@Nullable Timer watch;

    /**
     * A flow of a connection.
     *
     * @param up from the client to the gateway
     * @param patience how long the writer's kernel waits for a sign that its bytes arrive
     */
    TcpFlow(TcpConnection connection, boolean up, Duration patience) {
        this.connection = connection;
        this.up = up;
        this.agenda = connection.agenda();
        this.weather = connection.weather();
        this.random = connection.dice().stream(up ? "up" : "down");
        this.patience = patience;
        this.window = 1024 << random.nextInt(2, 8);
    }

    /** How many bytes the writer's kernel takes now. */
    int room() {
        return window - written;
    }

    /** Tells the writer once there is room. */
    void wantRoom() {
        wanted = true;
    }

    /** Not more than there is room for. */
    void write(byte[] bytes) {
        written += bytes.length;
        connection.trace().sent(agenda.nanos(), connection.number(), up, bytes);
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + piece(bytes.length - from));
            add(
                    Kind.BYTES,
                    from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
    }

    private int piece(int length) {
        boolean cut = weather.stutters() || random.nextInt(CUT_ONE_IN) == 0;
        return !cut ? length : 1 + random.nextInt(length);
    }

    /** The writer writes nothing more. */
    void end() {
        add(Kind.END, NOTHING);
    }

    /** The writer's kernel knows of no such connection any more. */
    void reset() {
        add(Kind.RESET, NOTHING);
    }

    private void add(Kind kind, byte[] bytes) {
        lastDue = Math.max(lastDue, agenda.nanos() + weather.latency(random));
        travelling.add(new Segment(kind, lastDue, bytes));
        if (travelling.size() == 1) {
            arriveAt(lastDue);
        }
    }

    private void arriveAt(long due) {
        agenda.after(Duration.ofNanos(due - agenda.nanos()), this::arrive);
    }

    private void arrive() {
        if (forgotten) {
            connection.writer(up).broken("Connection reset by peer");
        } else if (vanished) {
            watch();
        } else if (agenda.nanos() < heldUntil) {
            watch();
            arriveAt(heldUntil);
        } else if (weather.held(up)) {
            watch();
            weather.await(this);
        } else {
            deliver();
        }
    }

    private void deliver() {
        while (!travelling.isEmpty() && travelling.element().due <= agenda.nanos()) {
            Segment segment = travelling.remove();
            delivered++;
            switch (segment.kind) {
                case BYTES -> deliver(segment.bytes);
                case END -> ended = true;
                case RESET -> connection.reader(up).broken("Connection reset by peer");
            }
        }
        if (!travelling.isEmpty()) {
            arriveAt(travelling.element().due);
        }
        if (!receiverGone && (unread > 0 || ended)) {
            connection.reader(up).readable();
        }
    }

    private void deliver(byte[] bytes) {
        if (receiverGone) {
            connection.other(up).reset();
        } else {
            arrived.add(bytes);
            unread += bytes.length;
        }
    }

    /** What was held back goes on, once the writer's kernel tries again. */
    void goOn() {
        agenda.after(Duration.ofNanos(random.nextLong(RETRY)), this::arrive);
    }

    /** Nothing of this flow alone arrives for a while. */
    void hold(Duration duration) {
        heldUntil = agenda.nanos() + duration.toNanos();
    }

    /** The writer's kernel gives up when nothing has arrived for long. */
    private void watch() {
        long before = delivered;
        if (watch == null) {
            watch = agenda.after(patience, () -> judge(before));
        }
    }

    private void judge(long before) {
        watch = null;
        if (!travelling.isEmpty() && delivered == before) {
            connection.writer(up).broken("Connection timed out");
        } else if (!travelling.isEmpty()) {
            watch();
        }
    }

    /** How many bytes can be read now. */
    int unread() {
        return unread;
    }

    /** Whether everything was read, and there is no more. */
    boolean atEnd() {
        return ended && unread == 0;
    }

    /** Takes what is there, at most so much; nothing when nothing is. */
    byte[] read(int most) {
        byte[] first = arrived.peek();
        if (first == null) {
            return NOTHING;
        }
        boolean whole = first.length <= most && unread == first.length;
        byte[] taken = whole ? first : joined(most);
        if (whole) {
            arrived.clear();
        }
        unread -= taken.length;
        written -= taken.length;
        if (wanted && room() > 0) {
            wanted = false;
            agenda.after(
                    Duration.ofNanos(weather.latency(random)),
                    () -> connection.writer(up).writable());
        }
        return taken;
    }

    private byte[] joined(int most) {
        byte[] taken = new byte[Math.min(most, unread)];
        int filled = 0;
        while (filled < taken.length) {
            byte[] next = Objects.requireNonNull(arrived.poll());
            int part = Math.min(next.length, taken.length - filled);
            System.arraycopy(next, 0, taken, filled, part);
            filled += part;
            if (part < next.length) {
                arrived.addFirst(Arrays.copyOfRange(next, part, next.length));
            }
        }
        return taken;
    }

    /** The reader has closed its end: what still comes is answered with a reset. */
    void receiverGone() {
        receiverGone = true;
        arrived.clear();
        unread = 0;
    }

    /** Nothing arrives any more, and nobody is told. */
    void vanish() {
        vanished = true;
    }

    /** Whoever still writes on what vanished learns it. */
    void forget() {
        if (vanished) {
            forgotten = true;
            if (!travelling.isEmpty()) {
                goOn();
            }
        }
    }
}
