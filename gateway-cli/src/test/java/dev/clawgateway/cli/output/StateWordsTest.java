package dev.clawgateway.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.core.placement.RefusalReason;
import org.junit.jupiter.api.Test;

/** One word for a state, wherever people read it. */
class StateWordsTest {
    @Test
    void explanationsUseTheWordsOfLists() {
        assertThat(RefusalReason.DISCONNECTED.text())
                .startsWith(StateWords.of(NodeDetails.State.OFFLINE));
        assertThat(RefusalReason.DEGRADED.text())
                .startsWith(StateWords.of(NodeDetails.State.UNHEALTHY));
        assertThat(RefusalReason.DRAINING.text())
                .startsWith(StateWords.of(NodeDetails.State.DRAINING));
    }
}
