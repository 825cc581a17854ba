package dev.clawgateway.net.http;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.gate.LoopTasks;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP half of a connection: one request at a time, in order, until an upgrade takes over.
 * Confined to its event loop; answers may come from any thread.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final Peer peer;
    private final Router router;
    private final BrowserRules browsers;
    private final Upgrade upgrade;
    private final HttpDeadline deadline;
    private final RequestPacer pacer;

    /** Requests decoded ahead; few, because while one is served nothing more is decoded. */
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();

    private boolean serving;

    /** Whether the client has said all it will; it may still want its answers. */
    private boolean inputEnded;

    HttpConnection(
            Peer peer,
            Router router,
            BrowserRules browsers,
            Upgrade upgrade,
            HttpDeadline deadline,
            RequestPacer pacer) {
        this.peer = peer;
        this.router = router;
        this.browsers = browsers;
        this.upgrade = upgrade;
        this.deadline = deadline;
        this.pacer = pacer;
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
        pacer.serving();
        deadline.met();
        try {
            if (request.decoderResult().isFailure()) {
                refuse(ctx, request, malformed(request.decoderResult().cause()));
                return;
            }
            switch (RequestTarget.of(request)) {
                case RequestTarget.Read.Bad(String why) ->
                        refuse(ctx, request, new HttpRefusal(400, why));
                case RequestTarget.Read.Found(RequestTarget target) -> answer(ctx, request, target);
            }
        } finally {
            request.release();
        }
    }

    private void answer(ChannelHandlerContext ctx, FullHttpRequest request, RequestTarget target) {
        boolean upgrades = upgrade.wanted(request);
        boolean changes = upgrades || !isSafe(request.method());
        HttpRefusal refusal = browsers.refusal(request.headers(), target.authority(), changes);
        if (refusal == null && upgrades) {
            refusal = upgrade.upgrade(ctx.channel(), request);
            if (refusal == null) {
                ctx.pipeline().remove(deadline);
                ctx.pipeline().remove(this);
                pacer.upgraded();
                return;
            }
        }
        if (refusal != null) {
            refuse(ctx, request, refusal);
        } else {
            serve(ctx, request, target);
        }
    }

    private static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET)
                || method.equals(HttpMethod.HEAD)
                || method.equals(HttpMethod.OPTIONS);
    }

    private void serve(ChannelHandlerContext ctx, FullHttpRequest request, RequestTarget target) {
        switch (router.find(request.method().name(), target.rawPath())) {
            case Router.Match.Found found -> serve(ctx, request, target, found);
            case Router.Match.WrongMethod(Family family, String path, List<String> allowed) ->
                    write(ctx, keepsAlive(request), wrongMethod(family, path, allowed));
            case Router.Match.Unknown(Family family, String path) ->
                    write(ctx, keepsAlive(request), family.errors().error(404, "Not Found", path));
            case Router.Match.Malformed _ ->
                    refuse(ctx, request, new HttpRefusal(400, "Bad Request"));
        }
    }

    private static Answer wrongMethod(Family family, String path, List<String> allowed) {
        String detail =
                allowed.size() == 1
                        ? "only " + allowed.getFirst() + " is allowed"
                        : "only "
                                + String.join(", ", allowed.subList(0, allowed.size() - 1))
                                + " and "
                                + allowed.getLast()
                                + " are allowed";
        return family.errors().error(405, detail, path).with("Allow", String.join(", ", allowed));
    }

    private void serve(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            RequestTarget target,
            Router.Match.Found found) {
        Route route = found.route();
        if (route.maxBodyBytes() > 0 && request.content().readableBytes() > route.maxBodyBytes()) {
            refuse(ctx, request, malformed(new TooLongHttpContentException()));
            return;
        }
        boolean keepAlive = keepsAlive(request);
        HttpExchange exchange =
                new HttpExchange(
                        peer,
                        request,
                        found,
                        target.query(),
                        answer ->
                                LoopTasks.execute(
                                        ctx.channel(), () -> write(ctx, keepAlive, answer)));
        ctx.channel().config().setAutoRead(false);
        try {
            route.handler().serve(exchange);
        } catch (RuntimeException failure) {
            LOG.atError()
                    .addKeyValue("operation", route.operation())
                    .setCause(failure)
                    .log("a request could not be served");
            if (!exchange.answered()) {
                exchange.answer(route.family().errors().error(500, "internal error", found.path()));
            }
        }
    }

    private static boolean keepsAlive(FullHttpRequest request) {
        return HttpUtil.isKeepAlive(request);
    }

    private static HttpRefusal malformed(Throwable cause) {
        int status =
                switch (cause) {
                    case TooLongHttpLineException _ -> 414;
                    case TooLongHttpHeaderException _ -> 431;
                    case TooLongHttpContentException _ -> 413;
                    default -> 400;
                };
        return new HttpRefusal(status, HttpResponseStatus.valueOf(status).reasonPhrase());
    }

    /** What such a client sends next may be anything, so the connection ends. */
    private void refuse(ChannelHandlerContext ctx, FullHttpRequest request, HttpRefusal refusal) {
        String path = RequestTarget.withoutQuery(request.uri());
        Answer answer = router.family(path).errors().error(refusal.status(), refusal.why(), path);
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        write(ctx, false, answer);
    }

    private void write(ChannelHandlerContext ctx, boolean keepAlive, Answer answer) {
        boolean last = !keepAlive || (inputEnded && waiting.isEmpty());
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(answer.body().duplicate()));
        answer.headers().forEach(response.headers()::set);
        if (!answer.contentType().isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        }
        if (answer.status() != 204) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().remaining());
        }
        response.headers().set("X-Content-Type-Options", "nosniff");
        if (last) {
            HttpUtil.setKeepAlive(response, false);
        }
        deadline.expectProgress(ctx);
        ChannelFuture written = ctx.writeAndFlush(response);
        // Who reads no answers is asked for no more requests, or the answers would pile up here.
        var _ =
                written.addListener(
                        last
                                ? ChannelFutureListener.CLOSE
                                : done -> {
                                    if (done.isSuccess()) {
                                        next(ctx);
                                    }
                                });
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
            deadline.expectProgress(ctx);
            ctx.channel().config().setAutoRead(true);
        }
    }

    /** The client half-closed: whatever it asked before is answered. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (!serving) {
                var _ = ctx.close();
            }
        }
        ctx.fireUserEventTriggered(event);
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
