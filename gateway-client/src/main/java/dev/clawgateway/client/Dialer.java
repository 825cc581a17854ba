package dev.clawgateway.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import java.io.FileNotFoundException;
import java.net.SocketAddress;
import java.util.function.Function;

/** Opens one connection on a loop, and furnishes it: HTTP, the upgrade, frames, the listener. */
public final class Dialer {
    // A reply may be as long as the gateway's clients are known to accept in one frame.
    private static final int MESSAGE_BYTES = 16 * 1024 * 1024;

    private static final int CONNECT_LIMIT_MILLIS = 10_000;
    private static final int HANDSHAKE_BYTES = 64 * 1024;
    private static final WriteBufferWaterMark QUEUED_BYTES =
            new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final ChannelFactory<Channel> channels;
    private final Function<WebSocketClientProtocolConfig, WebSocketClientProtocolHandler> upgrades;

    /**
     * A dialer.
     *
     * @param channels makes them unconnected
     * @param upgrades one for each connection
     */
    public Dialer(
            ChannelFactory<Channel> channels,
            Function<WebSocketClientProtocolConfig, WebSocketClientProtocolHandler> upgrades) {
        this.channels = channels;
        this.upgrades = upgrades;
    }

    static Dialer of(ChannelFactory<Channel> channels) {
        return new Dialer(channels, WebSocketClientProtocolHandler::new);
    }

    /** Opens a connection; whatever comes of it, the listener hears it on the loop. */
    public void dial(
            EventLoop loop, SocketAddress address, Endpoint endpoint, ConnectionListener listener) {
        Sockets.towards(address, channels)
                .group(loop)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_LIMIT_MILLIS)
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
        if (endpoint.socket() != null && cause instanceof FileNotFoundException) {
            return "no such socket";
        }
        String message = String.valueOf(cause.getMessage());
        return message.contains("Connection refused")
                ? "Connection refused: " + endpoint.place()
                : message;
    }

    private ChannelInitializer<Channel> pipeline(Endpoint endpoint, ConnectionListener listener) {
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
                        upgrades.apply(upgrade(endpoint)),
                        new WebSocketFrameAggregator(MESSAGE_BYTES),
                        new FrameHandler(listener));
            }
        };
    }

    private static WebSocketClientProtocolConfig upgrade(Endpoint endpoint) {
        HttpHeaders fields = new DefaultHttpHeaders();
        if (endpoint.bearer() != null) {
            fields.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + endpoint.bearer());
        }
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(endpoint.uri())
                .customHeaders(fields)
                .version(WebSocketVersion.V13)
                .allowExtensions(false)
                .maxFramePayloadLength(MESSAGE_BYTES)
                .handleCloseFrames(false)
                .handshakeTimeoutMillis(CONNECT_LIMIT_MILLIS)
                // An Origin header would make the gateway take this for a browser.
                .generateOriginHeader(false)
                .build();
    }
}
