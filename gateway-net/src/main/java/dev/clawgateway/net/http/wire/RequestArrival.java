package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.gate.TrafficCounters;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose request has begun and arrives too slowly, head or body. Looks once a
 * second, and only while one is on its way. Stands behind the {@link RequestPacer}: what is sent
 * ahead while another is served has not begun. Confined to its event loop.
 */
final class RequestArrival extends ChannelInboundHandlerAdapter {
    private final Supplier<HttpRules> rules;
    private final TrafficCounters traffic;
    private @Nullable ScheduledFuture<?> next;
    private boolean onItsWay;
    private boolean headThere;
    private int seconds;
    private int bodySeconds;
    private long bodyBytes;

    /**
     * Nothing has come yet.
     *
     * @param rules in force
     */
    RequestArrival(Supplier<HttpRules> rules, TrafficCounters traffic) {
        this.rules = rules;
        this.traffic = traffic;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!onItsWay) {
            begin(ctx);
        }
        ctx.fireChannelRead(message);
    }

    private void begin(ChannelHandlerContext ctx) {
        onItsWay = true;
        seconds = 0;
        if (next == null) {
            lookLater(ctx);
        }
    }

    /** The head of a request is there, and some of its body may follow. */
    void head() {
        headThere = true;
        bodySeconds = 0;
        bodyBytes = 0;
    }

    /** A part of its body is there. */
    void body(int bytes) {
        bodyBytes += bytes;
    }

    /** All of it is there. */
    void whole() {
        onItsWay = false;
        headThere = false;
    }

    private void lookLater(ChannelHandlerContext ctx) {
        next = ctx.executor().schedule(() -> look(ctx), 1, TimeUnit.SECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        next = null;
        if (onItsWay && late()) {
            refuse(ctx, HttpResponseStatus.REQUEST_TIMEOUT, "slow_request");
        } else if (onItsWay) {
            lookLater(ctx);
        }
    }

    private boolean late() {
        HttpLimits.Arrival limits = rules.get().limits().arrival();
        seconds++;
        if (seconds > limits.whole().toSeconds()) {
            return true;
        } else if (!headThere) {
            return seconds > limits.head().toSeconds();
        }
        bodySeconds++;
        return bodySeconds > 2 && bodyBytes < (long) bodySeconds * limits.bodyBytesPerSecond();
    }

    /** There is no room for the rest of it. */
    void tooMuch(ChannelHandlerContext ctx) {
        refuse(ctx, HttpResponseStatus.SERVICE_UNAVAILABLE, "inbound_memory");
    }

    private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, String reason) {
        onItsWay = false;
        traffic.refused(reason);
        DefaultFullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        HttpUtil.setContentLength(answer, 0);
        HttpUtil.setKeepAlive(answer, false);
        var _ = ctx.channel().writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (next != null) {
            next.cancel(false);
        }
    }
}
