package dev.clawgateway.server.net;

import dev.clawgateway.core.time.Time;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** Writes a session's messages within its outbound bounds. */
final class FrameWriter {
    /** Peers accept frames of 16 MiB and messages of 64 MiB (claw protocol section 1.2). */
    private static final int MAX_FRAME_BYTES = 4 << 20;

    private final Channel channel;
    private final Outbound outbound;
    private final TrafficCounters traffic;
    private final Time time;
    private final Runnable whenFull;

    FrameWriter(
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

    /** Event loop only. Takes over the payload. */
    void write(Lane lane, String type, ByteBuf payload, Runnable whenWritten) {
        int size = payload.readableBytes();
        if (!outbound.reserve(lane, size, time.nanos())) {
            payload.release();
            whenFull.run();
            return;
        }
        traffic.sent(type, size);
        var _ =
                writeFrames(payload)
                        .addListener(done -> {
                            outbound.release(lane, size, time.nanos());
                            if (done.isSuccess()) {
                                whenWritten.run();
                            }
                        });
    }

    private ChannelFuture writeFrames(ByteBuf payload) {
        if (payload.readableBytes() <= MAX_FRAME_BYTES) {
            return channel.writeAndFlush(new TextWebSocketFrame(payload));
        }
        var _ =
                channel.write(
                        new TextWebSocketFrame(
                                false, 0, payload.readRetainedSlice(MAX_FRAME_BYTES)));
        while (payload.readableBytes() > MAX_FRAME_BYTES) {
            ByteBuf slice = payload.readRetainedSlice(MAX_FRAME_BYTES);
            var _ = channel.write(new ContinuationWebSocketFrame(false, 0, slice));
        }
        return channel.writeAndFlush(new ContinuationWebSocketFrame(true, 0, payload));
    }

    /** Any thread. */
    boolean handOver(Runnable effect) {
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

    boolean stalled(long nowNanos, long sinceNanos) {
        return outbound.stalled(nowNanos, sinceNanos);
    }
}
