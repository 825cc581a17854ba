package dev.clawgateway.client;

import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.parts.WireMessage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A gateway that does what a test says: real sockets, no rules. */
public final class ScriptedGateway implements AutoCloseable {
    private static final int MESSAGE_BYTES = 1024 * 1024;

    /** A machine under load is no failure. */
    private static final int PATIENCE_SECS = 60;

    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    private final Queue<String> uris = new ConcurrentLinkedQueue<>();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final Channel listener;
    private final AtomicInteger refusals = new AtomicInteger();

    public ScriptedGateway() {
        this(null);
    }

    /** Speaks TLS when given a context for it. */
    public ScriptedGateway(@Nullable SslContext tls) {
        this(tls, 0);
    }

    /** Listens on this port. */
    public ScriptedGateway(@Nullable SslContext tls, int port) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        if (tls != null) {
                                            channel.pipeline()
                                                    .addLast(tls.newHandler(channel.alloc()));
                                        }
                                        pipeline(channel);
                                    }
                                });
        listener =
                bootstrap
                        .bind(InetAddress.getLoopbackAddress(), port)
                        .syncUninterruptibly()
                        .channel();
    }

    private void pipeline(Channel channel) {
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(65_536),
                        new Gate(),
                        new WebSocketServerProtocolHandler(
                                WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath("/")
                                        .checkStartsWith(true)
                                        .maxFramePayloadLength(MESSAGE_BYTES)
                                        .build()),
                        new Session());
    }

    public String url() {
        return "ws://127.0.0.1:" + port();
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    public Endpoint endpoint() {
        return Endpoint.parse(url(), null, null);
    }

    /** Refuses the next upgrades with 503. */
    public void refuseNext(int count) {
        refusals.set(count);
    }

    /** Request targets of all upgrades so far. */
    public Queue<String> uris() {
        return uris;
    }

    /** What all upgrades so far have shown. */
    public Queue<String> authorizations() {
        return authorizations;
    }

    /** The next session that opens, within a minute. */
    public Session nextSession() throws InterruptedException {
        Session session = sessions.poll(PATIENCE_SECS, TimeUnit.SECONDS);
        if (session == null) {
            throw new AssertionError("nobody connected");
        }
        return session;
    }

    /** Adds the sessions that have opened, after a moment's wait for one. */
    public void newSessions(Collection<Session> to) throws InterruptedException {
        Session next = sessions.poll(1, TimeUnit.MILLISECONDS);
        while (next != null) {
            to.add(next);
            next = sessions.poll();
        }
    }

    /** True when nobody connects for a while. */
    public boolean staysAlone(long millis) throws InterruptedException {
        return sessions.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Counts and refuses upgrades. */
    private final class Gate extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof FullHttpRequest request) {
                uris.add(request.uri());
                authorizations.addAll(request.headers().getAll("Authorization"));
                if (refusals.get() > 0) {
                    refusals.decrementAndGet();
                    ReferenceCountUtil.release(message);
                    DefaultFullHttpResponse response =
                            new DefaultFullHttpResponse(
                                    HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE);
                    response.headers().set("Content-Length", 0).set("Retry-After", "1");
                    var _ = context.writeAndFlush(response);
                    return;
                }
            }
            context.fireChannelRead(message);
        }
    }

    /** One session, from the gateway's side. */
    public final class Session extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private volatile Channel channel;

        private Session() {}

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            channel = context.channel();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                sessions.add(this);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            received.add(frame.text());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }

        public void send(WireMessage message) {
            sendText(ClawCodec.write(message));
        }

        public void sendText(String text) {
            var _ = channel.writeAndFlush(new TextWebSocketFrame(text));
        }

        public void close(int code, String reason) {
            var _ = channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
        }

        public void drop() {
            var _ = channel.close();
        }

        /** The next message, within a minute. */
        public String next() throws InterruptedException {
            String text = received.poll(PATIENCE_SECS, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came");
            }
            return text;
        }

        /** The next message of this kind; others before it are passed over. */
        public <M extends WireMessage> M next(Class<M> kind) throws Exception {
            while (true) {
                String text = next();
                WireMessage message =
                        text.contains("\"type\":\"hello\"") || kind.getName().contains("CliRequest")
                                ? ClawCodec.readRequest(text)
                                : ClawCodec.readNodeMessage(text);
                if (kind.isInstance(message)) {
                    return kind.cast(message);
                }
            }
        }

        /** What has come so far, without waiting. */
        public List<String> received() {
            List<String> texts = new ArrayList<>();
            received.drainTo(texts);
            return texts;
        }

        public boolean open() {
            return channel.isActive();
        }
    }
}
