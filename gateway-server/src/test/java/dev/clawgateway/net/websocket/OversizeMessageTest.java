package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Messages above 1 MiB: three are dropped and answered, the fourth ends the session. */
class OversizeMessageTest {
    private static final int LIMIT = 1 << 20;
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @Test
    void areDroppedAndCounted() throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient node = GATEWAYS.gateway().node(NODE, 1)) {
            for (int i = 0; i < 3; i++) {
                node.frame(true, RawClient.TEXT, new byte[2 * LIMIT]);
                node.expectError(1003);
                node.text(Frames.heartbeat(NODE));
                node.expect("heartbeat_ack");
                bystander.beats();
            }
            node.frame(true, RawClient.TEXT, new byte[2 * LIMIT]);

            node.expectError(1003);
            assertThat(node.closeCode()).isEqualTo(1009);
            bystander.beats();
            assertThat(GATEWAYS.gateway().traffic().violations().count("oversize"))
                    .isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void areCountedInFragmentsToo() throws Exception {
        try (RawClient cli = GATEWAYS.gateway().cli()) {
            cli.frame(false, RawClient.TEXT, new byte[LIMIT]);
            cli.frame(true, RawClient.CONTINUATION, new byte[1]);

            cli.expectError(1003);
            cli.ask("{\"type\":\"get_status\"}", "status");
        }
    }

    @Test
    void areAnsweredToStrangersAsWell() throws Exception {
        try (RawClient stranger = GATEWAYS.gateway().connect()) {
            stranger.frame(true, RawClient.TEXT, new byte[2 * LIMIT]);
            stranger.expectError(1003);

            stranger.text(Frames.HELLO);
            stranger.expect("welcome");
        }
    }

    @Test
    void beginOneByteAboveTheLimit() throws Exception {
        String head = "{\"type\":\"get_status\",\"pad\":\"";
        String exact = head + "x".repeat(LIMIT - head.length() - 2) + "\"}";
        try (RawClient cli = GATEWAYS.gateway().cli()) {
            cli.text(exact + " ");
            cli.expectError(1003);

            cli.text(exact);
            JsonNode answer = cli.message();

            // The codec may refuse a member of that size; the transport must not.
            assertThat(answer.path("message").asString()).doesNotContain("bytes; at most");
            cli.ask("{\"type\":\"get_status\"}", "status");
        }
    }
}
