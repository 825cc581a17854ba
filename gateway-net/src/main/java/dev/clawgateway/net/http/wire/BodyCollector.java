package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.gate.LoopTasks;
import dev.clawgateway.net.gate.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.util.ReferenceCountUtil;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts requests together, within what each may have of a body. One that is broken or whose body is
 * too long goes on as such, to be answered in its turn; the rest of it is dropped. Confined to its
 * event loop.
 */
final class BodyCollector extends ChannelInboundHandlerAdapter {
    private final ToIntFunction<HttpRequest> maxBytes;
    private final RequestArrival arrival;
    private final MemoryBudget inbound;
    private MemoryBudget.@Nullable Share share;
    private @Nullable HttpRequest head;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private int most;

    BodyCollector(
            ToIntFunction<HttpRequest> maxBytes, RequestArrival arrival, MemoryBudget inbound) {
        this.maxBytes = maxBytes;
        this.arrival = arrival;
        this.inbound = inbound;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case HttpRequest request -> begin(ctx, request);
            case HttpContent content -> {
                try {
                    add(ctx, content);
                } finally {
                    content.release();
                }
            }
            default -> ctx.fireChannelRead(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        forget();
        if (request.decoderResult().isFailure()) {
            refuse(ctx, request, request.decoderResult().cause());
            ReferenceCountUtil.release(request); // this one has a body, though an empty one
            return;
        }
        most = maxBytes.applyAsInt(request);
        if (HttpUtil.getContentLength(request, 0L) > most) {
            refuse(ctx, request, tooLong());
            return;
        }
        head = request;
        arrival.head();
        if (HttpUtil.is100ContinueExpected(request)) {
            var _ =
                    ctx.writeAndFlush(
                            new DefaultFullHttpResponse(
                                    HttpVersion.HTTP_1_1,
                                    HttpResponseStatus.CONTINUE,
                                    Unpooled.EMPTY_BUFFER));
        }
    }

    private void add(ChannelHandlerContext ctx, HttpContent content) {
        HttpRequest own = head;
        if (own == null) {
            return; // of one that was refused
        } else if (content.decoderResult().isFailure()) {
            refuse(ctx, own, content.decoderResult().cause());
            return;
        }
        int length = content.content().readableBytes();
        arrival.body(length);
        if (length > most - body.readableBytes()) {
            refuse(ctx, own, tooLong());
            return;
        }
        if (length > 0) {
            if (body.capacity() == 0) {
                body = ctx.alloc().heapBuffer(length, most);
            }
            body.writeBytes(content.content());
        }
        if (content instanceof LastHttpContent) {
            ByteBuf whole = body;
            head = null;
            body = Unpooled.EMPTY_BUFFER;
            boolean _ = hold(ctx, 0);
            arrival.whole();
            ctx.fireChannelRead(request(own, whole));
        } else if (!hold(ctx, body.readableBytes())) {
            evicted(ctx);
        }
    }

    /** Of a body that came whole nothing is held; false when there is no room for the rest. */
    private boolean hold(ChannelHandlerContext ctx, int bytes) {
        MemoryBudget.Share own = share;
        if (own == null && bytes == 0) {
            return true;
        } else if (own == null) {
            own = inbound.share(() -> LoopTasks.execute(ctx.channel(), () -> evicted(ctx)));
            share = own;
        }
        return own.hold(bytes);
    }

    /** Unless the rest has come before this was heard: then it is served. */
    private void evicted(ChannelHandlerContext ctx) {
        if (head != null) {
            forget();
            arrival.tooMuch(ctx);
        }
    }

    private static TooLongHttpContentException tooLong() {
        return new TooLongHttpContentException("the body is too long");
    }

    private void refuse(ChannelHandlerContext ctx, HttpRequest request, Throwable cause) {
        forget();
        DefaultFullHttpRequest refused = request(request, Unpooled.EMPTY_BUFFER);
        refused.setDecoderResult(DecoderResult.failure(cause));
        arrival.whole();
        ctx.fireChannelRead(refused);
    }

    private static DefaultFullHttpRequest request(HttpRequest head, ByteBuf body) {
        return new DefaultFullHttpRequest(
                head.protocolVersion(),
                head.method(),
                head.uri(),
                body,
                head.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    private void forget() {
        head = null;
        ReferenceCountUtil.safeRelease(body);
        body = Unpooled.EMPTY_BUFFER;
        if (share != null) {
            boolean _ = share.hold(0);
        }
    }

    private void ended() {
        forget();
        if (share != null) {
            share.ended();
            share = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ended();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended();
        ctx.fireChannelInactive();
    }
}
