package dev.clawgateway.server.dialect.claw.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.OpenAuthenticator;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.Rates;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.server.dialect.Identification;
import dev.clawgateway.server.fixture.FakeSession;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.http.CallerPace;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** One message at a time, whatever a client sends ahead. */
class CliConversationTest {
    private final FakeSession session = new FakeSession(1);
    private final TrafficCounters traffic = new TrafficCounters();
    private final AtomicBoolean abandoned = new AtomicBoolean();
    private final CliConversation conversation =
            new CliConversation(
                    session,
                    (_, reply) -> reply.whenAbandoned(() -> abandoned.set(true)),
                    new CallerPace(new Paces(Rates.DEFAULT, 0), traffic, new MovableTime()),
                    traffic,
                    "1.2.3",
                    new Identification(
                            session, new OpenAuthenticator(), "claw", List.of(), _ -> {}));

    @Test
    void readsNothingMoreUntilItsAnswerIsWritten() {
        conversation.received(new CliRequest.Hello("1.0", 1), 5);

        assertThat(session.sent()).singleElement().asString().contains("\"welcome\"");
        assertThat(session.held()).isTrue();
        session.written();
        assertThat(session.held()).isFalse();
    }

    @Test
    void closesWhoSpeaksAnotherVersion() {
        conversation.received(new CliRequest.Hello("1.0", 2), 5);

        assertThat(session.sent()).singleElement().asString().contains("\"error\"");
        assertThat(session.closeCode()).isEqualTo(1002);
    }

    @Test
    void tellsARequestThatItsAskerHasLeft() {
        conversation.received("{\"type\":\"get_status\"}");
        assertThat(session.held()).isTrue();

        conversation.closed();

        assertThat(abandoned).isTrue();
    }

    @Test
    void countsWhatCannotBeReadAndAnswersIt() {
        conversation.received("{");

        assertThat(session.sent()).singleElement().asString().contains("\"error\"");
        assertThat(traffic.violations().count("unreadable")).isEqualTo(1);
    }
}
