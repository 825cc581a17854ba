package dev.clawgateway.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to gateways and owns the event loops that serve them: a few threads for
 * thousands of connections. Native epoll where there is one.
 */
public final class Connector implements AutoCloseable {
    private static final int CONNECT_LIMIT_MILLIS = 10_000;
    private static final int HANDSHAKE_BYTES = 64 * 1024;
    // A reply may be as long as the gateway's clients are known to accept in one frame.
    private static final int MESSAGE_BYTES = 16 * 1024 * 1024;
    private static final WriteBufferWaterMark QUEUED_BYTES =
            new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final MultiThreadIoEventLoopGroup loops;
    private final Class<? extends Channel> channelType;

    private Connector(int threads) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        threads, new DefaultThreadFactory("gateway-client", true), io);
        this.channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** A connector with {@code threads} event loops; one serves several thousand quiet sessions. */
    public static Connector withThreads(int threads) {
        return new Connector(threads);
    }

    /** The loop for one client to live on, so that its state needs no lock. */
    public ClientLoop nextLoop() {
        return new NettyLoop(loops.next(), this);
    }

    void connect(NettyLoop loop, Endpoint endpoint, ConnectionListener listener) {
        // Name look-up blocks, so it may not happen on a loop.
        Thread.ofVirtual()
                .name("gateway-lookup")
                .start(() -> loop.execute(afterLookup(loop.loop(), endpoint, listener)));
    }

    private Runnable afterLookup(EventLoop loop, Endpoint endpoint, ConnectionListener listener) {
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getByName(endpoint.host()), endpoint.port());
            return () -> dial(loop, address, endpoint, listener);
        } catch (UnknownHostException _) {
            return () -> listener.closed(Disconnection.abnormal("unknown host " + endpoint.host()));
        }
    }

    private void dial(
            EventLoop loop,
            InetSocketAddress address,
            Endpoint endpoint,
            ConnectionListener listener) {
        new Bootstrap()
                .group(loop)
                .channel(channelType)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_LIMIT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, QUEUED_BYTES)
                .handler(pipeline(endpoint, listener))
                .connect(address)
                .addListener(done -> {
                    if (done.cause() != null) {
                        listener.closed(Disconnection.abnormal(reason(endpoint, done.cause())));
                    }
                });
    }

    private static String reason(Endpoint endpoint, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("Connection refused")
                ? "Connection refused: " + endpoint.host() + ":" + endpoint.port()
                : message;
    }

    private static ChannelInitializer<Channel> pipeline(
            Endpoint endpoint, ConnectionListener listener) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                ChannelPipeline pipeline = channel.pipeline();
                SslContext tls = endpoint.tls();
                if (tls != null) {
                    pipeline.addLast(
                            tls.newHandler(channel.alloc(), endpoint.host(), endpoint.port()));
                }
                pipeline.addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(HANDSHAKE_BYTES),
                        new WebSocketClientProtocolHandler(upgrade(endpoint)),
                        new WebSocketFrameAggregator(MESSAGE_BYTES),
                        new FrameHandler(listener));
            }
        };
    }

    private static WebSocketClientProtocolConfig upgrade(Endpoint endpoint) {
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(endpoint.uri())
                .version(WebSocketVersion.V13)
                .allowExtensions(false)
                .maxFramePayloadLength(MESSAGE_BYTES)
                .handleCloseFrames(false)
                .handshakeTimeoutMillis(CONNECT_LIMIT_MILLIS)
                // An Origin header would make the gateway take this for a browser.
                .generateOriginHeader(false)
                .build();
    }

    /** Ends every connection and the loops; returns when they are gone, after 5 s at most. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 3, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
