package dev.clawgateway.server.dialect.openclaw.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.protocol.openclaw.ClientRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventLimitsTest {
    private static final OutboundLimits USUAL = OutboundLimits.DEFAULT;

    private static OutboundLimits.Policy policy(ClientRole role) {
        return EventLimits.DEFAULT.policy(role, USUAL);
    }

    @Test
    void operatorsMayAskForMuchAndNodesAreToldLittle() {
        OutboundLimits.Policy operator = policy(ClientRole.OPERATOR);
        OutboundLimits.Policy node = policy(ClientRole.NODE);

        assertThat(operator.limits().maxBytes()).isGreaterThan(2 * 26_214_400L);
        assertThat(node.limits().maxBytes()).isEqualTo(USUAL.maxBytes());
        assertThat(operator.maxEventBytes()).isEqualTo(8 << 20);
        assertThat(node.maxEventBytes()).isEqualTo(1 << 20);
    }

    @Test
    void whoTakesNothingIsClosedInTheWordsOfThisDialect() {
        OutboundLimits.Policy policy = policy(ClientRole.NODE);

        assertThat(policy.closeCode()).isEqualTo(1008);
        assertThat(policy.closeReason()).isEqualTo("slow consumer");
        assertThat(policy.limits().stall()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.limits().maxTotalBytes()).isEqualTo(USUAL.maxTotalBytes());
    }
}
