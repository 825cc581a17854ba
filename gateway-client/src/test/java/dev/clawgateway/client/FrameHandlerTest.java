package dev.clawgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client makes of the frames of its gateway. */
class FrameHandlerTest {
    private final List<Disconnection> ends = new ArrayList<>();

    private final ConnectionListener listener =
            new ConnectionListener() {
                @Override
                public void opened(Connection connection) {}

                @Override
                public void received(String message) {}

                @Override
                public void writable() {}

                @Override
                public void closed(Disconnection why) {
                    ends.add(why);
                }
            };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1012 | service restart; retry after 1500 ms | 1500",
                "1013 | too many registrations; retry after 20000 ms | 20000",
                "1012 | service restart; retry after 9999999 ms | 600000",
                "1012 | service restart | 0",
                "1012 | service restart; retry after 99999999999999999999 ms | 0",
                "1012 | ; retry after -1 ms | 0",
                "1012 | ; retry after 5 ms or so | 0"
            })
    void comesBackNoSoonerThanItIsAsked(int code, String reason, long millis) {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameHandler(listener));

        channel.writeInbound(new CloseWebSocketFrame(code, reason));
        channel.runPendingTasks();

        assertThat(ends).hasSize(1);
        assertThat(ends.getFirst().code()).isEqualTo(code);
        assertThat(ends.getFirst().reason()).isEqualTo(reason);
        assertThat(ends.getFirst().retryAfter()).hasMillis(millis);
    }
}
