package dev.clawgateway.net.websocket.frame;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.LoopTasks;
import dev.clawgateway.net.gate.TrafficCounters;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session's messages within its outbound bounds, in order, and only as fast as the socket
 * takes them: what it does not take waits here, not in buffers for the socket. A large message goes
 * out in fragments. Confined to the event loop but where said.
 */
public final class FrameWriter {
    /** Payload of one frame; peers accept 16 MiB (claw protocol section 1.2). */
    private static final int MAX_FRAME_BYTES = 64 << 10;

    private final Channel channel;
    private final Outbound outbound;
    private final TrafficCounters traffic;
    private final Time time;
    private final Runnable whenFull;
    private final Queue<Message> waiting = new ArrayDeque<>();
    private @Nullable Runnable whenDone;
    private boolean writing;

    /**
     * Writes to that channel.
     *
     * @param whenFull is told of each message that the bounds have no room for, on the event loop
     */
    public FrameWriter(
            Channel channel,
            Outbound outbound,
            TrafficCounters traffic,
            Time time,
            Runnable whenFull) {
        this.channel = channel;
        this.outbound = outbound;
        this.traffic = traffic;
        this.time = time;
        this.whenFull = whenFull;
    }

    /** Takes over the payload. */
    public void write(FrameKind kind, String type, ByteBuf payload, Runnable whenWritten) {
        int size = payload.readableBytes();
        if (!outbound.reserve(kind, size, time.nanos())) {
            payload.release();
            whenFull.run();
            return;
        }
        traffic.sent(type, size);
        waiting.add(new Message(kind, size, payload, whenWritten));
        goOn();
    }

    /** The socket may take more. */
    public void goOn() {
        if (writing) {
            return; // called from within a write below, which goes on by itself
        }
        writing = true;
        try {
            Message next = waiting.peek();
            while (next != null && channel.isWritable()) {
                writePart(next);
                next = waiting.peek();
            }
        } finally {
            writing = false;
        }
        finish();
    }

    private void writePart(Message message) {
        ByteBuf payload = message.payload;
        boolean first = payload.readableBytes() == message.size;
        boolean last = payload.readableBytes() <= MAX_FRAME_BYTES;
        if (last) {
            waiting.remove(); // before its payload is given away
        }
        ByteBuf part = last ? payload : payload.readRetainedSlice(MAX_FRAME_BYTES);
        WebSocketFrame frame =
                first
                        ? new TextWebSocketFrame(last, 0, part)
                        : new ContinuationWebSocketFrame(last, 0, part);
        ChannelFuture written = channel.writeAndFlush(frame);
        if (last) {
            var _ = written.addListener(done -> ended(message, done.isSuccess()));
        } else {
            var _ = written.addListener(_ -> outbound.progressed(time.nanos()));
        }
    }

    private void ended(Message message, boolean sent) {
        outbound.release(message.kind, message.size, time.nanos());
        if (sent) {
            message.whenWritten.run();
        }
    }

    /** Does something once all that waits now has been handed to the socket. */
    public void whenDone(Runnable task) {
        whenDone = task;
        finish();
    }

    private void finish() {
        Runnable task = whenDone;
        if (task != null && waiting.isEmpty()) {
            whenDone = null;
            task.run();
        }
    }

    /** Drops what waits. */
    public void discard() {
        for (Message left = waiting.poll(); left != null; left = waiting.poll()) {
            left.payload.release();
            ended(left, false);
        }
    }

    /** The connection is gone. */
    public void ended() {
        whenDone = null;
        discard();
        outbound.ended();
    }

    /** Any thread. */
    public boolean handOver(Runnable effect) {
        if (!outbound.handOver()) {
            return false;
        }
        LoopTasks.execute(
                channel,
                () -> {
                    outbound.handedOver();
                    effect.run();
                });
        return true;
    }

    /** Any thread. */
    public boolean stalled(long nowNanos, long sinceNanos) {
        return outbound.stalled(nowNanos, sinceNanos);
    }

    /** A message on its way; the payload is what is left of it. */
    private record Message(FrameKind kind, int size, ByteBuf payload, Runnable whenWritten) {}
}
