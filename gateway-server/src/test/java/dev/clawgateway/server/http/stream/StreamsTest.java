package dev.clawgateway.server.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.http.AnswerStream;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.server.http.BareExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final TrafficCounters traffic = new TrafficCounters();
    private final List<Runnable> tasks = new ArrayList<>();
    private StreamLimits limits = new StreamLimits(3, 2, NEVER, NEVER, 16);
    private final Streams streams =
            new Streams(() -> limits, traffic, tasks::add, new SystemTime());

    @Test
    void tellWhatTheirSourceHas() {
        Lines lines = new Lines();
        FakeAnswer answer = open(lines, StreamForm.NDJSON, Grant.OPEN);
        lines.say("1", "2");
        run();
        lines.say("3");
        run();

        assertThat(answer.text()).isEqualTo("1\n2\n3\n");
        assertThat(answer.closed()).isFalse();
        assertThat(streams.size()).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void loseAndRepeatNothingHoweverTheReaderReads(long seed) {
        Random random = new Random(seed);
        Lines lines = new Lines();
        FakeAnswer answer = open(lines, StreamForm.NDJSON, Grant.OPEN);
        int said = 0;
        for (int step = 0; step < 500; step++) {
            switch (random.nextInt(3)) {
                case 0 -> lines.say(Integer.toString(said++));
                case 1 -> answer.giveRoom(random.nextInt(3));
                default -> {
                    if (!tasks.isEmpty()) {
                        tasks.remove(random.nextInt(tasks.size())).run();
                    }
                }
            }
        }
        answer.giveRoom(said);
        run();

        assertThat(answer.text().lines())
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        IntStream.range(0, said).mapToObj(Integer::toString).toList());
    }

    @Test
    void endWithTheirSource() {
        Lines lines = new Lines();
        FakeAnswer answer = open(lines, StreamForm.SSE, Grant.OPEN);
        lines.end = new StreamEnd(StreamEnd.COMPLETE, null, null);
        lines.say("1");
        run();

        assertThat(answer.text())
                .isEqualTo(
                        """
                        data: 1

                        retry: 2000
                        event: end
                        data: {"type":"end","reason":"complete","retry_secs":null}

                        """);
        assertThat(lines.closed).isEqualTo(1);
        assertThat(streams.size()).isZero();
    }

    @Test
    void endWhenTheCredentialDoes() {
        Lines lines = new Lines();
        List<Consumer<String>> watching = new ArrayList<>();
        FakeAnswer answer = open(lines, StreamForm.NDJSON, ending(watching));

        watching.getFirst().accept("the token was taken back");
        lines.say("1");
        run();

        assertThat(answer.text())
                .isEqualTo(
                        """
                        {"type":"end","reason":"credential_ended","detail":"the token was taken back","retry_secs":null}
                        """);
        assertThat(lines.closed).isEqualTo(1);
    }

    @Test
    void endAllWithAReasonAndNoneBeginsOnceTheGatewayStops() {
        FakeAnswer first = open(new Lines(), StreamForm.SSE, Grant.OPEN);
        FakeAnswer second = open(new Lines(), StreamForm.NDJSON, Grant.OPEN);

        streams.end();

        assertThat(first.text()).contains("retry: ", "event: end\n", "\"shutting_down\"");
        assertThat(second.text()).contains("{\"type\":\"end\",\"reason\":\"shutting_down\"");
        assertThat(first.closed()).isTrue();
        assertThat(streams.size()).isZero();
        assertThat(streams.enter(local()))
                .isInstanceOfSatisfying(
                        Streams.Entry.Full.class, full -> assertThat(full.status()).isEqualTo(503));
    }

    @Test
    void areSoManyInAllAndOfACaller() {
        Caller named = named("ada");
        FakeAnswer one = open(new Lines(), StreamForm.SSE, Grant.OPEN, named);
        open(new Lines(), StreamForm.SSE, Grant.OPEN, named);

        assertThat(status(named)).isEqualTo(429);
        FakeAnswer other = open(new Lines(), StreamForm.SSE, Grant.OPEN, local());
        assertThat(status(named("bob"))).isEqualTo(503);
        other.leave();
        assertThat(status(named)).isEqualTo(429);
        one.leave();

        open(new Lines(), StreamForm.SSE, Grant.OPEN, named);
        assertThat(traffic.refusals().count("streams")).isEqualTo(1);
        assertThat(traffic.refusals().count("streams_of_caller")).isEqualTo(2);
    }

    @Test
    void haveWhoWaitsForAnAnswerAnsweredWhenTheGatewayStops() {
        List<String> said = new ArrayList<>();
        List<Runnable> answered = new ArrayList<>();
        Streams.Entry.Free first = (Streams.Entry.Free) streams.enter(local());
        first.pass()
                .hold(done -> {
                    answered.add(done);
                    return () -> said.add("first");
                });
        Streams.Entry.Free second = (Streams.Entry.Free) streams.enter(local());
        second.pass().hold(_ -> () -> said.add("second"));
        assertThat(streams.size()).isEqualTo(2);

        answered.getFirst().run();
        assertThat(streams.size()).isEqualTo(1);
        streams.end();

        assertThat(said).containsExactly("second");
    }

    @Test
    void sayThatTheyGoOnWhileNothingHappens() {
        limits = new StreamLimits(3, 3, Duration.ZERO, NEVER, 16);
        FakeAnswer sse = open(new Lines(), StreamForm.SSE, Grant.OPEN);
        FakeAnswer lines = open(new Lines(), StreamForm.NDJSON, Grant.OPEN);

        streams.look();
        run();

        assertThat(sse.text()).isEqualTo(": \n\n");
        assertThat(lines.text()).isEqualTo("{\"type\":\"heartbeat\"}\n");
    }

    @Test
    void endForASourceThatFails() {
        Lines lines = new Lines();
        FakeAnswer answer = open(lines, StreamForm.NDJSON, Grant.OPEN);
        lines.fails = true;
        lines.say("1");
        run();

        assertThat(answer.text()).contains("\"reason\":\"internal\"");
        assertThat(lines.closed).isEqualTo(1);
    }

    private int status(Caller caller) {
        return ((Streams.Entry.Full) streams.enter(caller)).status();
    }

    private FakeAnswer open(Lines source, StreamForm form, Grant grant) {
        return open(source, form, grant, local());
    }

    private FakeAnswer open(Lines source, StreamForm form, Grant grant, Caller caller) {
        source.form = form;
        FakeAnswer answer = new FakeAnswer(1000);
        Streams.Entry.Free free = (Streams.Entry.Free) streams.enter(caller);
        free.pass()
                .open(new Asked(answer), new Streams.Reader(caller, grant, form, Map.of()), source);
        run();
        return answer;
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    private static Caller local() {
        return new Caller(new Principal.Operator(null), "api", "127.0.0.1", true, null);
    }

    private static Caller named(String name) {
        return new Caller(new Principal.Operator(name), "api", "192.0.2.1", false, null)
                .with(Rights.FULL);
    }

    private static Grant ending(List<Consumer<String>> watching) {
        return new Grant() {
            @Override
            public Watch watch(Consumer<String> ended) {
                watching.add(ended);
                return () -> watching.remove(ended);
            }

            @Override
            public @Nullable Instant expires() {
                return null;
            }
        };
    }

    /** Has one line a piece. */
    private static final class Lines implements StreamSource {
        private final Queue<String> left = new ArrayDeque<>();
        private StreamForm form = StreamForm.NDJSON;
        private Runnable wake = () -> {};
        private @Nullable StreamEnd end;
        private boolean fails;
        private int closed;

        void say(String... lines) {
            left.addAll(List.of(lines));
            wake.run();
        }

        @Override
        public void begin(Runnable told) {
            wake = told;
        }

        @Override
        public Piece next() {
            if (fails) {
                throw new IllegalStateException("on purpose");
            }
            String line = left.poll();
            if (line == null) {
                return Piece.NOTHING;
            }
            byte[] bytes = form.record(null, line.getBytes(StandardCharsets.UTF_8));
            return end == null ? Piece.of(bytes) : Piece.last(bytes, end);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** Is answered by a stream. */
    private static final class Asked extends BareExchange {
        private final AnswerStream answer;

        Asked(AnswerStream answer) {
            this.answer = answer;
        }

        @Override
        public AnswerStream stream(RouteAnswer head) {
            assertThat(head.headers())
                    .containsEntry("Cache-Control", "no-store")
                    .containsEntry("X-Accel-Buffering", "no");
            return answer;
        }
    }
}
