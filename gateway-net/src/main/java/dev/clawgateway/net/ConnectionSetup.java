package dev.clawgateway.net;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.http.Router;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Furnishes every accepted connection: one port for HTTP, WebSocket and, if wanted, TLS. */
final class ConnectionSetup extends ChannelInitializer<SocketChannel> {
    private final NetSettings settings;
    private final SessionContext shared;
    private final Router router;
    private final @Nullable Supplier<SslContext> tls;
    private final ChannelGroup open;
    private final WriteGuard guard;
    private final BrowserRules browsers;

    ConnectionSetup(
            NetSettings settings,
            SessionContext shared,
            Router router,
            @Nullable Supplier<SslContext> tls,
            ChannelGroup open) {
        this.settings = settings;
        this.shared = shared;
        this.router = router;
        this.tls = tls;
        this.open = open;
        this.guard = new WriteGuard(shared.traffic(), shared.time());
        this.browsers = new BrowserRules(settings.browsers());
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        open.add(channel);
        Peer peer = settings.listener().peer(channel);
        Admission admission = new Admission(shared.gate(), shared.traffic(), shared.time());
        HttpDeadline deadline =
                new HttpDeadline(
                        settings.connections().firstMessage(),
                        settings.http().idle(),
                        shared.traffic());
        WebSocketUpgrade upgrade = new WebSocketUpgrade(shared, peer, admission);
        RequestPacer pacer = new RequestPacer();
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(admission);
        pipeline.addLast(guard);
        if (tls != null) {
            SslHandler handler = tls.get().newHandler(channel.alloc());
            handler.setHandshakeTimeout(
                    settings.connections().tlsHandshake().toMillis(), TimeUnit.MILLISECONDS);
            pipeline.addLast(handler);
        }
        pipeline.addLast(deadline);
        pipeline.addLast(pacer);
        pipeline.addLast(
                new HttpServerCodec(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(settings.http().maxLineBytes())
                                .setMaxHeaderSize(settings.http().maxHeadBytes())));
        pipeline.addLast(new BodyCollector(settings.http().maxBodyBytes()));
        pipeline.addLast("encoding-guard", guard);
        pipeline.addLast(new HttpConnection(peer, router, browsers, upgrade, deadline, pacer));
    }
}
