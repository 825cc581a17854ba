package dev.clawgateway.client.http.wire;

import dev.clawgateway.client.Sockets;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections to gateways, by one event loop: made when there is something to ask, and kept for a
 * while after it. Any thread may ask.
 */
public final class HttpWire implements AutoCloseable {
    private static final String UNIX = "unix";
    private static final int MAX_KEPT = 4;

    private final @Nullable SslContext tls;
    private final Duration connectLimit;
    private final MultiThreadIoEventLoopGroup loops = Sockets.loops(1, "gateway-http");
    private final EventLoop loop = loops.next();

    // The loop's alone.
    private final Map<URI, Deque<HttpLine>> kept = new HashMap<>();

    /**
     * Opens no connection yet.
     *
     * @param tls for addresses that begin with {@code https}; null where there is none
     * @param connectLimit how long a connection may take to come about
     */
    public HttpWire(@Nullable SslContext tls, Duration connectLimit) {
        this.tls = tls;
        this.connectLimit = connectLimit;
    }

    /**
     * Asks; returns at once.
     *
     * @param gateway {@code http://} or {@code https://} and a host, a port if need be, and a path
     *     that goes before every other; or {@code unix:} and a path
     */
    public HttpReply ask(URI gateway, HttpAsked asked, ReplyTimes patience) {
        Errand errand = new Errand(gateway, asked, new HttpReply(gateway), patience, false);
        try {
            loop.execute(() -> begin(errand));
        } catch (RejectedExecutionException _) {
            errand.failed(new IOException("given up"));
        }
        return errand.reply();
    }

    private void begin(Errand errand) {
        Deque<HttpLine> idle = kept.getOrDefault(errand.gateway(), new ArrayDeque<>());
        HttpLine line = idle.pollLast();
        while (line != null && !line.open()) {
            line = idle.pollLast();
        }
        if (line != null) {
            line.send(errand);
        } else {
            dial(errand);
        }
    }

    private void dial(Errand errand) {
        if (isUnix(errand.gateway())) {
            if (Sockets.unix()) {
                String path = errand.gateway().getPath();
                connect(new DomainSocketAddress(path), errand);
            } else {
                String why = "Unix sockets need Linux on x86-64 or arm64";
                errand.failed(new IOException(why));
            }
            return;
        }
        // Name look-up blocks, so it may not happen on a loop.
        Thread.ofVirtual().name("gateway-lookup").start(() -> lookUp(errand));
    }

    private void lookUp(Errand errand) {
        try {
            InetAddress host = InetAddress.getByName(errand.gateway().getHost());
            InetSocketAddress address = new InetSocketAddress(host, port(errand.gateway()));
            loop.execute(() -> connect(address, errand));
        } catch (IOException | RejectedExecutionException e) {
            errand.failed(e instanceof IOException known ? known : new IOException(e));
        }
    }

    private void connect(SocketAddress address, Errand errand) {
        if (errand.reply().closed()) {
            return;
        }
        Duration limit = errand.patience().first();
        Duration soonest = limit.compareTo(connectLimit) < 0 ? limit : connectLimit;
        int millis = Math.clamp(soonest.toMillis(), 1, Integer.MAX_VALUE);
        ChannelFuture coming =
                Sockets.towards(address, Sockets.tcp())
                        .group(loop)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                        .handler(furnishing(errand.gateway(), millis))
                        .connect(address);
        errand.reply().runBy(_ -> {}, () -> closed(coming.channel()));
        var _ =
                coming.addListener(done -> {
                    if (done.isSuccess()) {
                        coming.channel().pipeline().get(HttpLine.class).send(errand);
                    } else {
                        errand.failed(reason(done.cause()));
                    }
                });
    }

    private static void closed(Channel channel) {
        var _ = channel.close();
    }

    private static IOException reason(Throwable cause) {
        return cause instanceof IOException known ? known : new IOException(cause);
    }

    private ChannelInitializer<Channel> furnishing(URI gateway, int millis) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                ChannelPipeline pipeline = channel.pipeline();
                if (tls != null && "https".equals(gateway.getScheme())) {
                    SslHandler secured =
                            tls.newHandler(channel.alloc(), gateway.getHost(), port(gateway));
                    secured.setHandshakeTimeoutMillis(millis);
                    pipeline.addLast(secured);
                }
                pipeline.addLast(new HttpClientCodec());
                pipeline.addLast(new HttpLine(channel, new Keeping(gateway)));
            }
        };
    }

    /** What becomes of the connections to one gateway. */
    private final class Keeping implements HttpLine.Owner {
        private final URI gateway;

        Keeping(URI gateway) {
            this.gateway = gateway;
        }

        @Override
        public void idle(HttpLine line) {
            Deque<HttpLine> idle = kept.computeIfAbsent(gateway, _ -> new ArrayDeque<>());
            if (idle.size() >= MAX_KEPT) {
                idle.removeFirst().close();
            }
            idle.addLast(line);
        }

        @Override
        public void gone(HttpLine line) {
            Deque<HttpLine> idle = kept.get(gateway);
            if (idle != null) {
                idle.remove(line);
            }
        }

        @Override
        public void lostUnheard(Errand errand) {
            dial(errand.again());
        }
    }

    private static int port(URI gateway) {
        if (gateway.getPort() >= 0) {
            return gateway.getPort();
        }
        return "https".equals(gateway.getScheme()) ? 443 : 80;
    }

    static boolean isUnix(URI gateway) {
        return UNIX.equals(gateway.getScheme());
    }

    /** Gives up what is under way and closes the connections; within 5 s. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 3, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
