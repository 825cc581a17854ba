package dev.clawgateway.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;

/** The sockets of this machine: native epoll where there is one, which alone has Unix sockets. */
public final class Sockets {
    private Sockets() {}

    /** Event loops, on daemon threads of this name. */
    public static MultiThreadIoEventLoopGroup loops(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads,
                new DefaultThreadFactory(name, true),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** Makes sockets of TCP for the loops of {@link #loops}. */
    public static ChannelFactory<Channel> tcp() {
        return Epoll.isAvailable() ? EpollSocketChannel::new : NioSocketChannel::new;
    }

    /** Whether there are Unix sockets. */
    public static boolean unix() {
        return Epoll.isAvailable();
    }

    /**
     * A bootstrap for connections to this address, which is looked up already.
     *
     * @param tcp makes those that are no Unix sockets
     */
    public static Bootstrap towards(SocketAddress address, ChannelFactory<Channel> tcp) {
        Bootstrap bootstrap =
                address instanceof DomainSocketAddress
                        ? new Bootstrap().channel(EpollDomainSocketChannel.class)
                        : new Bootstrap()
                                .channelFactory(tcp)
                                .option(ChannelOption.TCP_NODELAY, true)
                                .option(ChannelOption.SO_KEEPALIVE, true);
        return bootstrap.disableResolver();
    }
}
