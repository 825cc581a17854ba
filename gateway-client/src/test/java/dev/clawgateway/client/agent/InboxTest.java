package dev.clawgateway.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.ManualLoop;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final NodeCommand COMMAND = new NodeCommand.RequestMetrics();

    private final ManualLoop thread = new ManualLoop();
    private final List<NodeCommand> obeyed = new ArrayList<>();
    private int overflows;
    private final Inbox inbox = new Inbox(thread, obeyed::add, () -> overflows++);

    @Test
    void letsGoOfWhatIsMoreThanCanBeObeyed() {
        for (int i = 0; i < Inbox.MAX_WAITING + 3; i++) {
            inbox.add(COMMAND);
        }

        assertThat(overflows).isEqualTo(3);
        assertThat(inbox.letGo()).isEqualTo(3);
        thread.advance(Duration.ZERO);
        assertThat(obeyed).hasSize(Inbox.MAX_WAITING);
    }

    @Test
    void hasRoomAgainOnceCommandsAreObeyed() {
        for (int i = 0; i < 3 * Inbox.MAX_WAITING; i++) {
            inbox.add(COMMAND);
            thread.advance(Duration.ZERO);
        }

        assertThat(overflows).isZero();
        assertThat(obeyed).hasSize(3 * Inbox.MAX_WAITING);
    }
}
