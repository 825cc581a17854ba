package dev.clawgateway.client.http.wire;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection: one request and its answer after the other. Lives on its event loop. */
final class HttpLine extends SimpleChannelInboundHandler<HttpObject> {
    private final Channel channel;
    private final Owner owner;
    private @Nullable Errand errand;
    private @Nullable Future<?> alarm;
    private boolean interim;
    private boolean keep;
    private boolean begun;
    private int answers;

    HttpLine(Channel channel, Owner owner) {
        this.channel = channel;
        this.owner = owner;
    }

    /** Who has it between two answers. On the event loop. */
    interface Owner {
        /** It may carry another. */
        void idle(HttpLine line);

        /** It carries nothing any more. */
        void gone(HttpLine line);

        /** A kept one broke before anything was heard: as likely as not it was broken already. */
        void lostUnheard(Errand errand);
    }

    boolean open() {
        return channel.isActive();
    }

    /** Sends a request; the answer goes to whoever waits, bit by bit. */
    void send(Errand next) {
        errand = next;
        begun = false;
        arm(next.patience().first());
        next.reply().runBy(this::flow, this::close);
        // A write that fails is no end: the answer may be here all the same, else the channel ends.
        var _ = channel.writeAndFlush(next.request());
    }

    private void flow(boolean open) {
        channel.config().setAutoRead(open);
    }

    void close() {
        var _ = channel.close();
    }

    private void arm(Duration limit) {
        disarm();
        alarm =
                channel.eventLoop()
                        .schedule(() -> late(limit), limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void disarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private void late(Duration limit) {
        if (begun && !channel.config().isAutoRead()) {
            arm(limit); // it is ours to read on
            return;
        }
        fail(new LateAnswerException("no answer within " + limit.toMillis() / 1000.0 + " s"));
        close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        Errand current = errand;
        if (current == null || part.decoderResult().isFailure()) {
            fail(new IOException("what answers is no HTTP"));
            close();
            return;
        }
        if (part instanceof HttpResponse first) {
            interim = first.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!interim) {
                begun = true;
                keep = HttpUtil.isKeepAlive(first);
                current.reply().begun(head(first));
            }
        }
        if (part instanceof HttpContent content && !interim) {
            read(content, current);
        }
    }

    private void read(HttpContent content, Errand current) {
        if (content.content().isReadable()) {
            current.reply().more(ByteBufUtil.getBytes(content.content()));
        }
        Duration between = current.patience().between();
        if (content instanceof LastHttpContent) {
            end(current.reply());
        } else if (between != null) {
            arm(between);
        }
    }

    private void end(HttpReply whole) {
        disarm();
        errand = null;
        answers++;
        whole.runBy(_ -> {}, () -> {});
        whole.ended();
        flow(true);
        if (keep) {
            owner.idle(this);
        } else {
            close();
        }
    }

    private static HttpHead head(HttpResponse response) {
        Map<String, String> fields = new HashMap<>();
        response.headers()
                .forEach(field ->
                        fields.putIfAbsent(
                                field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
        return new HttpHead(response.status().code(), fields);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done && done.cause() != null) {
            exceptionCaught(context, done.cause());
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // What a kept connection says at its end is told by that end.
        if (!unheard()) {
            fail(cause instanceof IOException known ? known : new IOException(cause));
        }
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Errand current = errand;
        if (current != null
                && unheard()
                && current.asked().repeatable()
                && !current.reply().closed()) {
            disarm();
            errand = null;
            owner.lostUnheard(current);
        } else {
            fail(new LostConnectionException());
        }
        owner.gone(this);
    }

    private boolean unheard() {
        return answers > 0 && !begun;
    }

    private void fail(IOException why) {
        disarm();
        Errand current = errand;
        errand = null;
        if (current != null) {
            current.failed(why);
        }
    }
}
