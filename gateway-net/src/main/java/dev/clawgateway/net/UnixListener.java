package dev.clawgateway.net;

import dev.clawgateway.net.gate.AcceptPause;
import dev.clawgateway.net.gate.UnixUsers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a Unix socket, for those whom the kernel says it may let in. */
final class UnixListener {
    private static final Logger LOG = LoggerFactory.getLogger(UnixListener.class);
    private static final int BACKLOG = 1024;

    private final UnixSocketFile file;
    private final AtomicReference<@Nullable UnixUsers> users = new AtomicReference<>();

    /**
     * One that does not listen yet.
     *
     * @throws IOException when it cannot
     */
    UnixListener(Path path, @Nullable String group) throws IOException {
        file = new UnixSocketFile(path, group);
    }

    /**
     * Listens.
     *
     * @throws IOException when it cannot; nothing is left behind then
     */
    Channel listen(
            MultiThreadIoEventLoopGroup loops, ChannelHandler acceptor, ChannelHandler connection)
            throws IOException {
        try {
            ChannelFuture bound =
                    new ServerBootstrap()
                            .group(loops)
                            .channel(EpollServerDomainSocketChannel.class)
                            .option(ChannelOption.SO_BACKLOG, BACKLOG)
                            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                            .handler(acceptor)
                            .childHandler(new Gate(connection))
                            .bind(new DomainSocketAddress(file.workshop().toFile()))
                            .awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new IOException("cannot bind it", bound.cause());
            }
            try {
                users.set(new UnixUsers(UnixUsers.ownUser(), file.furnish()));
                file.place();
            } catch (IOException failure) {
                bound.channel().close().awaitUninterruptibly();
                throw failure;
            }
            return bound.channel();
        } catch (IOException failure) {
            file.clear();
            throw failure;
        }
    }

    /** Before it is closed, so that nobody finds a socket at which nobody listens. */
    void remove() {
        try {
            file.remove();
        } catch (IOException failure) {
            LOG.atWarn().setCause(failure).log("a Unix socket could not be removed");
        }
    }

    /** Stands before everything else of a connection. */
    private final class Gate extends ChannelInitializer<EpollDomainSocketChannel> {
        private final ChannelHandler connection;

        Gate(ChannelHandler connection) {
            this.connection = connection;
        }

        @Override
        protected void initChannel(EpollDomainSocketChannel channel) {
            if (admits(channel)) {
                channel.pipeline().addLast(connection);
            } else {
                var _ = channel.close();
                channel.parent()
                        .pipeline()
                        .fireUserEventTriggered(new AcceptPause.Refused("unix_user"));
            }
        }

        private boolean admits(EpollDomainSocketChannel channel) {
            UnixUsers known = users.get();
            try {
                return known != null && known.admits(channel);
            } catch (IOException _) {
                return false; // it has gone
            }
        }
    }
}
