package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TestListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Close says as much of its reason as a control frame holds, in whole characters. */
class CloseReasonTest {
    /** Closes every session, and gives its first message for the reason. */
    private static final class Closing implements Dialect {
        @Override
        public Interest spoken(Session session, Handshake handshake, String firstMessage) {
            return new Interest.Taken(
                    PeerRole.OPERATOR,
                    new Silent(),
                    () -> session.close(CloseCode.POLICY, firstMessage, "test"));
        }

        @Override
        public String refusal(Fault fault, String detail) {
            return detail;
        }
    }

    private record Silent() implements Conversation {
        @Override
        public void received(String message) {
            // Has nothing of its own.
        }

        @Override
        public void dropped(String why) {
            // Has nothing of its own.
        }

        @Override
        public void closed() {
            // Has nothing of its own.
        }
    }

    @ParameterizedTest
    @CsvSource({"x, 3, 3", "x, 123, 123", "x, 124, 123", "ä, 100, 61", "€, 100, 41", "😀, 40, 30"})
    void endsWithAWholeCharacter(String character, int said, int heard) throws Exception {
        try (TestListener listener =
                        TestListener.speaking(TestGatewayOptions.standard().net(), new Closing());
                RawClient client = RawClient.connect(listener.address())) {
            client.text(character.repeat(said));

            assertThat(client.next().payload()).isEqualTo(character.repeat(heard));
        }
    }
}
