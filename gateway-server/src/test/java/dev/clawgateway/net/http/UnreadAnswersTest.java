package dev.clawgateway.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.net.http.wire.HttpLimits;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that ask over HTTP, again and again, and read no answer. */
class UnreadAnswersTest {
    private static final byte[] REQUEST =
            "GET /health HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    /** Much more than the sockets of both ends hold. */
    private static final long MOST = 40L << 20;

    /** Looks in a row at which nothing more was taken. */
    private static final int STANDS = 5;

    @Test
    void areHeardNoFurtherThanTheyRead() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                Bystander bystander = new Bystander(gateway);
                SocketChannel deaf = deaf(gateway)) {
            Asker asker = new Asker(deaf);

            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> asker.ask() > MOST || asker.standing() >= STANDS);

            assertThat(asker.taken).isLessThan(MOST);
            bystander.beats();
        }
    }

    @Test
    void areClosedInTheEnd() throws Exception {
        HttpLimits standard = HttpLimits.DEFAULT;
        HttpLimits hasty =
                new HttpLimits(
                        standard.maxLineBytes(),
                        standard.maxHeadBytes(),
                        standard.maxBodyBytes(),
                        Duration.ofSeconds(1));
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(hasty));
                SocketChannel deaf = deaf(gateway)) {
            Asker asker = new Asker(deaf);

            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        asker.ask();
                        return gateway.traffic().refusals().count("slow_request") > 0;
                    });
        }
    }

    private static SocketChannel deaf(TestGateway gateway) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.connect(gateway.address());
        channel.configureBlocking(false);
        return channel;
    }

    /** Sends as many requests as the other end takes. */
    private static final class Asker {
        private final SocketChannel channel;
        private final ByteBuffer requests = ByteBuffer.allocate(1000 * REQUEST.length);
        private long taken;
        private int standing;

        Asker(SocketChannel channel) {
            this.channel = channel;
            while (requests.hasRemaining()) {
                requests.put(REQUEST);
            }
            requests.flip();
        }

        /** Bytes taken so far. */
        long ask() {
            int now = 0;
            int last = write();
            while (last > 0 && taken + now <= MOST) {
                now += last;
                last = write();
            }
            taken += now;
            standing = now == 0 ? standing + 1 : 0;
            return taken;
        }

        int standing() {
            return standing;
        }

        private int write() {
            if (!requests.hasRemaining()) {
                requests.rewind();
            }
            try {
                return channel.write(requests);
            } catch (IOException _) {
                return 0; // closed by the gateway
            }
        }
    }
}
