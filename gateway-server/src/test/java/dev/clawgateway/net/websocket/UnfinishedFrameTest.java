package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer begins it has to end in time. */
class UnfinishedFrameTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @RegisterExtension
    static final GatewayExtension GATEWAYS =
            new GatewayExtension(
                    TestGatewayOptions.standard()
                            .with(
                                    new MessageLimits(
                                            1 << 20,
                                            16 << 20,
                                            3,
                                            1024,
                                            Duration.ofMillis(500),
                                            500,
                                            2000,
                                            60,
                                            100)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "81", // the first byte of a header
                "81fe", // a header without its length
                "8185010203", // a header without all of its mask
                "818501020304", // a message without its payload
                "81850102030405", // without all of it
                "0181010203040589810102030405", // a ping within a message that does not end
                "898501020304", // a ping without its payload
                "888201020304ff", // a close without all of its code
            })
    void endsASessionWhoseFrameDoesNotEnd(String bytes) throws Exception {
        try (RawClient node = GATEWAYS.gateway().node(NODE, 1)) {
            node.raw(HexFormat.of().parseHex(bytes));

            assertThat(node.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void leavesASessionAloneThatSaysNothing() throws Exception {
        try (RawClient node = GATEWAYS.gateway().node(NODE, 1);
                RawClient other = GATEWAYS.gateway().node(new NodeId(new UUID(1, 2)), 1)) {
            node.frame(true, RawClient.PING, new byte[5]);
            node.next();
            other.raw(new byte[] {(byte) 0x81});
            assertThat(other.closeCode()).isEqualTo(1008);

            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
        }
    }
}
