package dev.clawgateway.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listens on sockets of the machine.
 *
 * @param tls by the name of the listener; where there is none, it speaks without
 */
public record SocketListeners(Map<String, TlsSetup> tls) implements Listeners {
    private static final int BACKLOG = 4096;
    private static final int MAX_DEFAULT_LOOPS = 16;

    public SocketListeners {
        tls = Map.copyOf(tls);
    }

    @Override
    public @Nullable TlsSetup tls(String listener) {
        return tls.get(listener);
    }

    @Override
    public Listening listen(
            Entrance entrance,
            NetSettings settings,
            ChannelHandler acceptor,
            ChannelHandler connection)
            throws IOException {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        MultiThreadIoEventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(
                        loopCount(settings), new DefaultThreadFactory("event-loop"), io);
        try {
            if (entrance.bind() instanceof UnixDomainSocketAddress place) {
                return unix(place, entrance.group(), loops, acceptor, connection);
            }
            var bound =
                    bootstrap(settings, connection, loops, epoll)
                            .handler(acceptor)
                            .bind(entrance.bind())
                            .awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new IOException("cannot listen on " + entrance.bind(), bound.cause());
            }
            return new Socket(loops, bound.channel(), bound.channel().localAddress(), () -> {});
        } catch (IOException failure) {
            var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw failure;
        }
    }

    private static Listening unix(
            UnixDomainSocketAddress place,
            @Nullable String group,
            MultiThreadIoEventLoopGroup loops,
            ChannelHandler acceptor,
            ChannelHandler connection)
            throws IOException {
        if (!Epoll.isAvailable()) {
            throw new IOException("Unix sockets need Linux on x86-64 or arm64");
        }
        UnixListener listener = new UnixListener(place.getPath(), group);
        Channel channel = listener.listen(loops, acceptor, connection);
        return new Socket(loops, channel, place, listener::remove);
    }

    private static ServerBootstrap bootstrap(
            NetSettings settings,
            ChannelHandler connection,
            MultiThreadIoEventLoopGroup loops,
            boolean epoll) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(serverChannel(epoll))
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childHandler(connection);
        if (epoll) {
            long timeout = settings.connections().waits().userTimeout().toMillis();
            bootstrap.childOption(EpollChannelOption.TCP_USER_TIMEOUT, (int) timeout);
        }
        if (settings.outbound().sendBufferBytes() > 0) {
            bootstrap.childOption(ChannelOption.SO_SNDBUF, settings.outbound().sendBufferBytes());
        }
        return bootstrap;
    }

    private static int loopCount(NetSettings settings) {
        if (settings.eventLoops() > 0) {
            return settings.eventLoops();
        }
        return Math.min(MAX_DEFAULT_LOOPS, 2 * Runtime.getRuntime().availableProcessors());
    }

    private static Class<? extends ServerChannel> serverChannel(boolean epoll) {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /**
     * One that listens, with its event loops.
     *
     * @param leave done before it is closed
     */
    private record Socket(
            MultiThreadIoEventLoopGroup loops,
            Channel listener,
            SocketAddress address,
            Runnable leave)
            implements Listening {

        @Override
        public void pass(Duration time) {
            var _ =
                    listener.newPromise()
                            .awaitUninterruptibly(time.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void stopAccepting() {
            leave.run();
            listener.close().awaitUninterruptibly();
        }

        @Override
        public void await(ChannelGroup open, Duration atMost) {
            open.newCloseFuture().awaitUninterruptibly(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close(Duration atMost) {
            long nanos = atMost.toNanos();
            var _ =
                    loops.shutdownGracefully(0, nanos, TimeUnit.NANOSECONDS)
                            .awaitUninterruptibly(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
