package dev.clawgateway.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.http.wire.HttpLimits;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TestListener;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers that come piece by piece. */
class AnswerStreamTest {
    private static final int PIECE = 16 << 10;
    private static final byte[] BYTES = new byte[PIECE];

    private final BlockingQueue<AnswerStream> streams = new LinkedBlockingQueue<>();
    private final Route route =
            Route.get(
                    "/stream",
                    "stream",
                    TestListener.ROOT,
                    exchange -> streams.add(exchange.stream(200, "text/plain")));

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private AnswerStream begun() throws InterruptedException {
        AnswerStream stream = streams.poll(60, TimeUnit.SECONDS);
        if (stream == null) {
            throw new AssertionError("nobody asked");
        }
        return stream;
    }

    /** Counts how often it is told that the reader is gone. */
    private static AtomicInteger countGone(AnswerStream stream) {
        AtomicInteger gone = new AtomicInteger();
        stream.whenGone(gone::incrementAndGet);
        return gone;
    }

    private static RawClient asking(TestListener listener, Socket socket, String version)
            throws IOException {
        RawClient client = RawClient.open(socket, listener.address());
        client.raw(utf8("GET /stream HTTP/" + version + "\r\nHost: a\r\n\r\n"));
        return client;
    }

    @Test
    void comeAsTheyAreWrittenAndTheConnectionGoesOn() throws Exception {
        try (TestListener listener = TestListener.serving(route);
                RawClient client = asking(listener, new Socket(), "1.1")) {
            AnswerStream stream = begun();
            List<String> head = client.http("");
            assertThat(stream.write(utf8("one"))).isTrue();
            assertThat(client.body(8)).isEqualTo("3\r\none\r\n");
            assertThat(stream.write(utf8("two"))).isTrue();
            stream.close();

            assertThat(head).contains("transfer-encoding: chunked");
            assertThat(client.body(13)).isEqualTo("3\r\ntwo\r\n0\r\n\r\n");
            assertGoesOn(client);
            assertThat(stream.write(utf8("three"))).isFalse();
        }
    }

    @Test
    void endWithTheConnectionForAnOldClient() throws Exception {
        try (TestListener listener = TestListener.serving(route);
                RawClient client = asking(listener, new Socket(), "1.0")) {
            AnswerStream stream = begun();
            assertThat(stream.write(utf8("one"))).isTrue();
            stream.close();

            assertThat(client.http("")).noneMatch(line -> line.contains("chunked"));
            assertThat(client.body(3)).isEqualTo("one");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void areNothingButAHeadForWhoWantsThat() throws Exception {
        try (TestListener listener = TestListener.serving(route);
                RawClient client = RawClient.open(new Socket(), listener.address())) {
            client.raw(utf8("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n"));
            AnswerStream stream = begun();
            List<String> head = client.http("");
            AtomicBoolean gone = new AtomicBoolean();
            stream.whenGone(() -> gone.set(true));

            await().untilTrue(gone);
            assertThat(stream.write(utf8("one"))).isFalse();
            stream.close();
            assertThat(head).contains("transfer-encoding: chunked", "content-type: text/plain");
            assertGoesOn(client);
        }
    }

    @Test
    void haveALastWordHoweverMuchWaits() throws Exception {
        try (TestListener listener = TestListener.serving(tight(Duration.ofSeconds(60)), route);
                RawClient client = asking(listener, RawClient.tightSocket(), "1.1")) {
            AnswerStream stream = begun();
            fill(stream);

            stream.close(utf8("good bye"), Duration.ofSeconds(30));
            assertThat(stream.write(BYTES)).isFalse();

            client.http("");
            assertThat(all(client)).endsWith("8\r\ngood bye\r\n0\r\n\r\n");
        }
    }

    @Test
    void areNotHeldUpByAClientThatDoesNotTakeTheLastWord() throws Exception {
        try (TestListener listener = TestListener.serving(tight(Duration.ofSeconds(60)), route);
                RawClient client = asking(listener, RawClient.tightSocket(), "1.1")) {
            AnswerStream stream = begun();
            fill(stream);

            stream.close(utf8("good bye"), Duration.ofMillis(200));

            await().until(() -> isReset(client));
        }
    }

    @Test
    void waitAsLongAsTheyAreToldAndCountWhomTheyGiveUp() throws Exception {
        try (TestListener listener = TestListener.serving(tight(Duration.ofSeconds(60)), route);
                RawClient client = asking(listener, RawClient.tightSocket(), "1.1")) {
            AnswerStream stream = begun();
            stream.patience(Duration.ofMillis(500), utf8("too slow"));
            AtomicInteger gone = countGone(stream);
            fill(stream);

            await().until(() -> gone.get() == 1);
            client.http("");
            assertThat(all(client)).endsWith("too slow\r\n0\r\n\r\n");
            assertThat(stream.write(BYTES)).isFalse();
            assertThat(listener.traffic().refusals().count("slow_stream")).isEqualTo(1);
            assertThat(listener.traffic().refusals().count("slow_request")).isZero();
        }
    }

    @Test
    void waitForASlowReaderWithinABound() throws Exception {
        try (TestListener listener = TestListener.serving(tight(Duration.ofSeconds(60)), route);
                RawClient client = asking(listener, RawClient.tightSocket(), "1.1")) {
            AnswerStream stream = begun();
            AtomicBoolean room = new AtomicBoolean();
            stream.whenRoom(() -> room.set(true));
            int taken = fill(stream);
            assertThat(taken).isLessThan(64);
            assertThat(room).isFalse();

            client.http("");
            Thread.startVirtualThread(() -> drain(client));

            await().untilTrue(room);
            assertThat(stream.write(BYTES)).isTrue();
        }
    }

    @Test
    void endForAClientThatReadsNothing() throws Exception {
        try (TestListener listener = TestListener.serving(tight(Duration.ofSeconds(2)), route);
                RawClient _ = asking(listener, RawClient.tightSocket(), "1.1")) {
            AnswerStream stream = begun();
            AtomicInteger gone = countGone(stream);
            fill(stream);

            await().until(() -> gone.get() == 1);
            assertThat(stream.write(BYTES)).isFalse();
            assertThat(listener.traffic().refusals().count("slow_request")).isEqualTo(1);
        }
    }

    @Test
    void mayBeSilentForLong() throws Exception {
        try (TestListener listener = TestListener.serving(tight(Duration.ofSeconds(2)), route);
                RawClient client = asking(listener, new Socket(), "1.1")) {
            AnswerStream stream = begun();
            AtomicInteger gone = countGone(stream);
            client.http("");
            assertThat(stream.write(utf8("one"))).isTrue();
            assertThat(client.body(8)).isEqualTo("3\r\none\r\n");

            // Another connection, silent for as long, has been closed by then.
            try (RawClient other = RawClient.open(new Socket(), listener.address())) {
                other.http("GET /none HTTP/1.1\r\nHost: a\r\n\r\n");
                other.ended();
            }

            assertThat(gone.get()).isZero();
            assertThat(stream.write(utf8("two"))).isTrue();
            assertThat(client.body(8)).isEqualTo("3\r\ntwo\r\n");
        }
    }

    @Test
    void areToldWhenTheClientLeaves() throws Exception {
        try (TestListener listener = TestListener.serving(route);
                RawClient client = asking(listener, new Socket(), "1.1")) {
            AnswerStream stream = begun();
            AtomicInteger gone = countGone(stream);
            client.http("");

            client.drop(); // nothing is written that could fail

            await().until(() -> gone.get() == 1);
            assertThat(stream.write(utf8("one"))).isFalse();
            stream.close();
            AtomicBoolean late = new AtomicBoolean();
            stream.whenGone(() -> late.set(true));
            await().untilTrue(late);
        }
    }

    /** The connection is good for the next request. */
    private static void assertGoesOn(RawClient client) throws IOException {
        assertThat(client.http("GET /none HTTP/1.1\r\nHost: a\r\n\r\n").getFirst())
                .startsWith("HTTP/1.1 404");
    }

    /** To the end of the answer. */
    private static String all(RawClient client) throws IOException {
        StringBuilder all = new StringBuilder();
        while (!all.toString().endsWith("\r\n0\r\n\r\n")) {
            all.append(client.body(1));
            all.delete(0, Math.max(0, all.length() - 100));
        }
        return all.toString();
    }

    private static boolean isReset(RawClient client) {
        try {
            client.raw(utf8("x"));
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    /** Pieces until no more is taken, and no more was for a moment. */
    private static int fill(AnswerStream stream) {
        AtomicInteger taken = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(20))
                .during(Duration.ofMillis(300))
                .until(() -> {
                    int before = taken.get();
                    while (taken.get() < 1000 && stream.write(BYTES)) {
                        taken.incrementAndGet();
                    }
                    return taken.get() == before;
                });
        return taken.get();
    }

    private static void drain(RawClient client) {
        try {
            client.ended();
        } catch (IOException _) {
            // closed by the test
        }
    }

    private static NetSettings tight(Duration idle) {
        HttpLimits standard = HttpLimits.DEFAULT;
        OutboundLimits outbound = OutboundLimits.DEFAULT;
        return TestGatewayOptions.standard()
                .with(
                        new HttpLimits(
                                standard.maxLineBytes(),
                                standard.maxHeadBytes(),
                                standard.maxBodyBytes(),
                                idle))
                .with(
                        new OutboundLimits(
                                outbound.maxCommands(),
                                outbound.maxReplies(),
                                outbound.maxBytes(),
                                outbound.maxHandovers(),
                                outbound.stall(),
                                RawClient.SMALL_BUFFER))
                .net();
    }
}
