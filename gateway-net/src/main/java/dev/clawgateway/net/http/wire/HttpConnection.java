package dev.clawgateway.net.http.wire;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.gate.LoopTasks;
import dev.clawgateway.net.gate.OutputEnd;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.RequestLog;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.http.RouteAnswer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP half of a connection: one request at a time, in order, until an upgrade takes over.
 * Confined to its event loop; answers may come from any thread.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final Peer peer;
    private final Supplier<RequestJudge> judges;
    private final SessionUpgrade upgrade;
    private final HttpDeadline deadline;
    private final RequestPacer pacer;

    /** Requests decoded ahead; few, because while one is served nothing more is decoded. */
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();

    private boolean serving;

    /** Whether the client may still be sending what nobody reads, as it was refused. */
    private boolean unread;

    /** Whether the last answer is sent, and only the client's end is waited for. */
    private boolean lingering;

    /** What is written of the request that is being served. */
    private RequestLog.Line line = RequestLog.Line.NONE;

    /** Status of the answer that is being sent piece by piece. */
    private int streamed;

    /** The answer that is being sent piece by piece, if any. */
    private @Nullable HttpStream stream;

    /** Whether the client has said all it will; it may still want its answers. */
    private boolean inputEnded;

    /** Whether the gateway stops: what is being served is answered, and nothing else. */
    private boolean ending;

    HttpConnection(
            Peer peer,
            Supplier<RequestJudge> judges,
            SessionUpgrade upgrade,
            HttpDeadline deadline,
            RequestPacer pacer) {
        this.peer = peer;
        this.judges = judges;
        this.upgrade = upgrade;
        this.deadline = deadline;
        this.pacer = pacer;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (ending || !(message instanceof FullHttpRequest request)) {
            ReferenceCountUtil.release(message);
        } else if (serving) {
            waiting.add(request);
        } else {
            start(ctx, request);
        }
    }

    private void start(ChannelHandlerContext ctx, FullHttpRequest request) {
        serving = true;
        pacer.serving();
        deadline.met();
        unread = request.decoderResult().isFailure();
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        RequestJudge judge = judges.get();
        Peer asker = judge.asker(request, peer);
        line = judge.begins(request, asker);
        try {
            switch (judge.judge(request, peer, upgrade.wanted(request))) {
                case RequestVerdict.Refused(RouteAnswer answer) -> write(ctx, false, answer);
                case RequestVerdict.Answered(RouteAnswer answer) -> write(ctx, keepAlive, answer);
                case RequestVerdict.Upgraded(Family family, String path) ->
                        upgrade(ctx, request, asker, family, path);
                case RequestVerdict.Served served -> serve(ctx, request, asker, served);
            }
        } finally {
            request.release();
        }
    }

    private void upgrade(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            Peer asker,
            Family family,
            String path) {
        HttpRefusal refusal = upgrade.upgrade(ctx.channel(), request, asker);
        if (refusal != null) {
            write(ctx, false, refusal.answer(family, path));
            return;
        }
        ctx.pipeline().remove(deadline);
        ctx.pipeline().remove(RequestArrival.class);
        ctx.pipeline().remove(BodyCollector.class);
        ctx.pipeline().remove(this);
        pacer.upgraded();
        ctx.channel().config().setAutoRead(true);
    }

    private void serve(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            Peer asker,
            RequestVerdict.Served served) {
        HttpExchange exchange = new HttpExchange(asker, request, served, responder(ctx, request));
        ctx.channel().config().setAutoRead(false);
        Route route = served.found().route();
        try {
            route.handler().serve(exchange);
        } catch (RuntimeException failure) {
            LOG.atError()
                    .addKeyValue("operation", route.operation())
                    .setCause(failure)
                    .log("a request could not be served");
            exchange.failed(
                    route.family().errors().error(500, "internal error", served.found().path()));
        }
    }

    private HttpExchange.Responder responder(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        boolean chunks = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        boolean headAlone = request.method().equals(HttpMethod.HEAD);
        RequestLog.Line own = line;
        return new HttpExchange.Responder() {
            @Override
            public void by(String caller, String named) {
                own.by(caller, named);
            }

            @Override
            public void answer(RouteAnswer answer) {
                LoopTasks.execute(ctx.channel(), () -> write(ctx, keepAlive, answer));
            }

            @Override
            public HttpStream stream(RouteAnswer head) {
                boolean last = !keepAlive || (!chunks && !headAlone);
                HttpStream opened = new HttpStream(ctx.channel(), deadline, () -> sent(ctx, last));
                Form form = new Form(chunks, last, headAlone);
                LoopTasks.execute(ctx.channel(), () -> begin(ctx, head, form, opened));
                return opened;
            }
        };
    }

    /**
     * How an answer is streamed.
     *
     * @param last whether the connection ends with it
     */
    private record Form(boolean chunks, boolean last, boolean headAlone) {}

    /** While it lasts the connection is read, because only so its end is seen. */
    private void begin(ChannelHandlerContext ctx, RouteAnswer head, Form form, HttpStream opened) {
        if (inputEnded || !ctx.channel().isActive()) {
            opened.gone();
            var _ = ctx.close();
            return;
        }
        HttpResponse response =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(head.status()));
        fill(response, head, form.last());
        HttpUtil.setTransferEncodingChunked(response, form.chunks());
        stream = opened;
        streamed = head.status();
        if (form.headAlone()) {
            opened.beginAndEnd(response);
            return;
        }
        opened.begin(response);
        ctx.channel().config().setAutoRead(true);
    }

    private void sent(ChannelHandlerContext ctx, boolean last) {
        tellOfStream();
        stream = null;
        ctx.channel().config().setAutoRead(false);
        if (last || inputEnded || ending) {
            var _ = ctx.close();
        } else {
            next(ctx);
        }
    }

    private void tellOfStream() {
        if (stream != null) {
            line.answered(streamed, stream.sent());
        }
    }

    private void write(ChannelHandlerContext ctx, boolean keepAlive, RouteAnswer answer) {
        RequestLog.Line own = line;
        boolean last = !keepAlive || ending || (inputEnded && waiting.isEmpty());
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(answer.body().duplicate()));
        fill(response, answer, last);
        if (answer.status() != HttpResponseStatus.NO_CONTENT.code()
                && answer.status() != HttpResponseStatus.NOT_MODIFIED.code()) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().remaining());
        }
        deadline.expectProgress(ctx.channel());
        ChannelFuture written = ctx.writeAndFlush(response);
        // Who reads no answers is asked for no more requests, or the answers would pile up here.
        var _ =
                written.addListener(done -> {
                    own.answered(answer.status(), answer.body().remaining());
                    written(ctx, last, done.isSuccess());
                });
    }

    private void written(ChannelHandlerContext ctx, boolean last, boolean done) {
        if (last && done && unread && !inputEnded) {
            linger(ctx);
        } else if (last) {
            var _ = ctx.close();
        } else if (done) {
            next(ctx);
        }
    }

    /** The client may not have read its answer yet, which closing at once could destroy. */
    private void linger(ChannelHandlerContext ctx) {
        lingering = true;
        pacer.drop();
        deadline.linger(ctx.channel());
        OutputEnd.of(ctx.channel());
        ctx.channel().config().setAutoRead(true);
    }

    private static void fill(HttpResponse response, RouteAnswer answer, boolean last) {
        answer.headers().forEach(response.headers()::set);
        if (!answer.contentType().isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        }
        response.headers().set("X-Content-Type-Options", "nosniff");
        if (last) {
            HttpUtil.setKeepAlive(response, false);
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
        pacer.served();
        if (!serving && ctx.channel().isActive()) {
            deadline.expectProgress(ctx.channel());
            ctx.channel().config().setAutoRead(true);
        }
    }

    /** The gateway stops. What a stream has said at last goes out still. */
    void end(Channel channel) {
        ending = true;
        HttpStream open = stream;
        if (!serving || (open != null && !open.closed())) {
            var _ = channel.close();
        }
    }

    /** The client half-closed: whatever it asked before is answered, but to no end. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (!serving || stream != null || lingering) {
                var _ = ctx.close();
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        HttpStream open = stream;
        if (open != null) {
            tellOfStream();
            stream = null;
            open.gone();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof CodecException) {
            // A client's doing: gone in the middle of an upload, no TLS, and the like.
            LOG.atDebug().setCause(cause).log("an HTTP connection broke off");
        } else {
            LOG.atError().setCause(cause).log("an HTTP request could not be served");
        }
        var _ = ctx.close();
    }
}
