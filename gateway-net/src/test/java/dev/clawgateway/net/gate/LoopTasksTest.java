package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTasksTest {
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicBoolean ran = new AtomicBoolean();

    @AfterEach
    void stop() throws InterruptedException {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }

    private Channel channel() throws InterruptedException {
        ChannelHandler nothing = new ChannelInboundHandlerAdapter();
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(nothing)
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    @Test
    void runOnTheEventLoop() throws Exception {
        Channel channel = channel();

        LoopTasks.execute(channel, () -> ran.set(channel.eventLoop().inEventLoop()));

        await().untilTrue(ran);
    }

    @Test
    void areDroppedOnceTheEventLoopHasEnded() throws Exception {
        Channel channel = channel();
        stop();

        LoopTasks.execute(channel, () -> ran.set(true));

        assertThat(channel.eventLoop().isTerminated()).isTrue();
        assertThat(ran).isFalse();
    }
}
