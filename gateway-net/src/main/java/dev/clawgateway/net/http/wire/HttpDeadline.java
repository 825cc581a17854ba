package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.gate.TrafficCounters;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which no whole request arrives in time, however slowly bytes trickle in,
 * or whose peer does not read its answer. Confined to its event loop.
 */
final class HttpDeadline extends ChannelInboundHandlerAdapter {
    /** For a peer that has its last answer to end the connection too. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Supplier<HttpRules> rules;
    private final TrafficCounters traffic;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * A deadline.
     *
     * @param rules in force
     */
    HttpDeadline(Supplier<HttpRules> rules, TrafficCounters traffic) {
        this.rules = rules;
        this.traffic = traffic;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        start(ctx.channel(), rules.get().firstRequest());
        ctx.fireChannelActive();
    }

    /** A whole request is there. */
    void met() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** The peer is to read its answer now, or to send its next request; it may take its time. */
    void expectProgress(Channel channel) {
        met();
        start(channel, rules.get().limits().idle());
    }

    /** The peer is to read on within so long; else the task says what becomes of it. */
    void expect(Channel channel, Duration limit, Runnable late) {
        met();
        start(channel, limit, late);
    }

    /** What holds for requests is over. */
    void late(Channel channel) {
        traffic.refused("slow_request");
        close(channel);
    }

    /** The peer does not read what is streamed to it. */
    void countSlowStream() {
        traffic.refused("slow_stream");
    }

    /** The peer has its last answer; it may take a little to see that and end too. */
    void linger(Channel channel) {
        met();
        start(channel, LINGER, () -> close(channel));
    }

    private void start(Channel channel, Duration limit) {
        start(channel, limit, () -> late(channel));
    }

    private void start(Channel channel, Duration limit, Runnable then) {
        timer = channel.eventLoop().schedule(then, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void close(Channel channel) {
        var _ = channel.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        met();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        met();
        ctx.fireChannelInactive();
    }
}
