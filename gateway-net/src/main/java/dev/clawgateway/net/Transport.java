package dev.clawgateway.net;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.ConnectionGate;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.Router;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.net.websocket.PendingBytes;
import dev.clawgateway.net.websocket.SessionContext;
import dev.clawgateway.net.websocket.SessionLimits;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.net.websocket.frame.CloseCode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The listener and its event loops. Started and stopped by the wiring, once. */
public final class Transport {
    private static final int BACKLOG = 4096;
    private static final int MAX_DEFAULT_LOOPS = 16;

    private final NetSettings settings;
    private final SessionContext shared;
    private final Router router;
    private final @Nullable Supplier<SslContext> tls;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private @Nullable MultiThreadIoEventLoopGroup loops;
    private @Nullable Channel listener;

    /**
     * A transport that does not listen yet.
     *
     * @param dialects asked in this order about a first message; the first also speaks to strangers
     * @param tls asked anew for every connection, so that certificates can be exchanged; null for
     *     none
     */
    public Transport(
            NetSettings settings,
            List<Dialect> dialects,
            Router router,
            Sessions sessions,
            @Nullable Supplier<SslContext> tls,
            TrafficCounters traffic,
            Time time) {
        this.settings = settings;
        this.router = router;
        this.tls = tls;
        ConnectionGate gate = new ConnectionGate(settings.connections());
        PendingBytes pending =
                new PendingBytes(settings.outbound().maxTotalBytes(), traffic.pendingCounter());
        this.shared =
                new SessionContext(
                        List.copyOf(dialects),
                        sessions,
                        gate,
                        pending,
                        traffic,
                        new SessionLimits(
                                settings.connections(), settings.messages(), settings.outbound()),
                        time);
    }

    /**
     * Listens.
     *
     * @return the address in use, with the port the system has picked if asked to
     * @throws IOException when the address cannot be had; the message names it
     */
    public InetSocketAddress start() throws IOException {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(
                        loopCount(), new DefaultThreadFactory("event-loop"), io);
        loops = group;
        ServerBootstrap bootstrap = bootstrap(group, epoll);
        var bound = bootstrap.bind(settings.bind()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException("cannot listen on " + settings.bind(), bound.cause());
        }
        listener = bound.channel();
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private ServerBootstrap bootstrap(MultiThreadIoEventLoopGroup group, boolean epoll) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(group)
                        .channel(serverChannel(epoll))
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childHandler(new ConnectionSetup(settings, shared, router, tls, open));
        if (epoll) {
            long timeout = settings.connections().userTimeout().toMillis();
            bootstrap.childOption(EpollChannelOption.TCP_USER_TIMEOUT, (int) timeout);
        }
        if (settings.outbound().sendBufferBytes() > 0) {
            bootstrap.childOption(ChannelOption.SO_SNDBUF, settings.outbound().sendBufferBytes());
        }
        return bootstrap;
    }

    private int loopCount() {
        if (settings.eventLoops() > 0) {
            return settings.eventLoops();
        }
        return Math.min(MAX_DEFAULT_LOOPS, 2 * Runtime.getRuntime().availableProcessors());
    }

    private static Class<? extends ServerChannel> serverChannel(boolean epoll) {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Accepts no new connection; those that are open stay. */
    public void stopAccepting() {
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
    }

    /**
     * Stops: accepts nothing more, tells every session that the gateway goes away (1001), sends
     * what waits, closes. Returns after {@code bound} at the latest. Not to be called by an event
     * loop.
     */
    public void stop(Duration bound) {
        long deadline = shared.time().nanos() + bound.toNanos();
        stopAccepting();
        shared.sessions()
                .closeAll(CloseCode.GOING_AWAY, "the gateway is shutting down", "shutdown");
        Duration linger = settings.connections().closeLinger().plusMillis(200);
        long patience = Math.min(linger.toNanos(), bound.toNanos());
        open.newCloseFuture().awaitUninterruptibly(patience, TimeUnit.NANOSECONDS);
        var _ = open.close();
        MultiThreadIoEventLoopGroup group = loops;
        if (group != null) {
            long left = Math.max(0, deadline - shared.time().nanos());
            var _ =
                    group.shutdownGracefully(0, left, TimeUnit.NANOSECONDS)
                            .awaitUninterruptibly(left, TimeUnit.NANOSECONDS);
        }
    }
}
