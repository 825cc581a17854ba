package dev.clawgateway.net.service;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A datagram socket of the machine to whoever listens at an address; to nobody if it cannot be. */
final class NotifySocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);

    private final MultiThreadIoEventLoopGroup loop;
    private final Channel channel;

    private NotifySocket(MultiThreadIoEventLoopGroup loop, Channel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /**
     * Opens one.
     *
     * @param address a path, or with {@code @} in front a name that the kernel keeps
     * @return null where nothing can be sent there
     */
    static @Nullable NotifySocket at(String address) {
        if (!Epoll.isAvailable()) {
            LOG.atWarn().log("no epoll here: the service manager cannot be told anything");
            return null;
        }
        MultiThreadIoEventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("service-manager", true),
                        EpollIoHandler.newFactory());
        ChannelFuture connected =
                new Bootstrap()
                        .group(loop)
                        .channel(EpollDomainDatagramChannel.class)
                        .handler(new ChannelInboundHandlerAdapter())
                        .connect(
                                new DomainSocketAddress(
                                        address.startsWith("@")
                                                ? "\0" + address.substring(1)
                                                : address))
                        .awaitUninterruptibly();
        NotifySocket opened = new NotifySocket(loop, connected.channel());
        if (!connected.isSuccess()) {
            LOG.atWarn()
                    .addKeyValue("address", address)
                    .addKeyValue("reason", connected.cause().getMessage())
                    .log("the service manager cannot be told anything");
            opened.close();
            return null;
        }
        return opened;
    }

    void send(String message) {
        var _ =
                channel.writeAndFlush(Unpooled.copiedBuffer(message, StandardCharsets.UTF_8))
                        .addListener(NotifySocket::sent);
    }

    private static void sent(Future<?> written) {
        if (!written.isSuccess()) {
            LOG.atDebug().setCause(written.cause()).log("the service manager was not told");
        }
    }

    @Override
    public void close() {
        // What is said before is sent before.
        var _ = channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        var _ =
                loop.shutdownGracefully(0, 1, TimeUnit.SECONDS)
                        .awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
}
