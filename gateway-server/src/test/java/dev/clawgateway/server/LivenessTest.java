package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Silence: degraded after 60 s, closed after 150 s, never for our own pauses. */
class LivenessTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    /** Frames on their way while the test sets time forward must not count as stalled. */
    private static final OutboundLimits PATIENT =
            new OutboundLimits(64, 32, 4 << 20, 8192, Duration.ofHours(1), 0);

    private final MovableTime time = new MovableTime();
    private final TestGatewayOptions options =
            TestGatewayOptions.standard().with(PATIENT).with(time);

    @Test
    void degradesTheSilentAndClosesTheLost() throws Exception {
        try (TestGateway gateway = new TestGateway(options);
                RawClient node = gateway.node(NODE, 1)) {
            passTime(gateway, 55);
            assertThat(gateway.view().status(NODE)).isEqualTo(NodeStatus.HEALTHY);

            passTime(gateway, 10);
            await().until(() -> gateway.view().status(NODE) == NodeStatus.DEGRADED);

            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            passTime(gateway, 5);
            await().until(() -> gateway.view().status(NODE) == NodeStatus.HEALTHY);

            passTime(gateway, 160);
            assertThat(node.closeCode()).isEqualTo(1008);
            await().until(() -> gateway.view().status(NODE) == NodeStatus.DISCONNECTED);
        }
    }

    @Test
    void losesTheWorkOfASilentNodeAsIfItsSocketHadClosed() throws Exception {
        try (TestGateway gateway = new TestGateway(options);
                RawClient cli = gateway.cli();
                RawClient node = gateway.node(NODE, 1)) {
            String workload =
                    cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
            node.expect("start_workload");

            passTime(gateway, 110);
            WorkloadState before = state(gateway, workload);
            passTime(gateway, 20);

            assertThat(before).isEqualTo(WorkloadState.STARTING);
            await().until(() -> state(gateway, workload) == WorkloadState.FAILED);
            assertThat(node.closeCode()).isEqualTo(1008);
            assertThat(gateway.view().events(0, 100))
                    .anyMatch(event -> event.kind() == Event.Kind.NODE_LOST);
        }
    }

    @Test
    void losesWhoBeatsOftenSoonerThanWhoDoesNot() throws Exception {
        NodeId rare = new NodeId(new UUID(1, 2));
        TestGatewayOptions hasty = options.with(Duration.ofSeconds(30));
        try (TestGateway gateway = new TestGateway(hasty);
                RawClient cli = gateway.cli();
                RawClient often = gateway.node(NODE, 1);
                RawClient seldom = gateway.node(rare, 1)) {
            String first = startOn(cli, NODE, often);
            String second = startOn(cli, rare, seldom);
            for (int beat = 0; beat < 6; beat++) {
                passTime(gateway, 10);
                beat(often, NODE);
                if (beat % 3 == 2) {
                    beat(seldom, rare);
                }
            }

            passTime(gateway, 45);
            await().until(() -> state(gateway, first) == WorkloadState.FAILED);
            WorkloadState patient = state(gateway, second);
            passTime(gateway, 80);

            assertThat(patient).isEqualTo(WorkloadState.STARTING);
            await().until(() -> state(gateway, second) == WorkloadState.FAILED);
        }
    }

    private static void beat(RawClient node, NodeId id) throws Exception {
        node.text(Frames.heartbeat(id));
        node.expect("heartbeat_ack");
    }

    private static String startOn(RawClient cli, NodeId target, RawClient node) throws Exception {
        String request = Frames.start(1).replace("null", '"' + target.toString() + '"');
        String workload = cli.ask(request, "workload_started").path("workload_id").asString();
        node.expect("start_workload");
        return workload;
    }

    private static WorkloadState state(TestGateway gateway, String workload) {
        WorkloadRecord record = gateway.view().workload(new WorkloadId(UUID.fromString(workload)));
        return Objects.requireNonNull(record).state();
    }

    @Test
    void takesAnyFrameForASignOfLife() throws Exception {
        try (TestGateway gateway = new TestGateway(options);
                RawClient node = gateway.node(NODE, 1)) {
            passTime(gateway, 50);
            node.frame(true, RawClient.PING, new byte[0]);
            node.next();
            passTime(gateway, 50);
            everythingDecided(gateway);

            assertThat(gateway.view().status(NODE)).isEqualTo(NodeStatus.HEALTHY);
        }
    }

    @Test
    void holdsNobodySilentWhileItStoodStillItself() throws Exception {
        try (TestGateway gateway = new TestGateway(options);
                RawClient node = gateway.node(NODE, 1)) {
            gateway.sweep();

            time.advance(Duration.ofMinutes(10));
            gateway.sweep();
            everythingDecided(gateway);

            assertThat(gateway.view().status(NODE)).isEqualTo(NodeStatus.HEALTHY);
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
        }
    }

    /** Whatever was reported before is decided and published when this order is answered. */
    private static void everythingDecided(TestGateway gateway) throws Exception {
        try (RawClient cli = gateway.cli()) {
            cli.text(
                    "{\"type\":\"drain_node\",\"node_id\":\"00000000-0000-0009-0000-000000000009\",\"drain\":true}");
            cli.expectError(1001);
        }
    }

    @Test
    void triesAgainWhenTheInboxWasFull() throws Exception {
        try (TestGateway gateway = new TestGateway(options);
                RawClient node = gateway.node(NODE, 1)) {
            gateway.inbox().full(true);
            passTime(gateway, 70);
            gateway.inbox().full(false);
            gateway.sweep();

            await().until(() -> gateway.view().status(NODE) == NodeStatus.DEGRADED);
            node.drop();
        }
    }

    private void passTime(TestGateway gateway, int seconds) {
        for (int passed = 0; passed < seconds; passed += 5) {
            gateway.sweep();
            time.advance(Duration.ofSeconds(5));
        }
        gateway.sweep();
    }
}
