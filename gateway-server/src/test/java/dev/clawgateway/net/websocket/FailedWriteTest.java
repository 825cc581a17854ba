package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Writes that fail half way, as they do when there is no memory for a copy. */
class FailedWriteTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    /** Lets headers of frames and short messages through, and has no memory for more. */
    private static final class NoMemoryForPayloads extends ChannelOutboundHandlerAdapter {
        private static final int ENOUGH = 200;

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            if (message instanceof ByteBuf bytes && bytes.readableBytes() > ENOUGH) {
                ReferenceCountUtil.release(message);
                promise.setFailure(new OutOfMemoryError("no direct memory (by the test)"));
            } else {
                var _ = ctx.write(message, promise);
            }
        }
    }

    @Test
    void endTheSessionAndTheCommandIsSentAgainOnReturn() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                RawClient node = gateway.node(NODE, 1);
                RawClient cli = gateway.cli()) {
            failLargeWrites(gateway);

            String id = cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();

            assertThat(node.ended()).isTrue();
            assertThat(gateway.traffic().closes().count("write_failed")).isEqualTo(1);
            await().until(() -> gateway.view().status(NODE) == NodeStatus.DISCONNECTED);
            assertThat(gateway.traffic().pendingBytes()).isZero();
            try (RawClient again = gateway.node(NODE, 1)) {
                assertThat(again.expect("start_workload").path("workload_id").asString())
                        .isEqualTo(id);
            }
        }
    }

    private static void failLargeWrites(TestGateway gateway) {
        SocketSession session =
                (SocketSession)
                        Objects.requireNonNull(gateway.sessions().of(new Principal.Node(NODE)));
        session.channel().pipeline().addFirst(new NoMemoryForPayloads());
    }
}
