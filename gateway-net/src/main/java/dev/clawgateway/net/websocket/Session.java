package dev.clawgateway.net.websocket;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Admission;
import dev.clawgateway.net.gate.LoopTasks;
import dev.clawgateway.net.gate.Role;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.gate.WriteGuard;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One WebSocket connection. Sending, closing and the facts below are safe from any thread;
 * everything else belongs to the session's event loop.
 */
public final class Session implements WriteGuard.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final SessionId id;
    private final Channel channel;
    private final Peer peer;
    private final FrameDecoder decoder;
    private final FrameWriter writer;
    private final Admission admission;
    private final TrafficCounters traffic;
    private final Time time;
    private final Duration closeLinger;
    private volatile long lastHeardNanos;
    private volatile Role role = Role.UNDECIDED;
    private volatile @Nullable NodeId node;
    private volatile boolean beatsOften;
    private boolean answered;
    private volatile boolean closing;

    Session(
            SessionId id,
            Channel channel,
            FrameDecoder decoder,
            Admission admission,
            Peer peer,
            SessionContext context) {
        this.id = id;
        this.channel = channel;
        this.decoder = decoder;
        this.admission = admission;
        this.peer = peer;
        this.time = context.time();
        this.traffic = context.traffic();
        this.closeLinger = context.limits().connections().closeLinger();
        Outbound outbound =
                new Outbound(
                        context.limits().outbound(), context.pending(), this::evict, time.nanos());
        this.writer = new FrameWriter(channel, outbound, traffic, time, this::slowConsumer);
        this.lastHeardNanos = time.nanos();
    }

    public SessionId id() {
        return id;
    }

    /** Grows from session to session over the life of the process. */
    public long epoch() {
        return id.epoch();
    }

    /** Who is at the other end. */
    public Peer peer() {
        return peer;
    }

    public Channel channel() {
        return channel;
    }

    public Role role() {
        return role;
    }

    /** Said once, by the conversation, when the first message has made it clear. */
    public void decide(Role decided) {
        role = decided;
    }

    /** The node registered on this session; null before that, and for operators. */
    public @Nullable NodeId node() {
        return node;
    }

    void bind(NodeId registered) {
        node = registered;
        admission.registered();
    }

    /** Counts it as what it is; false when there are too many of these. Event loop only. */
    boolean admitted() {
        return admission.recognized(role);
    }

    /** The peer gave a sign of life. One volatile write. */
    public void heard() {
        lastHeardNanos = time.nanos();
    }

    /** Monotonic time of the last sign of life. */
    public long lastHeardNanos() {
        return lastHeardNanos;
    }

    /** The peer gives signs of life so often that a short silence says something already. */
    public void beatsOften(boolean often) {
        beatsOften = often;
    }

    public boolean beatsOften() {
        return beatsOften;
    }

    /** Whether frames to it would go nowhere. */
    @Override
    public boolean closing() {
        return closing || !channel.isActive();
    }

    /**
     * What the peer just sent answers what it was told to do. It may be slowed down for sending too
     * much of it, but is never closed for that. Event loop only.
     */
    public void answered() {
        answered = true;
    }

    boolean takeAnswered() {
        boolean was = answered;
        answered = false;
        return was;
    }

    /** Reads nothing more from the peer until {@link #resume}. Event loop only. */
    public void hold() {
        decoder.hold();
        admission.waitsForUs(true);
    }

    /** Event loop only. */
    public void resume() {
        decoder.resume();
        admission.waitsForUs(false);
    }

    /** For how long an operator has asked nothing; nothing while it waits for us. */
    Duration idleFor() {
        return admission.idleFor();
    }

    /**
     * Runs on the session's event loop, after what was handed to it before; never, once the gateway
     * has stopped its event loops.
     */
    public void execute(Runnable task) {
        LoopTasks.execute(channel, task);
    }

    /** Runs later on the session's event loop, also when the session has ended by then. */
    public Timer after(Duration delay, Runnable task) {
        var future = channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /**
     * Sends a text message. A peer whose queue is full is closed instead.
     *
     * @param type for the counters; from a fixed set
     * @param utf8 not to be changed any more
     */
    public void send(Lane lane, String type, byte[] utf8) {
        send(lane, type, utf8, () -> {});
    }

    /**
     * The same with a sequel.
     *
     * @param whenWritten runs on the event loop once the message is in the socket, or never
     */
    public void send(Lane lane, String type, byte[] utf8, Runnable whenWritten) {
        ByteBuf payload = Unpooled.wrappedBuffer(utf8);
        if (channel.eventLoop().inEventLoop()) {
            write(lane, type, payload, whenWritten);
        } else {
            LoopTasks.execute(channel, () -> write(lane, type, payload, whenWritten));
        }
    }

    private void write(Lane lane, String type, ByteBuf payload, Runnable whenWritten) {
        if (closing()) {
            payload.release();
        } else {
            writer.write(lane, type, payload, whenWritten);
        }
    }

    /**
     * Runs a task that will send a command, on the event loop; any thread.
     *
     * @return false when too much waits for this peer already; then the task never runs
     */
    public boolean handOver(Runnable effect) {
        return writer.handOver(effect);
    }

    public boolean stalled(long nowNanos, long sinceNanos) {
        return writer.stalled(nowNanos, sinceNanos);
    }

    /** The socket may take more, or takes no more for now. Event loop only. */
    void writabilityChanged() {
        writer.goOn();
    }

    /** Event loop only. */
    void ping() {
        var _ = channel.writeAndFlush(new PingWebSocketFrame());
    }

    public void slowConsumer() {
        closeUnsent("slow_consumer");
    }

    /** More waits for all peers together than the gateway has room for, and most for this one. */
    private void evict() {
        closeUnsent("outbound_memory");
    }

    private void closeUnsent(String cause) {
        Runnable task =
                () -> {
                    writer.discard();
                    closeNow(CloseCode.TRY_LATER, "you do not read fast enough", cause);
                };
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            LoopTasks.execute(channel, task);
        }
    }

    /**
     * Ends the session without a Close frame, because nothing can be written any more. Event loop
     * only.
     */
    @Override
    public void abort(String cause) {
        closing = true;
        traffic.closed(cause);
        drop();
    }

    /** The connection is gone. Event loop only. */
    void ended() {
        writer.ended();
    }

    /**
     * Ends the session: a Close frame, then the connection once the peer has answered or the linger
     * time is over.
     *
     * @param cause for the counters; from a fixed set
     */
    public void close(int code, String reason, String cause) {
        if (channel.eventLoop().inEventLoop()) {
            closeNow(code, reason, cause);
        } else {
            LoopTasks.execute(channel, () -> closeNow(code, reason, cause));
        }
    }

    private void closeNow(int code, String reason, String cause) {
        if (closing()) {
            return;
        }
        closing = true;
        traffic.closed(cause);
        // A stranger may be made to be closed at will, so only sessions in a role are worth a line.
        LOG.atLevel(role == Role.UNDECIDED ? Level.DEBUG : Level.INFO)
                .addKeyValue("peer", peer)
                .addKeyValue("node", Objects.requireNonNullElse(node, "none"))
                .addKeyValue("cause", cause)
                .log("session closed by the gateway");
        decoder.resume(); // to see the peer's own Close
        writer.whenDone(() -> sendClose(code, reason));
        var _ =
                channel.eventLoop()
                        .schedule(this::drop, closeLinger.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void sendClose(int code, String reason) {
        CloseWebSocketFrame frame =
                new CloseWebSocketFrame(new WebSocketCloseStatus(code, shortened(reason), false));
        var _ = channel.writeAndFlush(frame).addListener(_ -> endOutput());
    }

    /**
     * A peer that is beyond our decoder, or does not know about Close frames, sees the end of the
     * stream at least. Closing altogether could destroy the Close frame on its way.
     */
    private void endOutput() {
        boolean tls = channel.pipeline().get(SslHandler.class) != null;
        if (!tls && channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
    }

    private void drop() {
        var _ = channel.close();
    }

    /** A control frame holds 125 bytes, two of them the code; our reasons are ASCII mostly. */
    private static String shortened(String reason) {
        return reason.length() <= 40 ? reason : reason.substring(0, 40);
    }

    /** A task that has not run yet. */
    @FunctionalInterface
    public interface Timer {
        /** Makes it not run; without effect when it has. */
        void cancel();
    }
}
