package dev.clawgateway.client;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to gateways and owns the event loops that serve them: a few threads for
 * thousands of connections. Native epoll where there is one.
 */
public final class Connector implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loops;
    private final Dialer dialer;

    private Connector(int threads) {
        this.loops = Sockets.loops(threads, "gateway-client");
        this.dialer = Dialer.of(Sockets.tcp());
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
        if (endpoint.socket() != null) {
            return toSocket(loop, endpoint.socket(), endpoint, listener);
        }
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getByName(endpoint.host()), endpoint.port());
            return () -> dialer.dial(loop, address, endpoint, listener);
        } catch (UnknownHostException _) {
            return () -> listener.closed(Disconnection.abnormal("unknown host " + endpoint.host()));
        }
    }

    private Runnable toSocket(
            EventLoop loop, Path socket, Endpoint endpoint, ConnectionListener listener) {
        return Sockets.unix()
                ? () ->
                        dialer.dial(
                                loop, new DomainSocketAddress(socket.toFile()), endpoint, listener)
                : () ->
                        listener.closed(
                                Disconnection.abnormal(
                                        "Unix sockets need Linux on x86-64 or arm64"));
    }

    /** Ends every connection and the loops; returns when they are gone, after 5 s at most. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 3, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
