package dev.clawgateway.net.gate;

import dev.clawgateway.core.time.Time;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection when one of its writes fails: whatever follows half a frame would be read as
 * the rest of it. Stands in every pipeline twice: below the codecs, where single buffers may fail
 * (no memory for a copy, say), and above them, where encoding may. Safe to share.
 */
@ChannelHandler.Sharable
public final class WriteGuard extends ChannelOutboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(WriteGuard.class);

    private static final AttributeKey<Owner> OWNER =
            AttributeKey.valueOf(WriteGuard.class, "owner");

    private final TrafficCounters traffic;
    private final Time time;
    private final LogLimit lines = new LogLimit();

    public WriteGuard(TrafficCounters traffic, Time time) {
        this.traffic = traffic;
        this.time = time;
    }

    /** Whoever speaks on a connection and has to know when it cannot any more. */
    public interface Owner {
        /** Whether it is ending anyway. */
        boolean closing();

        /** Nothing can be written any more. Event loop only. */
        void abort(String cause);
    }

    public static void owned(Channel channel, Owner owner) {
        channel.attr(OWNER).set(owner);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ChannelFutureListener check =
                done -> {
                    if (!done.isSuccess()) {
                        failed(ctx, done);
                    }
                };
        var _ = ctx.write(message, promise.unvoid().addListener(check));
    }

    private void failed(ChannelHandlerContext ctx, Future<?> write) {
        Throwable cause = write.cause();
        Owner owner = ctx.channel().attr(OWNER).get();
        boolean ended = owner == null ? !ctx.channel().isActive() : owner.closing();
        if (ended) {
            return; // by the peer, or by us, and the write is only one of those left over
        }
        boolean unexpected = !peerLeft(cause);
        if (unexpected) {
            log(ctx, cause);
        }
        if (owner != null) {
            owner.abort(unexpected ? "write_failed" : "peer_left");
        } else if (unexpected) {
            traffic.refused("write_failed");
        }
        var _ = ctx.channel().close();
    }

    private static boolean peerLeft(Throwable cause) {
        return cause instanceof IOException && !(cause instanceof ChannelOutputShutdownException);
    }

    private void log(ChannelHandlerContext ctx, Throwable cause) {
        if (lines.allows(time.nanos())) {
            LOG.atError()
                    .addKeyValue("peer", ctx.channel().remoteAddress())
                    .addKeyValue("more", lines.heldBack())
                    .setCause(cause)
                    .log("a write failed; the connection was closed");
        }
    }
}
