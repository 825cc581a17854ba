package dev.clawgateway.net.websocket.frame;

import dev.clawgateway.net.gate.MemoryBudget;
import dev.clawgateway.net.websocket.frame.Inbound.Violation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to messages, by RFC 6455 and the gateway's limits. Netty's own decoder gathers a frame
 * whole before it looks at its size; this one drops an oversize message as it arrives. It also
 * stops decoding while the session is held back, and then stops reading.
 */
public final class FrameDecoder extends ByteToMessageDecoder implements WebSocketFrameDecoder {
    /** Bytes a session held back may pile up here before reading stops too. */
    private static final int HELD_BYTES = 64 << 10;

    private Supplier<MessageLimits> limits;
    private final MessageAssembler message;
    private @Nullable FrameHeader header;
    private long frameRemaining;
    private int maskOffset;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ChannelHandlerContext context;
    private boolean held;
    private boolean throttled;
    private boolean deaf;
    private MemoryBudget.@Nullable Share share;

    /** What may still come of a peer that has been sent a Close; negative while none was. */
    private long lastBytes = -1;

    /** With bounds that hold for each message as they are when it comes. */
    public FrameDecoder(Supplier<MessageLimits> limits) {
        this.limits = limits;
        this.message = new MessageAssembler();
    }

    /** What is held of unfinished messages is held in a budget's share from now on. */
    public void account(MemoryBudget.Share own) {
        share = own;
    }

    /** From the next message on. */
    public void limit(Supplier<MessageLimits> others) {
        limits = others;
    }

    /** Decodes nothing until {@link #resume}. */
    public void hold() {
        held = true;
    }

    /** Goes on, with what has piled up first. */
    public void resume() {
        held = false;
        goOn();
    }

    /** Decodes nothing for a while. */
    public void throttle(Duration pause) {
        ChannelHandlerContext own = context;
        if (!throttled && own != null) {
            throttled = true;
            var _ =
                    own.executor()
                            .schedule(this::unthrottle, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void unthrottle() {
        throttled = false;
        goOn();
    }

    private void goOn() {
        ChannelHandlerContext own = context;
        if (!held && !throttled && own != null && !own.isRemoved()) {
            own.channel().config().setAutoRead(true);
            // Later, because the caller may stand inside this very decoder.
            own.executor().execute(() -> decodeHeldBytes(own));
        }
    }

    private void decodeHeldBytes(ChannelHandlerContext own) {
        try {
            channelRead(own, Unpooled.EMPTY_BUFFER);
            channelReadComplete(own);
        } catch (Exception e) {
            own.fireExceptionCaught(e);
        }
    }

    /**
     * A Close was sent. The peer's own is still looked for, but whoever goes on writing instead is
     * disconnected: dropping bytes takes time too.
     */
    public void closing() {
        lastBytes = limits.get().hardCapBytes();
        resume();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object input) throws Exception {
        if (lastBytes >= 0 && input instanceof ByteBuf bytes) {
            lastBytes = Math.max(0, lastBytes - bytes.readableBytes());
            if (lastBytes == 0) {
                bytes.release();
                var _ = ctx.close();
                return;
            }
        }
        super.channelRead(ctx, input);
    }

    /** Drops whatever still comes. */
    public void turnDeaf() {
        deaf = true;
        message.release();
        boolean _ = settle();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (deaf) {
            in.skipBytes(in.readableBytes());
        } else if (held || throttled) {
            if (in.readableBytes() > HELD_BYTES) {
                ctx.channel().config().setAutoRead(false);
            }
        } else {
            if (header != null || readHeader(in, out)) {
                readPayload(in, out);
            }
            if (!settle()) {
                violate(new Violation(CloseCode.TRY_LATER, "too much at once"), out);
            }
            watch(ctx, in);
        }
    }

    /** A message that came whole is held by nobody; false when there is no room for the rest. */
    private boolean settle() {
        return share == null || share.hold(message.held());
    }

    /** Whatever has begun must end in time: a message, and the head or rest of any frame. */
    private void watch(ChannelHandlerContext ctx, ByteBuf in) {
        if (!deaf && (header != null || message.open() || in.isReadable())) {
            startDeadline(ctx);
        }
    }

    /** Whether a frame is now under way. */
    private boolean readHeader(ByteBuf in, List<Object> out) {
        FrameHeader next = FrameHeader.read(in);
        if (next == null) {
            return false;
        }
        Violation violation = check(next);
        if (violation != null) {
            violate(violation, out);
            return false;
        }
        header = next;
        frameRemaining = next.length();
        maskOffset = 0;
        return true;
    }

    private @Nullable Violation check(FrameHeader next) {
        String fault = next.fault();
        if (fault != null) {
            return new Violation(CloseCode.PROTOCOL_ERROR, fault);
        } else if (next.control()) {
            return null;
        }
        boolean continuation = next.opcode() == FrameHeader.CONTINUATION;
        if (continuation != message.open()) {
            return new Violation(
                    CloseCode.PROTOCOL_ERROR,
                    continuation ? "a continuation of nothing" : "a message inside a message");
        } else if (!continuation) {
            message.begin(next.opcode() == FrameHeader.TEXT, limits.get().maxBytes());
        }
        message.fragment();
        if (message.fragments() > limits.get().maxFragments()) {
            return new Violation(CloseCode.POLICY, "too many fragments");
        } else if (next.length() > limits.get().hardCapBytes() - message.received()) {
            return new Violation(CloseCode.TOO_BIG, "a message above the hard limit");
        }
        return null;
    }

    private void readPayload(ByteBuf in, List<Object> out) {
        FrameHeader current = header;
        if (current == null) {
            return;
        } else if (current.control()) {
            readControl(current, in, out);
            return;
        }
        int count = (int) Math.min(frameRemaining, in.readableBytes());
        if (message.keeps(count)) {
            unmask(in, count, current.mask());
        }
        message.take(in, count);
        frameRemaining -= count;
        if (frameRemaining == 0) {
            header = null;
            if (current.fin()) {
                finish(out);
                return;
            }
        }
        if (!message.mayGoOn()) {
            violate(new Violation(CloseCode.NOT_UTF8, "text that is not UTF-8"), out);
        }
    }

    private void finish(List<Object> out) {
        stopDeadline();
        Inbound whole = message.finish();
        if (whole instanceof Violation violation) {
            violate(violation, out);
        } else {
            out.add(whole);
        }
    }

    private void readControl(FrameHeader current, ByteBuf in, List<Object> out) {
        int length = (int) current.length();
        if (in.readableBytes() < length) {
            return;
        }
        header = null;
        if (!message.open()) {
            stopDeadline();
        }
        unmask(in, length, current.mask());
        byte[] payload = new byte[length];
        in.readBytes(payload);
        switch (current.opcode()) {
            case FrameHeader.PING -> out.add(new Inbound.Ping(Unpooled.wrappedBuffer(payload)));
            case FrameHeader.PONG -> out.add(new Inbound.Pong());
            default -> close(payload, out);
        }
    }

    private void close(byte[] payload, List<Object> out) {
        if (payload.length == 0) {
            out.add(new Inbound.Close(-1));
            return;
        }
        int code = payload.length == 1 ? -1 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        if (!CloseCode.mayBeReceived(code)) {
            violate(new Violation(CloseCode.PROTOCOL_ERROR, "a close code out of range"), out);
        } else if (Utf8.decode(Arrays.copyOfRange(payload, 2, payload.length)) == null) {
            violate(new Violation(CloseCode.NOT_UTF8, "a close reason that is not UTF-8"), out);
        } else {
            out.add(new Inbound.Close(code));
        }
    }

    private void violate(Violation violation, List<Object> out) {
        stopDeadline();
        turnDeaf();
        out.add(violation);
    }

    /** In place: the bytes are this decoder's own. */
    private void unmask(ByteBuf in, int count, int mask) {
        int rotated = Integer.rotateLeft(mask, 8 * (maskOffset & 3));
        int at = in.readerIndex();
        int end = at + count;
        for (; at + 4 <= end; at += 4) {
            in.setInt(at, in.getInt(at) ^ rotated);
        }
        for (int shift = 24; at < end; at++, shift -= 8) {
            in.setByte(at, in.getByte(at) ^ (rotated >>> shift));
        }
        maskOffset += count;
    }

    private void startDeadline(ChannelHandlerContext ctx) {
        if (deadline == null) {
            long nanos = limits.get().completeWithin().toNanos();
            deadline = ctx.executor().schedule(() -> late(ctx), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void late(ChannelHandlerContext ctx) {
        deadline = null;
        if (deaf || ctx.isRemoved()) {
            return;
        } else if (held || throttled) {
            startDeadline(ctx); // not the peer's fault: it is us who do not read
            return;
        }
        turnDeaf();
        ctx.fireChannelRead(
                new Violation(CloseCode.POLICY, "a frame or message that does not end"));
    }

    private void stopDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        ended();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        ended();
    }

    private void ended() {
        stopDeadline();
        message.release();
        if (share != null) {
            boolean _ = settle();
            share.ended();
        }
    }
}
