package dev.clawgateway.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.http.wire.HttpLimits;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TestListener;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests that arrive slowly, or are too much of something. */
class SlowRequestsTest {
    private static final int ENDLESS = Integer.MAX_VALUE;
    private static final String LATE = "HTTP/1.1 408 Request Timeout";
    private static final String OK = "HTTP/1.1 200 OK";
    private static final String GET = "GET /at-once HTTP/1.1\r\nHost: a\r\n";

    private final BlockingQueue<Exchange> asked = new LinkedBlockingQueue<>();

    private TestListener listener(int headSeconds, int wholeSeconds) throws IOException {
        HttpLimits limits =
                new HttpLimits(
                        4096,
                        8192,
                        64,
                        1 << 20,
                        Duration.ofSeconds(60),
                        new HttpLimits.Arrival(
                                Duration.ofSeconds(headSeconds),
                                Duration.ofSeconds(wholeSeconds),
                                1000));
        NetSettings net = TestGatewayOptions.standard().with(limits).net();
        return TestListener.serving(
                net,
                Route.get("/at-once", "at-once", TestListener.ROOT, SlowRequestsTest::greet),
                Route.get("/later", "later", TestListener.ROOT, asked::add),
                new Route(
                        "POST",
                        "/upload",
                        "upload",
                        TestListener.ROOT,
                        1 << 20,
                        SlowRequestsTest::greet));
    }

    private static void greet(Exchange exchange) {
        exchange.answer(RouteAnswer.text(200, "hi"));
    }

    private static RawClient served(TestListener listener) throws IOException {
        RawClient client = RawClient.open(new Socket(), listener.address());
        assertThat(client.http(GET + "\r\n").getFirst()).isEqualTo(OK);
        client.body(2);
        return client;
    }

    private static void say(RawClient client, String text) throws IOException {
        client.raw(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Says the same thing ten times a second, so often or until it is cut off. */
    private static ScheduledExecutorService trickle(RawClient client, String drop, int times) {
        ScheduledExecutorService mouth = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger left = new AtomicInteger(times);
        var _ =
                mouth.scheduleAtFixedRate(
                        () -> {
                            try {
                                if (left.getAndDecrement() > 0) {
                                    say(client, drop);
                                }
                            } catch (IOException _) {
                                left.set(0); // it was cut off, as it should be
                            }
                        },
                        0,
                        100,
                        TimeUnit.MILLISECONDS);
        return mouth;
    }

    @Test
    void areCutOffInTheirHead() throws Exception {
        try (TestListener listener = listener(3, 60);
                RawClient client = served(listener)) {
            say(client, GET);
            try (var _ = trickle(client, "a:b\r\n", ENDLESS)) {
                assertThat(client.http("").getFirst()).isEqualTo(LATE);
            }
            assertThat(listener.traffic().refusals().count("slow_request")).isEqualTo(1);
        }
    }

    @Test
    void areCutOffInABodyThatComesTooSlowly() throws Exception {
        try (TestListener listener = listener(60, 60);
                RawClient client = served(listener)) {
            say(client, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n");
            try (var _ = trickle(client, "x".repeat(50), ENDLESS)) {
                assertThat(client.http("").getFirst()).isEqualTo(LATE);
            }
        }
    }

    @Test
    void areCutOffWhenAllInAllTheyTakeTooLong() throws Exception {
        try (TestListener listener = listener(60, 3);
                RawClient client = served(listener)) {
            say(client, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n");
            try (var _ = trickle(client, "x".repeat(500), ENDLESS)) {
                assertThat(client.http("").getFirst()).isEqualTo(LATE);
            }
        }
    }

    @Test
    void areServedWhenTheyTakeTheirTimeWithinBounds() throws Exception {
        try (TestListener listener = listener(60, 60);
                RawClient client = served(listener)) {
            say(client, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 8000\r\n\r\n");
            try (var _ = trickle(client, "x".repeat(200), 40)) {
                assertThat(client.http("").getFirst()).isEqualTo(OK);
            }
        }
    }

    /** Nothing is taken of it meanwhile, so its time does not run. */
    @Test
    void mayWaitBehindAnotherThatIsServed() throws Exception {
        try (TestListener listener = listener(3, 4);
                RawClient client = served(listener)) {
            say(client, GET.replace("at-once", "later") + "\r\n" + GET);
            Exchange first = asked.poll(60, TimeUnit.SECONDS);
            await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
            assertThat(first).isNotNull();
            first.answer(RouteAnswer.text(200, "hi"));

            assertThat(client.http("").getFirst()).isEqualTo(OK);
            client.body(2);
            assertThat(client.http("\r\n").getFirst()).isEqualTo(OK);
        }
    }

    @Test
    void haveSoManyHeaderFieldsAndNoMore() throws Exception {
        try (TestListener listener = listener(5, 10);
                RawClient client = served(listener)) {
            String some = "a:b\r\n".repeat(63);

            List<String> most = client.http(GET + some + "\r\n");
            client.body(2);
            List<String> tooMany = client.http(GET + some + "a:b\r\n\r\n");

            assertThat(most.getFirst()).isEqualTo(OK);
            assertThat(tooMany.getFirst()).startsWith("HTTP/1.1 431");
        }
    }
}
