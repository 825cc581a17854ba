package dev.clawgateway.net.websocket;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Admission;
import dev.clawgateway.net.gate.LoopTasks;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.gate.WriteGuard;
import dev.clawgateway.net.websocket.frame.FrameDecoder;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.net.websocket.frame.FrameWriter;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.net.websocket.frame.Outbound;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link Session} over a socket. */
final class SocketSession implements Session, WriteGuard.Owner {
    private final SessionId id;
    private final Channel channel;
    private final Peer peer;
    private final FrameDecoder decoder;
    private final FrameWriter writer;
    private final Outbound outbound;
    private final Probes probes;
    private final boolean ofBrowser;
    private final Sessions registry;
    private final Admission admission;
    private final SessionEnd end;
    private final SignsOfLife signs;
    private final PeerPace pace;
    private volatile @Nullable Object speaker;
    private volatile boolean beatsOften;
    private volatile boolean endsPlainly;

    /** Whether an operator is told what happens. The event loop's. */
    private boolean listening;

    /** The event loop writes. */
    private volatile SessionState state = new SessionState.Undecided();

    SocketSession(
            SessionId id,
            Channel channel,
            FrameDecoder decoder,
            Admission admission,
            Peer peer,
            boolean ofBrowser,
            SessionContext context) {
        this.id = id;
        this.channel = channel;
        this.decoder = decoder;
        this.admission = admission;
        this.peer = peer;
        this.ofBrowser = ofBrowser;
        Time time = context.time();
        outbound =
                new Outbound(
                        () -> context.limits().outbound(),
                        context.pending().share(this::evict),
                        time.nanos());
        decoder.account(context.gate().inbound().share(this::evictInbound));
        this.writer =
                new FrameWriter(channel, outbound, context.traffic(), time, this::slowConsumer);
        this.end = new SessionEnd(this, channel, decoder, writer, context);
        this.probes = new Probes(this);
        this.signs = new SignsOfLife(time);
        this.pace = new PeerPace(context, this::role);
        this.registry = context.sessions();
    }

    @Override
    public SessionId id() {
        return id;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    Channel channel() {
        return channel;
    }

    SessionState state() {
        return state;
    }

    @Override
    public PeerRole role() {
        return state.role();
    }

    @Override
    public boolean ofBrowser() {
        return ofBrowser;
    }

    @Override
    public @Nullable Object principal() {
        return state.principal();
    }

    /**
     * A dialect has claimed it. Event loop only.
     *
     * @return false when there are too many of the role; then nothing has changed
     */
    boolean take(PeerRole role, Conversation conversation) {
        if (!(state instanceof SessionState.Undecided undecided)) {
            throw new IllegalStateException("taken before: " + state);
        } else if (role != PeerRole.UNDECIDED && !admission.recognized(role)) {
            return false;
        }
        state = undecided.take(role, conversation);
        return true;
    }

    @Override
    public boolean admit(PeerRole role) {
        switch (state) {
            case SessionState.Speaking speaking -> state = speaking.admit(role);
            case SessionState.Closing _ -> {
                return true; // it ends anyway
            }
            case SessionState.Undecided _, SessionState.Registered _ ->
                    throw new IllegalStateException("not to be admitted: " + state);
        }
        return admission.recognized(role);
    }

    @Override
    public void register(Object principal) {
        switch (state) {
            case SessionState.Speaking speaking -> state = speaking.register(principal);
            case SessionState.Registered registered -> state = registered.register(principal);
            case SessionState.Closing _ -> {
                return; // it would be found, and be of no use
            }
            case SessionState.Undecided _ -> throw new IllegalStateException("nobody speaks on it");
        }
        admission.registered();
        registry.registered(principal, this);
    }

    @Override
    public void limit(MessageLimits limits) {
        pace.limit(limits);
        decoder.limit(() -> limits);
    }

    @Override
    public void limit(OutboundLimits.Policy policy) {
        outbound.limit(policy.limits(), policy.maxEventBytes());
        end.slowPeer(policy.closeCode(), policy.closeReason());
    }

    @Override
    public long waitingEventBytes() {
        return outbound.eventBytes();
    }

    /** What the peer may send. Event loop only. */
    MessageLimits messages() {
        return pace.limits();
    }

    /** The peer gave a sign of life. One volatile write. */
    void heard() {
        signs.heard();
    }

    @Override
    public void speaks(Object who) {
        speaker = who;
    }

    @Override
    public @Nullable Object speaker() {
        return speaker;
    }

    @Override
    public long openedNanos() {
        return signs.openedNanos();
    }

    @Override
    public long lastHeardNanos() {
        return signs.lastNanos();
    }

    @Override
    public void expectSilence(long untilNanos) {
        signs.excuse(untilNanos);
    }

    @Override
    public void beatsOften(boolean often) {
        beatsOften = often;
    }

    @Override
    public void listens() {
        listening = true;
        admission.listens();
    }

    @Override
    public boolean beatsOften() {
        return beatsOften;
    }

    @Override
    public void endsPlainly(boolean plainly) {
        endsPlainly = plainly;
    }

    @Override
    public boolean endsPlainly() {
        return endsPlainly;
    }

    @Override
    public boolean closing() {
        return state instanceof SessionState.Closing || !channel.isActive();
    }

    @Override
    public void answered() {
        pace.rate().forgive();
    }

    /** What the peer sends, by the time it takes. Event loop only. */
    RateLimit rate() {
        return pace.rate();
    }

    @Override
    public void hold() {
        end.hold();
        decoder.hold();
        admission.waitsForUs(true);
    }

    @Override
    public void resume() {
        admission.waitsForUs(false);
        if (end.release()) {
            decoder.resume();
        }
    }

    @Override
    public void owes() {
        end.owes();
    }

    @Override
    public void settled() {
        end.settled();
    }

    /** For how long an operator has asked nothing; nothing while it waits for us. */
    Duration idleFor() {
        return admission.idleFor();
    }

    @Override
    public void execute(Runnable task) {
        LoopTasks.execute(channel, task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var future = channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void send(FrameKind kind, String type, byte[] utf8, Runnable whenWritten) {
        send(kind, type, Unpooled.wrappedBuffer(utf8), whenWritten);
    }

    @Override
    public void sendEvent(String type, byte[] shared, byte[] own) {
        send(FrameKind.EVENT, type, Unpooled.wrappedBuffer(shared, own), () -> {});
    }

    private void send(FrameKind kind, String type, ByteBuf payload, Runnable whenWritten) {
        if (channel.eventLoop().inEventLoop()) {
            write(kind, type, payload, whenWritten);
        } else {
            LoopTasks.execute(channel, () -> write(kind, type, payload, whenWritten));
        }
    }

    private void write(FrameKind kind, String type, ByteBuf payload, Runnable whenWritten) {
        if (closing()) {
            payload.release();
        } else {
            writer.write(kind, type, payload, whenWritten);
        }
    }

    @Override
    public boolean handOver(Runnable effect) {
        return writer.handOver(effect);
    }

    @Override
    public boolean stalled(long nowNanos, long sinceNanos) {
        return writer.stalled(nowNanos, sinceNanos);
    }

    /** The socket may take more, or takes no more for now. Event loop only. */
    void writabilityChanged() {
        writer.goOn();
    }

    @Override
    public void ping(Duration within, Consumer<Boolean> answer) {
        if (closing()) {
            answer.accept(false);
        } else {
            execute(() -> probe(within, answer));
        }
    }

    private void probe(Duration within, Consumer<Boolean> answer) {
        if (closing() || !(listening || role() == PeerRole.NODE)) {
            answer.accept(false);
            return;
        }
        probes.await(within, answer);
        var _ = channel.writeAndFlush(new PingWebSocketFrame());
    }

    /** The peer answers a ping. Event loop only. */
    void ponged() {
        probes.ponged();
    }

    @Override
    public void slowConsumer() {
        end.closeUnsent("slow_consumer");
    }

    /** More waits for all peers together than the gateway has room for, and most for this one. */
    private void evict() {
        end.closeUnsent("outbound_memory");
    }

    /** The same of what has arrived in part: this session holds most of it. */
    private void evictInbound() {
        end.closeUnheard("too much at once", "inbound_memory");
    }

    /**
     * Ends the session without a Close frame, because nothing can be written any more. Event loop
     * only.
     */
    @Override
    public void abort(String cause) {
        end.abort(cause);
    }

    /** The connection is gone. Event loop only. */
    void ended() {
        writer.ended();
        probes.ended();
        registry.ended(this);
    }

    /** It is being ended: nothing is heard or sent any more. Event loop only. */
    void nothingMore() {
        if (!(state instanceof SessionState.Closing)) {
            state = new SessionState.Closing(state);
        }
    }

    @Override
    public void close(int code, String reason, String cause) {
        end.close(code, reason, cause);
    }

    @Override
    public void closeOnceAnswered(int code, String reason, String cause) {
        end.closeOnceAnswered(code, reason, cause);
    }
}
