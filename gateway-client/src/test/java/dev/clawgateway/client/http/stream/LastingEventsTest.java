package dev.clawgateway.client.http.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.client.Pauses;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.client.http.NoAnswerException;
import dev.clawgateway.client.http.stream.LastingEvents.Outside;
import dev.clawgateway.client.http.wire.HttpAsked;
import dev.clawgateway.client.http.wire.ScriptedServer;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastingEventsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HEAD = ScriptedServer.endless("text/event-stream");
    private static final long SEED = 7;

    private final List<Duration> waits = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private long nanos;
    private ScriptedServer server;
    private HttpCalls http;

    @BeforeEach
    void open() throws Exception {
        server = ScriptedServer.overTcp();
        http = new HttpCalls(HttpAddresses.of(server.uri().toString()), LIMIT);
    }

    @AfterEach
    void close() throws Exception {
        http.close();
        server.close();
    }

    @Test
    void areReadWithTypeAndId() throws Exception {
        server.answer(HEAD, ": hello\n\nid: 7\nevent: placed\ndata: {\ndata: }\n\ndata:x\n\n");
        try (LastingEvents events = events()) {
            assertThat(events.next()).isEqualTo(new SentEvent("7", "placed", "{\n}"));
            assertThat(events.next()).isEqualTo(new SentEvent(null, "message", "x"));
        }
        assertThat(server.requests().getFirst())
                .containsIgnoringCase("accept: text/event-stream")
                .doesNotContain("Last-Event-ID");
    }

    @Test
    void goOnWhereTheyBrokeOff() throws Exception {
        server.answer(HEAD, "id: 7\ndata: a\n\nid: 8\ndata: half", ScriptedServer.CLOSE)
                .answer(HEAD, "id: 8\ndata: b\n\n");
        try (LastingEvents events = events()) {
            assertThat(events.next().data()).isEqualTo("a");
            assertThat(events.next().data()).isEqualTo("b");
        }
        assertThat(server.requests().getLast()).contains("Last-Event-ID: 7");
        assertThat(notices).containsExactly("lost", "restored");
        assertThat(waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(10)));
    }

    @Test
    void sayOfWhichHistoryTheLastIdIs() throws Exception {
        String head = HEAD.replace("\r\n\r\n", "\r\nGateway-History: 6a5f-1\r\n\r\n");
        server.answer(head, "id: 7\ndata: a\n\n", ScriptedServer.CLOSE).answer(HEAD, "data: b\n\n");
        try (LastingEvents events = events()) {
            assertThat(events.next().data()).isEqualTo("a");
            assertThat(events.next().data()).isEqualTo("b");
        }
        assertThat(server.requests().getFirst()).doesNotContain("Gateway-History");
        assertThat(server.requests().getLast()).contains("Gateway-History: 6a5f-1");
    }

    @Test
    void waitAsLongAsTheGatewaySays() throws Exception {
        server.answer(HEAD, "retry: 3000\ndata: bye\n\n", ScriptedServer.CLOSE)
                .answer("HTTP/1.1 503 X\r\nRetry-After: 20\r\nContent-Length: 0\r\n\r\n")
                .answer(HEAD, "data: again\n\n");
        try (LastingEvents events = events()) {
            assertThat(events.next().data()).isEqualTo("bye");
            assertThat(events.next().data()).isEqualTo("again");
        }
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
    }

    @Test
    void waitLongerUpToABound() throws Exception {
        server.answer(HEAD, ScriptedServer.CLOSE);
        for (int i = 0; i < 20; i++) {
            server.answer(HEAD, ScriptedServer.CLOSE);
        }
        server.answer(HEAD, "data: x\n\n");
        try (LastingEvents events = events()) {
            assertThat(events.next().data()).isEqualTo("x");
        }
        assertThat(waits).hasSize(21).allMatch(wait -> wait.compareTo(Duration.ofSeconds(10)) <= 0);
        assertThat(waits.subList(10, 21))
                .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) > 0);
    }

    @Test
    void endWhenTheyAreRefused() throws Exception {
        server.answer(HEAD, "id: 7\ndata: a\n\n", ScriptedServer.CLOSE)
                .answer(ScriptedServer.json(410, "{\"code\":\"gone\",\"detail\":\"too old\"}"));
        try (LastingEvents events = events()) {
            assertThat(events.next().data()).isEqualTo("a");
            assertThatThrownBy(events::next)
                    .isInstanceOf(StreamRefusedException.class)
                    .hasMessage("HTTP 410: too old");
        }
        assertThat(notices).as("somebody is there again").containsExactly("lost", "restored");
    }

    @Test
    void areGivenUpWhenNobodyAnswersForLong() throws Exception {
        server.answer(HEAD, "data: a\n\n", ScriptedServer.CLOSE);
        try (LastingEvents events = events()) {
            assertThat(events.next().data()).isEqualTo("a");
            server.close();
            assertThatThrownBy(events::next).isInstanceOf(NoAnswerException.class);
        }
        assertThat(Duration.ofNanos(nanos)).isGreaterThan(Duration.ofMinutes(5));
        assertThat(notices).containsExactly("lost");
    }

    @Test
    void failAtOnceWhereNobodyEverAnswered() throws Exception {
        server.close();
        try (LastingEvents events = events()) {
            assertThatThrownBy(events::next).isInstanceOf(NoAnswerException.class);
        }
        assertThat(waits).isEmpty();
    }

    private LastingEvents events() {
        Time time =
                new Time() {
                    @Override
                    public Instant now() {
                        return Instant.EPOCH.plusNanos(nanos);
                    }

                    @Override
                    public long nanos() {
                        return nanos;
                    }
                };
        Pauses pauses =
                new Pauses() {
                    @Override
                    public void pause(Duration length) {
                        waits.add(length);
                        nanos += length.toNanos();
                    }

                    @Override
                    public void wake() {}
                };
        StreamNotices heard =
                new StreamNotices() {
                    @Override
                    public void lost() {
                        notices.add("lost");
                    }

                    @Override
                    public void restored() {
                        notices.add("restored");
                    }
                };
        return new LastingEvents(
                http,
                HttpAsked.of("GET", "/events"),
                new Outside(time, new Random(SEED), pauses, heard));
    }
}
