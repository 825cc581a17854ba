package dev.clawgateway.net.websocket;

import dev.clawgateway.net.gate.LoopTasks;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.FrameDecoder;
import dev.clawgateway.net.websocket.frame.FrameWriter;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway ends one session: at once, once the peer has its answer, or without what waits
 * for it. Tells the counters and the log why. Confined to the event loop but where said.
 */
final class SessionEnd {
    private final SocketSession session;
    private final Channel channel;
    private final FrameDecoder decoder;
    private final FrameWriter writer;
    private final SessionContext context;
    private final ClosingHandshake handshake;

    /** Whether the peer waits for something of ours. */
    private boolean held;

    /** Answers that it waits for while it is read. */
    private int owed;

    /** The close that comes once it has it. */
    private @Nullable Runnable afterAnswer;

    /** What a peer is told that does not read. */
    private int slowCode = CloseCode.TRY_LATER;

    private String slowReason = "you do not read fast enough";

    SessionEnd(
            SocketSession session,
            Channel channel,
            FrameDecoder decoder,
            FrameWriter writer,
            SessionContext context) {
        this.session = session;
        this.channel = channel;
        this.decoder = decoder;
        this.writer = writer;
        this.context = context;
        handshake =
                new ClosingHandshake(channel, context.limits().connections().waits().closeLinger());
    }

    /** Says what a peer is told from now on that does not read. */
    void slowPeer(int code, String reason) {
        slowCode = code;
        slowReason = reason;
    }

    /** The peer waits for something of ours. */
    void hold() {
        held = true;
    }

    /** The peer has what it waited for; returns whether the session goes on. */
    boolean release() {
        held = false;
        boolean goesOn = afterAnswer == null;
        endOnceAnswered();
        return goesOn;
    }

    /** The peer waits for something of ours, and is read meanwhile. */
    void owes() {
        owed++;
    }

    /** It has one of these. */
    void settled() {
        owed--;
        endOnceAnswered();
    }

    private void endOnceAnswered() {
        Runnable last = afterAnswer;
        if (last != null && !waits()) {
            afterAnswer = null;
            last.run();
        }
    }

    private boolean waits() {
        return held || owed > 0;
    }

    /** Any thread. */
    void close(int code, String reason, String cause) {
        onLoop(() -> closeNow(code, reason, cause));
    }

    /** Any thread: the same, once the peer has what it waits for. */
    void closeOnceAnswered(int code, String reason, String cause) {
        LoopTasks.execute(
                channel,
                () -> {
                    if (waits()) {
                        decoder.hold();
                        afterAnswer = () -> closeNow(code, reason, cause);
                    } else {
                        closeNow(code, reason, cause);
                    }
                });
    }

    /** Any thread: what waits for the peer is dropped. */
    void closeUnsent(String cause) {
        onLoop(() -> {
            writer.discard();
            closeNow(slowCode, slowReason, cause);
        });
    }

    /** Any thread: what has arrived in part is dropped. */
    void closeUnheard(String reason, String cause) {
        LoopTasks.execute(
                channel,
                () -> {
                    decoder.turnDeaf();
                    closeNow(CloseCode.TRY_LATER, reason, cause);
                });
    }

    /** Without a Close frame. */
    void abort(String cause) {
        session.nothingMore();
        context.traffic().closed(cause);
        handshake.drop();
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            LoopTasks.execute(channel, task);
        }
    }

    private void closeNow(int code, String reason, String cause) {
        if (session.closing()) {
            return;
        }
        session.nothingMore();
        context.traffic().closed(cause);
        context.sessions().closeLines().closed(session, cause, context.time().nanos());
        decoder.closing();
        handshake.begin(writer, code, reason);
    }
}
