package dev.clawgateway.net.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.http.wire.Proxies;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of connection has room of its own, and whoever says nothing makes room. */
class BudgetsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final String STATUS = "{\"type\":\"get_status\"}";
    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";

    private final List<RawClient> crowd = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (RawClient one : crowd) {
            one.drop();
        }
    }

    @Test
    void operatorsWhoOnlySayHelloDoNotLockANodeOut() throws Exception {
        try (TestGateway gateway = new TestGateway(options(3))) {
            gateway.node(NODE, 1).drop();
            for (int i = 0; i < 10; i++) {
                RawClient one = enter(gateway.connect());
                one.text(Frames.HELLO);
                one.message();
            }

            try (RawClient node = gateway.node(NODE, 1)) {
                node.text(Frames.heartbeat(NODE));
                node.expect("heartbeat_ack");
            }
        }
    }

    @Test
    void nodesThatNeverRegisterDoNotLockANodeOut() throws Exception {
        try (TestGateway gateway = new TestGateway(options(3))) {
            for (int i = 0; i < 10; i++) {
                RawClient one = enter(gateway.connect());
                one.text(Frames.heartbeat(NODE));
                one.expectError(1001);
            }

            gateway.node(NODE, 1).drop();
        }
    }

    @Test
    void anOperatorTooManyIsToldSo() throws Exception {
        try (TestGateway gateway = new TestGateway(options(1));
                RawClient first = gateway.cli();
                RawClient second = gateway.connect()) {
            second.text(Frames.HELLO);

            second.expectError(1006);
            assertThat(second.closeCode()).isEqualTo(1013);
            first.ask(STATUS, "status");
        }
    }

    @Test
    void theOperatorWhoWasSilentLongestMakesRoom() throws Exception {
        MovableTime time = new MovableTime();
        try (TestGateway gateway = new TestGateway(options(2).with(time));
                RawClient oldest = gateway.cli();
                RawClient silent = gateway.cli()) {
            silent.ask(STATUS, "status");
            await().until(() -> {
                // Again, because the gateway may not have noticed yet that an answer was written.
                time.advance(Duration.ofSeconds(10));
                oldest.ask(STATUS, "status");
                return welcomes(gateway);
            });

            assertThat(silent.ended()).isTrue();
            oldest.ask(STATUS, "status");
        }
    }

    @Test
    void theStrangerWhoWasSilentLongestMakesRoom() throws Exception {
        ConnectionLimits two =
                new ConnectionLimits(
                        10,
                        10,
                        2,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30));
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(two));
                RawClient oldest = RawClient.open(new Socket(), gateway.address())) {
            health(oldest);
            RawClient silent = enter(RawClient.open(new Socket(), gateway.address()));
            health(silent);
            health(oldest);

            RawClient newcomer = enter(RawClient.open(new Socket(), gateway.address()));

            health(newcomer);
            assertThat(silent.ended()).isTrue();
            health(oldest);
        }
    }

    /** Whoever comes by a proxy has its address, and is somebody else all the same. */
    @Test
    void aProxyThatIsTrustedHasNoBoundOfItsAddress() throws Exception {
        NetSettings usual =
                TestGatewayOptions.standard()
                        .with(
                                new ConnectionLimits(
                                        10,
                                        10,
                                        2,
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(60),
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(30)))
                        .net();
        NetSettings behind =
                new NetSettings(
                        usual.bind(),
                        usual.eventLoops(),
                        usual.connections(),
                        usual.messages(),
                        usual.outbound(),
                        usual.http(),
                        usual.browsers(),
                        new Proxies(Set.of(), List.of(AddressRange.parse("127.0.0.0/8"))));
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(behind))) {
            for (int i = 0; i < 5; i++) {
                health(enter(RawClient.open(new Socket(), gateway.address())));
            }

            for (RawClient one : crowd) {
                health(one);
            }
            assertThat(gateway.traffic().refusals().count("strangers")).isZero();
        }
    }

    @Test
    void anOperatorWithoutARequestIsSentAway() throws Exception {
        ConnectionLimits impatient =
                ConnectionLimits.DEFAULT.with(
                        new ConnectionLimits.Operators(
                                128, Duration.ofMillis(300), new Rate(1000, 5000)));
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(impatient));
                RawClient node = gateway.node(NODE, 1);
                RawClient idle = gateway.cli()) {
            assertThat(idle.closeCode()).isEqualTo(1000);
            assertThat(gateway.traffic().closes().count("idle")).isEqualTo(1);
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
        }
    }

    private boolean welcomes(TestGateway gateway) throws IOException {
        RawClient newcomer = enter(gateway.connect());
        newcomer.text(Frames.HELLO);
        return newcomer.message().path("type").asString().equals("welcome");
    }

    private RawClient enter(RawClient client) {
        crowd.add(client);
        return client;
    }

    private static void health(RawClient client) throws IOException {
        List<String> head = client.http(HEALTH);
        assertThat(head.getFirst()).isEqualTo("HTTP/1.1 200 OK");
        int length =
                head.stream()
                        .filter(line -> line.startsWith("content-length: "))
                        .mapToInt(line -> Integer.parseInt(line.substring(16)))
                        .findFirst()
                        .orElseThrow();
        client.body(length);
    }

    private static TestGatewayOptions options(int operators) {
        return TestGatewayOptions.standard()
                .with(
                        new ConnectionLimits(
                                operators,
                                5,
                                100,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(30)));
    }
}
