package dev.clawgateway.server.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP half of a connection: one request at a time, in order, until an upgrade takes over.
 * Confined to its event loop; answers may come from any thread.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpApi api;
    private final WebSocketUpgrade upgrade;
    private final Admission admission;
    private final HttpDeadline deadline;

    /** Pipelined requests; bounded, because while one is served nothing more is read. */
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();

    private boolean serving;

    HttpConnection(
            HttpApi api, WebSocketUpgrade upgrade, Admission admission, HttpDeadline deadline) {
        this.api = api;
        this.upgrade = upgrade;
        this.admission = admission;
        this.deadline = deadline;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            ReferenceCountUtil.release(message);
        } else if (serving) {
            waiting.add(request);
        } else {
            start(ctx, request);
        }
    }

    private void start(ChannelHandlerContext ctx, FullHttpRequest request) {
        serving = true;
        deadline.met();
        try {
            if (request.decoderResult().isFailure()) {
                HttpUtil.setKeepAlive(request, false);
                answer(ctx, request, malformed(request.decoderResult().cause()));
            } else if (WebSocketUpgrade.wanted(request)) {
                upgrade(ctx, request);
            } else {
                serve(ctx, request);
            }
        } finally {
            request.release();
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
        WebSocketUpgrade.Refusal refusal = upgrade.upgrade(ctx.channel(), request, admission);
        if (refusal != null) {
            HttpUtil.setKeepAlive(request, false);
            ByteBuffer body = StandardCharsets.UTF_8.encode(refusal.why() + "\n");
            answer(
                    ctx,
                    request,
                    new HttpApi.Answer(refusal.status(), TEXT, body, refusal.headers()));
        }
    }

    private void serve(ChannelHandlerContext ctx, FullHttpRequest request) {
        HttpApi.Call call;
        try {
            QueryStringDecoder target = new QueryStringDecoder(request.uri());
            call =
                    new HttpApi.Call(
                            request.method().name(),
                            target.path(),
                            target.rawQuery(),
                            request.headers().copy(),
                            request.content().toString(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            answer(ctx, request, malformed(e));
            return;
        }
        ctx.channel().config().setAutoRead(false);
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        api.serve(
                call,
                answer -> LoopTasks.execute(ctx.channel(), () -> write(ctx, keepAlive, answer)));
    }

    private static HttpApi.Answer malformed(Throwable cause) {
        int status =
                switch (cause) {
                    case TooLongHttpLineException _ -> 414;
                    case TooLongHttpHeaderException _ -> 431;
                    case TooLongHttpContentException _ -> 413;
                    default -> 400;
                };
        return HttpApi.Answer.text(
                status, TEXT, HttpResponseStatus.valueOf(status).reasonPhrase() + "\n");
    }

    private void answer(ChannelHandlerContext ctx, FullHttpRequest request, HttpApi.Answer answer) {
        write(ctx, HttpUtil.isKeepAlive(request), answer);
    }

    private void write(ChannelHandlerContext ctx, boolean keepAlive, HttpApi.Answer answer) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(answer.body().duplicate()));
        answer.headers().forEach(response.headers()::set);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().remaining());
        response.headers().set("X-Content-Type-Options", "nosniff");
        if (!keepAlive) {
            HttpUtil.setKeepAlive(response, false);
        }
        ChannelFuture written = ctx.writeAndFlush(response);
        if (keepAlive) {
            next(ctx);
        } else {
            var _ = written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void next(ChannelHandlerContext ctx) {
        serving = false;
        FullHttpRequest request = waiting.poll();
        if (request != null) {
            // Not by calling: a long pipeline of requests must not become a deep stack.
            serving = true;
            ctx.executor().execute(() -> start(ctx, request));
            return;
        }
        deadline.expectNext(ctx);
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            LOG.atError().setCause(cause).log("an HTTP request could not be served");
        }
        var _ = ctx.close();
    }
}
