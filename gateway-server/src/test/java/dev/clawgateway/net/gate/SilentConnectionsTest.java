package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Connections that never speak, before the upgrade and after it. */
class SilentConnectionsTest {
    private static final int CONNECTIONS = Integer.getInteger("claw.test.silentConnections", 2_000);

    /** Enough for whoever speaks, on a machine that is busy. */
    private static final Duration SOON = Duration.ofSeconds(3);

    @Test
    void holdUpNobodyAndAreClosed() throws Exception {
        TestGatewayOptions options =
                TestGatewayOptions.standard()
                        .with(connections(CONNECTIONS + 10, Duration.ofSeconds(3)));
        List<Socket> silent = new ArrayList<>();
        try (TestGateway gateway = new TestGateway(options);
                Bystander bystander = new Bystander(gateway)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = new Socket();
                socket.connect(gateway.address());
                silent.add(socket);
                if (i % 500 == 0) {
                    bystander.beats();
                }
            }
            bystander.beats();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.traffic().refusals().count("slow_request") >= CONNECTIONS);
            bystander.beats();
            assertThat(silent.getFirst().getInputStream().read()).isEqualTo(-1);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void areClosedWhenTheyUpgradeAndStaySilent() throws Exception {
        TestGatewayOptions options = TestGatewayOptions.standard().with(connections(100, SOON));
        try (TestGateway gateway = new TestGateway(options);
                Bystander bystander = new Bystander(gateway);
                RawClient silent = gateway.connect()) {
            assertThat(silent.closeCode()).isEqualTo(1008);
            bystander.beats();
        }
    }

    @Test
    void areClosedWhenTheySpeakAsANodeAndNeverRegister() throws Exception {
        ConnectionLimits.Waits usual = ConnectionLimits.DEFAULT.waits();
        ConnectionLimits hasty =
                ConnectionLimits.DEFAULT.with(
                        new ConnectionLimits.Waits(
                                usual.tlsHandshake(),
                                usual.firstMessage(),
                                SOON,
                                usual.closeLinger(),
                                usual.userTimeout()));
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(hasty));
                Bystander bystander = new Bystander(gateway);
                RawClient never = gateway.connect()) {
            never.text(Frames.heartbeat(new NodeId(new UUID(1, 1))));
            never.expectError(1001);

            assertThat(never.closeCode()).isEqualTo(1008);
            assertThat(gateway.traffic().closes().count("never_registered")).isEqualTo(1);
            bystander.beats();
        }
    }

    @Test
    void areCutOffWhenTheyTrickle() throws Exception {
        TestGatewayOptions options = TestGatewayOptions.standard().with(connections(100, SOON));
        try (TestGateway gateway = new TestGateway(options);
                Bystander bystander = new Bystander(gateway);
                RawClient slow = RawClient.open(new Socket(), gateway.address())) {
            slow.raw("GET / HTTP/1.1\r\nHost: a\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(slow.ended()).isTrue();
            bystander.beats();
        }
    }

    @Test
    void makeRoomForWhoeverSpeaksUp() throws Exception {
        ConnectionLimits few =
                new ConnectionLimits(
                        10,
                        10,
                        3,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30));
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(few));
                Bystander bystander = new Bystander(gateway);
                RawClient one = RawClient.open(new Socket(), gateway.address());
                RawClient two = RawClient.open(new Socket(), gateway.address());
                RawClient three = RawClient.open(new Socket(), gateway.address());
                RawClient four = RawClient.open(new Socket(), gateway.address())) {
            assertThat(one.ended()).isTrue();
            assertThat(gateway.traffic().refusals().count("strangers")).isEqualTo(1);

            assertThat(connects(gateway)).isTrue();
            bystander.beats();
            two.drop();
            three.drop();
            four.drop();
        }
    }

    private static boolean connects(TestGateway gateway) throws IOException {
        try (RawClient cli = gateway.cli()) {
            cli.ask("{\"type\":\"get_status\"}", "status");
            return true;
        } catch (EOFException | SocketException _) {
            return false;
        }
    }

    private static ConnectionLimits connections(int strangers, Duration firstMessage) {
        return new ConnectionLimits(
                1000,
                strangers + 100,
                strangers,
                Duration.ofSeconds(5),
                firstMessage,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }
}
