package dev.clawgateway.net;

import dev.clawgateway.core.Peer;
import dev.clawgateway.net.gate.Admission;
import dev.clawgateway.net.gate.CertificateGate;
import dev.clawgateway.net.gate.ClientCertificates;
import dev.clawgateway.net.gate.FailedHandshakes;
import dev.clawgateway.net.gate.Listener;
import dev.clawgateway.net.gate.WriteGuard;
import dev.clawgateway.net.http.wire.HttpEntry;
import dev.clawgateway.net.http.wire.HttpRefusal;
import dev.clawgateway.net.websocket.SessionContext;
import dev.clawgateway.net.websocket.WebSocketUpgrade;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Furnishes every accepted connection: one port for HTTP, WebSocket and, if wanted, TLS. */
final class ConnectionSetup extends ChannelInitializer<Channel> {
    private volatile NetSettings settings;
    private final Listener listener;
    private final SessionContext shared;
    private final HttpEntry http;
    private final @Nullable TlsSetup tls;
    private final ChannelGroup open;
    private final WriteGuard guard;
    private final FailedHandshakes failures;
    private final BiConsumer<Peer, String> refused;

    ConnectionSetup(
            NetSettings settings,
            Entrance entrance,
            SessionContext shared,
            @Nullable TlsSetup tls,
            ChannelGroup open) {
        this.settings = settings;
        this.listener = entrance.listener();
        this.shared = shared;
        this.tls = tls;
        this.open = open;
        this.guard = new WriteGuard(shared.traffic(), shared.time());
        this.failures = new FailedHandshakes(shared.traffic());
        this.refused = CertificateGate.counting(shared.traffic(), shared.time());
        this.http =
                new HttpEntry(
                        entrance.router(),
                        settings.http(),
                        settings.browsers(),
                        settings.proxies(),
                        settings.connections().waits().firstMessage(),
                        shared.traffic(),
                        shared.gate().inbound());
    }

    /** Other settings, of those that can change while it listens. */
    void apply(NetSettings next) {
        settings = next;
        http.apply(
                next.http(),
                next.browsers(),
                next.proxies(),
                next.connections().waits().firstMessage());
    }

    @Override
    protected void initChannel(Channel channel) {
        open.add(channel);
        Peer peer = listener.peer(channel);
        Admission admission =
                new Admission(
                        shared.gate(),
                        shared.traffic(),
                        shared.time(),
                        address -> settings.proxies().trust(address));
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(admission);
        pipeline.addLast(guard);
        Duration pause = pauseFor(channel);
        if (!pause.isZero()) {
            turnAway(pipeline, peer, admission, pause);
            return;
        }
        if (tls == null) {
            furnish(pipeline, peer, admission);
            return;
        }
        SslHandler handler = tls.handlers().apply(channel.alloc());
        handler.setHandshakeTimeout(
                settings.connections().waits().tlsHandshake().toMillis(), TimeUnit.MILLISECONDS);
        pipeline.addLast(handler);
        ClientCertificates clients = tls.clients();
        if (clients == null) {
            pipeline.addLast(failures);
            furnish(pipeline, peer, admission);
        } else {
            pipeline.addLast(
                    new CertificateGate(
                            handler,
                            clients,
                            peer,
                            known -> furnish(pipeline, known, admission),
                            refused));
        }
    }

    /** A proxy that is trusted connects for many. */
    private Duration pauseFor(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress from
                        && !settings.proxies().trust(from.getAddress())
                ? shared.gate().paces().connects(from.getAddress(), shared.time().nanos())
                : Duration.ZERO;
    }

    /** With TLS without a word: what costs most is the handshake. */
    private void turnAway(
            ChannelPipeline pipeline, Peer peer, Admission admission, Duration pause) {
        shared.traffic().refused("connection_rate");
        if (tls == null) {
            http.turnAway(
                    pipeline,
                    peer,
                    new WebSocketUpgrade(shared, admission),
                    guard,
                    HttpRefusal.later("too many connections from your address", pause));
        } else {
            var _ = pipeline.channel().close();
        }
    }

    private void furnish(ChannelPipeline pipeline, Peer peer, Admission admission) {
        http.furnish(pipeline, peer, new WebSocketUpgrade(shared, admission), guard);
    }
}
