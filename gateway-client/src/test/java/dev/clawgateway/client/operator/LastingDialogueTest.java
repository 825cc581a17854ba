package dev.clawgateway.client.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A conversation whose connection breaks. */
class LastingDialogueTest {
    private static final CliReply ANSWER = new CliReply.ServingSet(true);

    private final List<String> heard = new ArrayList<>();
    private int connections;
    private int breaks;
    private GatewayException failure = new GatewayException("lost", true);

    private final LastingDialogue dialogue =
            new LastingDialogue(
                    Flaky::new,
                    new ConnectionNotices() {
                        @Override
                        public void lost() {
                            heard.add("lost");
                        }

                        @Override
                        public void restored() {
                            heard.add("restored");
                        }
                    },
                    new SystemTime(),
                    new Random(1));

    @Test
    void asksAgainOnANewConnection() {
        breaks = 2;

        assertThat(dialogue.ask(new CliRequest.GetStatus())).isEqualTo(ANSWER);

        assertThat(connections).isEqualTo(3);
        assertThat(heard).containsExactly("lost", "restored");
    }

    @Test
    void keepsAConnectionThatHolds() {
        dialogue.ask(new CliRequest.GetStatus());
        dialogue.ask(new CliRequest.GetStatus());

        assertThat(connections).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void doesNotRepeatWhatNoConnectionMends() {
        breaks = 1;
        failure = new GatewayException("not understood", false);

        assertThatThrownBy(() -> dialogue.ask(new CliRequest.GetStatus())).isSameAs(failure);

        assertThat(connections).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    /** One connection; the first ones break when they are asked. */
    private final class Flaky implements Dialogue {
        private final boolean broken;

        Flaky() {
            broken = connections++ < breaks;
        }

        @Override
        public CliReply ask(CliRequest request) {
            if (broken) {
                throw failure;
            }
            return ANSWER;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
