package dev.clawgateway.net.tls;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Says back what it hears, within TLS. */
final class EchoServer implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final InetSocketAddress address;

    EchoServer(ListenerTls tls) {
        Channel listener =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(tls.newHandler(channel.alloc()))
                                                .addLast(new Echo());
                                    }
                                })
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .syncUninterruptibly()
                        .channel();
        address = (InetSocketAddress) listener.localAddress();
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var _ = ctx.writeAndFlush(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            var _ = ctx.close();
        }
    }

    /**
     * Connects as if always to the same place, so that a client that can resumes.
     *
     * @param version of the protocol, alone
     */
    Visit visit(SSLContext client, String version) throws IOException {
        return new Visit(client, address.getPort(), version);
    }

    /** A client that is connected. */
    static final class Visit implements AutoCloseable {
        private final SSLSocket socket;

        private Visit(SSLContext client, int port, String version) throws IOException {
            Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
            // The name that sessions are kept under has the port of one server for all of them.
            socket =
                    (SSLSocket) client.getSocketFactory().createSocket(plain, "localhost", 1, true);
            socket.setEnabledProtocols(new String[] {version});
            echo();
        }

        /** A byte there and back: tickets have arrived by then. */
        void echo() throws IOException {
            socket.getOutputStream().write(1);
            socket.getOutputStream().flush();
            if (socket.getInputStream().read() != 1) {
                throw new IOException("no echo");
            }
        }

        /** Of a session that is resumed, that of the first. */
        long since() {
            return socket.getSession().getCreationTime();
        }

        X509Certificate shown() throws IOException {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
