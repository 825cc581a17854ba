package dev.clawgateway.net.http.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Hands bytes to the HTTP decoder in small portions, and none while a request is being served. So a
 * client that sends many requests ahead is served one by one, and what it has sent waits as bytes.
 * Confined to its event loop.
 */
final class RequestPacer extends ChannelInboundHandlerAdapter {
    /** Shorter than 128 requests can be, which is as many as the decoder takes ahead. */
    private static final int PORTION = 2048;

    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private boolean serving;
    private boolean upgraded;
    private boolean inputEnded;
    private boolean feeding;
    private boolean dropping;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** A request is being served: the decoder gets nothing more until {@link #served}. */
    void serving() {
        serving = true;
    }

    /** The next request may be decoded. */
    void served() {
        serving = false;
        feed();
    }

    /** The bytes are no requests any more. */
    void upgraded() {
        upgraded = true;
        serving = false;
        feed();
    }

    /** Nobody wants to know what else comes. */
    void drop() {
        dropping = true;
        release();
        if (context != null) {
            tellEnd(context);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (dropping) {
            ReferenceCountUtil.release(message);
            return;
        }
        if ((upgraded && held.isEmpty()) || !(message instanceof ByteBuf bytes)) {
            ctx.fireChannelRead(message);
            return;
        }
        held.add(bytes);
        feed();
        if (!held.isEmpty() && serving) {
            // Read while an answer is streamed, to see the end of it; one read ahead shows that.
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void feed() {
        ChannelHandlerContext own = context;
        if (feeding || own == null) {
            return; // called from within the decoder below: the loop there goes on
        }
        feeding = true;
        try {
            ByteBuf next = held.peek();
            while (next != null && !serving) {
                boolean last = upgraded || next.readableBytes() <= PORTION;
                if (last) {
                    held.remove();
                }
                own.fireChannelRead(last ? next : next.readRetainedSlice(PORTION));
                next = held.peek();
            }
        } finally {
            feeding = false;
        }
        tellEnd(own);
    }

    private void tellEnd(ChannelHandlerContext own) {
        if (held.isEmpty() && inputEnded) {
            inputEnded = false;
            own.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    /** The peer's end of input comes after all it has said. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !held.isEmpty()) {
            inputEnded = true;
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        release();
    }

    private void release() {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }
}
