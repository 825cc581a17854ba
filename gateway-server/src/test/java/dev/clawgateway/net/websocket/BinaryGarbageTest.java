package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.net.Socket;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random bytes, as a message, as frames and instead of HTTP. */
class BinaryGarbageTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final int ROUNDS = 40;

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @Test
    void asAMessageIsRefused() throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient node = GATEWAYS.gateway().node(NODE, 1)) {
            node.binary(new byte[] {0, (byte) 0xff, (byte) 0xfe, 1, 2, 3});
            node.expectError(1003);

            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            bystander.beats();
        }
    }

    @Test
    void asTheFirstMessageEndsTheSession() throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient stranger = GATEWAYS.gateway().connect()) {
            stranger.binary(new byte[] {0, (byte) 0xff, (byte) 0xfe, 1, 2, 3});

            stranger.expectError(1003);
            assertThat(stranger.closeCode()).isEqualTo(1002);
            bystander.beats();
        }
    }

    @Test
    void asFramesEndsOnlyThatSession() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        System.out.println("BinaryGarbageTest seed " + seed);
        try (Bystander bystander = new Bystander(GATEWAYS.gateway())) {
            for (int i = 0; i < ROUNDS; i++) {
                byte[] garbage = new byte[1 + random.nextInt(4000)];
                random.nextBytes(garbage);
                garbage[0] |= 0x70; // reserved bits: a violation, whatever follows
                try (RawClient stranger = GATEWAYS.gateway().connect()) {
                    stranger.raw(garbage);
                    stranger.raw(garbage);

                    assertThat(stranger.closeCode()).isEqualTo(1002);
                }
            }
            bystander.beats();
        }
    }

    @Test
    void insteadOfHttpIsAnsweredAndClosed() throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                Socket socket = new Socket();
                RawClient client = RawClient.open(socket, GATEWAYS.gateway().address())) {
            client.raw(
                    new byte[] {
                        22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, '\r', '\n', '\r', '\n'
                    });

            assertThat(client.ended()).isTrue();
            bystander.beats();
        }
    }
}
