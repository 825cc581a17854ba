package dev.clawgateway.net.websocket;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection of a peer, as dialects and duties see it. Safe from any thread but where
 * a method says that it belongs to the session's event loop, on which the dialect is called.
 */
public interface Session {
    SessionId id();

    /** Grows from session to session over the life of the process. */
    default long epoch() {
        return id().epoch();
    }

    /** Who is at the other end. */
    Peer peer();

    /** What it counts as. */
    PeerRole role();

    /** Whether a page in a browser opened it: nothing else says where it comes from. */
    boolean ofBrowser();

    /** Who is registered on it, in the words of whoever registered it; null when nobody is. */
    @Nullable Object principal();

    /**
     * The peer has shown who it is: the session counts as that from now on. Event loop only, once.
     *
     * @return false when there are too many of these; then the session is to be refused and closed
     */
    boolean admit(PeerRole role);

    /**
     * Somebody is known to be on this session from now on, and {@link Sessions} finds it by that
     * name. An older session of the same principal is forgotten. Event loop only.
     */
    void register(Object principal);

    /** Bounds what the peer may send from its next message on. Event loop only. */
    void limit(MessageLimits limits);

    /**
     * Goes by its dialect's own bounds on what waits for the peer, from now on. Event loop only.
     */
    void limit(OutboundLimits.Policy policy);

    /** Bytes of {@linkplain FrameKind#EVENT events} that wait for the peer. */
    long waitingEventBytes();

    /** Somebody was found to speak on it, in the words of whoever found out. Event loop only. */
    void speaks(Object who);

    /** Who was found to; null before that. */
    @Nullable Object speaker();

    /** Monotonic time of its beginning. */
    long openedNanos();

    /**
     * Monotonic time of the last sign of life; while silence is {@linkplain #expectSilence
     * expected} that goes on.
     */
    long lastHeardNanos();

    /**
     * The peer does what it was told, and can give no sign of life meanwhile: until then it counts
     * as heard. A sign of life changes nothing of that. Event loop only.
     *
     * @param untilNanos monotonic time; a time that is over ends it
     */
    void expectSilence(long untilNanos);

    /**
     * The peer is told what happens and need not ask: as an operator it stays as long as it gives
     * any sign of life, and answers pings. Event loop only, once it has been {@linkplain #admit
     * admitted}.
     */
    void listens();

    /** The peer gives signs of life so often that a short silence says something already. */
    void beatsOften(boolean often);

    boolean beatsOften();

    /** Whoever it is, it is told of a stop of the gateway by 1012 and the same words. */
    void endsPlainly(boolean plainly);

    boolean endsPlainly();

    /** Whether frames to it would go nowhere. */
    boolean closing();

    /**
     * What the peer just sent answers what it was told to do. It may be slowed down for sending too
     * much of it, but is never closed for that. Event loop only.
     */
    void answered();

    /** Reads nothing more from the peer until {@link #resume}. Event loop only. */
    void hold();

    /** Event loop only. */
    void resume();

    /** The peer has asked for something, and goes on being read meanwhile. Event loop only. */
    void owes();

    /** It has the answer to one of these. Event loop only. */
    void settled();

    /**
     * Runs on the session's event loop, after what was handed to it before; never, once the gateway
     * has stopped its event loops.
     */
    void execute(Runnable task);

    /** Runs later on the session's event loop, also when the session has ended by then. */
    Timer after(Duration delay, Runnable task);

    /**
     * Sends a text message. A peer whose queue is full is closed instead.
     *
     * @param type for the counters; from a fixed set
     * @param utf8 not to be changed any more
     */
    default void send(FrameKind kind, String type, byte[] utf8) {
        send(kind, type, utf8, () -> {});
    }

    /**
     * The same with a sequel.
     *
     * @param whenWritten runs on the event loop once the message is in the socket, or never
     */
    void send(FrameKind kind, String type, byte[] utf8, Runnable whenWritten);

    /**
     * Sends an event whose text is one part after the other.
     *
     * @param shared with other sessions; not to be changed any more
     * @param own this session's end of it
     */
    default void sendEvent(String type, byte[] shared, byte[] own) {
        byte[] whole = Arrays.copyOf(shared, shared.length + own.length);
        System.arraycopy(own, 0, whole, shared.length, own.length);
        send(FrameKind.EVENT, type, whole);
    }

    /**
     * Runs a task that will send a command, on the event loop.
     *
     * @return false when too much waits for this peer already; then the task never runs
     */
    boolean handOver(Runnable command);

    /**
     * Asks for a sign of life. Never an operator that does not {@linkplain #listens listen}: its
     * client takes a ping for the reply it awaits.
     *
     * @param answer told once, on some event loop, whether a pong came within the time
     */
    void ping(Duration within, Consumer<Boolean> answer);

    /**
     * Whether something waits for the peer and it has taken nothing for too long.
     *
     * @param sinceNanos what lies before does not count: this process may have stood still
     */
    boolean stalled(long nowNanos, long sinceNanos);

    /** The peer does not read what it is sent: it is closed, and what waits is dropped. */
    void slowConsumer();

    /**
     * Ends the session: a Close frame, then the connection once the peer has answered or the linger
     * time is over.
     *
     * @param cause for the counters; from a fixed set
     */
    void close(int code, String reason, String cause);

    /**
     * The same once the peer has what it {@linkplain #hold waits for} and all that it is
     * {@linkplain #owes owed}: it asked, and is not answered yet. At once where it waits for
     * nothing. What it asks besides is not heard.
     */
    void closeOnceAnswered(int code, String reason, String cause);

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {
        /** Makes it not run; without effect when it has. */
        void cancel();
    }
}
