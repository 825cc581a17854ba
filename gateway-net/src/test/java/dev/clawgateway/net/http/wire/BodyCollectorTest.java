package dev.clawgateway.net.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.gate.MemoryBudget;
import dev.clawgateway.net.gate.TrafficCounters;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests whose body is on its way when there is no room for all that is. */
class BodyCollectorTest {
    private static final int MIB = 1 << 20;
    private static final int PART = 300 << 10;

    private final TrafficCounters traffic = new TrafficCounters();
    private final MemoryBudget inbound = new MemoryBudget(MIB, traffic.inboundCounter());
    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new BodyCollector(
                            _ -> MIB,
                            new RequestArrival(BodyCollectorTest::rules, traffic),
                            inbound));

    private static HttpRules rules() {
        throw new IllegalStateException("nobody looks within the first second");
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private void begin() {
        channel.writeInbound(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/upload"));
        channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[PART])));
        assertThat(traffic.inboundBytes()).isEqualTo(PART);
    }

    /** It is the heaviest, so it is told to go, on its own event loop and in its turn. */
    private void othersNeedTheRoom() {
        for (int i = 0; i < 3; i++) {
            assertThat(inbound.share(() -> {}).reserve(250 << 10)).isTrue();
        }
    }

    @Test
    void refusesOneThatHasNotAllArrived() {
        begin();

        othersNeedTheRoom();
        channel.runPendingTasks();

        FullHttpResponse answer = channel.readOutbound();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.SERVICE_UNAVAILABLE);
        answer.release();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void leavesOneAloneThatHasArrivedMeanwhile() {
        begin();

        othersNeedTheRoom();
        channel.pipeline()
                .fireChannelRead(new DefaultLastHttpContent(Unpooled.wrappedBuffer(new byte[1])));
        channel.runPendingTasks();

        FullHttpRequest whole = channel.readInbound();
        assertThat(whole.content().readableBytes()).isEqualTo(PART + 1);
        whole.release();
        assertThat(channel.<Object>readOutbound()).as("an answer of the collector's").isNull();
        assertThat(channel.isOpen()).isTrue();
    }
}
