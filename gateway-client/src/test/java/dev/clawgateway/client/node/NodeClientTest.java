package dev.clawgateway.client.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.Backoff;
import dev.clawgateway.client.Connector;
import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.ScriptedGateway;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final NodeId NODE = new NodeId(new UUID(3, 4));
    private static final WorkloadId WORKLOAD = new WorkloadId(new UUID(5, 6));
    private static final Backoff.Pace QUICK =
            new Backoff.Pace(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMinutes(1));

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final Connector connector = Connector.withThreads(1);
    private final Heard heard = new Heard();
    private final NodeClient client =
            new NodeClient(
                    connector.nextLoop(),
                    gateway.endpoint(),
                    heard,
                    new NodeClient.Settings(QUICK, 100_000, Duration.ZERO),
                    new SystemTime(),
                    new SplittableRandom(1));

    @BeforeEach
    void start() {
        client.start();
    }

    @AfterEach
    void stop() {
        client.close();
        connector.close();
        gateway.close();
    }

    @Test
    void showsItsTokenInAFieldAndNotInTheAddress() throws Exception {
        gateway.nextSession();
        try (NodeClient other =
                new NodeClient(
                        connector.nextLoop(),
                        gateway.endpoint().with("s3cret"),
                        heard,
                        new NodeClient.Settings(QUICK, 100_000, Duration.ZERO),
                        new SystemTime(),
                        new SplittableRandom(1))) {
            other.start();
            gateway.nextSession();
        }

        assertThat(gateway.authorizations()).containsExactly("Bearer s3cret");
        assertThat(gateway.uris()).containsExactly("/", "/");
    }

    @Test
    void registersFirstAndSaysNothingElseBeforeTheAnswer() throws Exception {
        client.update(update(1));
        ScriptedGateway.Session session = gateway.nextSession();

        assertThat(session.next()).contains("\"type\":\"register\"", NODE.toString());
        session.send(new NodeCommand.Registered(NODE, 3600, 3600));
        assertThat(session.next(NodeMessage.WorkloadUpdate.class)).isEqualTo(update(1));
    }

    @Test
    void beatsAndReportsAtTheToldIntervals() throws Exception {
        ScriptedGateway.Session session = registered(1);

        assertThat(session.next(NodeMessage.Heartbeat.class).nodeId()).isEqualTo(NODE);
        assertThat(session.next(NodeMessage.Metrics.class).gpuMetrics()).hasSize(1);
    }

    @Test
    void answersARequestForMetricsAtOnce() throws Exception {
        ScriptedGateway.Session session = registered(3600);

        session.send(new NodeCommand.RequestMetrics());

        assertThat(session.next(NodeMessage.Metrics.class).nodeId()).isEqualTo(NODE);
    }

    @Test
    void comesBackAndSendsAgainWhatWasNotConfirmed() throws Exception {
        ScriptedGateway.Session session = registered(3600);
        client.update(update(1));
        session.next(NodeMessage.WorkloadUpdate.class);

        session.drop();
        ScriptedGateway.Session second = registered(3600);

        assertThat(second.next(NodeMessage.WorkloadUpdate.class)).isEqualTo(update(1));
        assertThat(heard.disconnections).hasSize(1);
    }

    @Test
    void knowsWhatIsDeliveredFromTheNextHeartbeat() throws Exception {
        ScriptedGateway.Session session = registered(1);
        client.update(update(1));
        session.next(NodeMessage.WorkloadUpdate.class);

        session.next(NodeMessage.Heartbeat.class);
        session.send(new NodeCommand.HeartbeatAck(Instant.EPOCH));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(heard.delivered).containsExactly(update(1)));
    }

    @Test
    void leavesAGatewayThatAnswersNoHeartbeat() throws Exception {
        registered(1);

        gateway.nextSession();

        assertThat(heard.disconnections.element().reason()).contains("heartbeats");
    }

    @Test
    void doesNotFightANewerSession() throws Exception {
        ScriptedGateway.Session session = registered(3600);

        session.close(1008, "superseded by a newer session");

        await().atMost(LIMIT).untilAsserted(() -> assertThat(heard.gaveUp).hasSize(1));
        assertThat(gateway.staysAlone(300)).isTrue();
    }

    @Test
    void comesBackAfterOtherBreachesOfPolicy() throws Exception {
        registered(3600).close(1008, "nothing heard for too long");

        gateway.nextSession();
    }

    @Test
    void waitsAsLongAsAFullGatewayAsks() throws Exception {
        registered(3600);
        gateway.refuseNext(1);

        client.breakConnection();
        gateway.nextSession();

        assertThat(heard.disconnections).hasSize(2);
        assertThat(heard.waits).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0);
    }

    @Test
    void isThereAtOnceWhenItsGatewayStartsAMomentLater() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Backoff.Pace slow =
                new Backoff.Pace(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
        Heard eager = new Heard();
        try (NodeClient early =
                new NodeClient(
                        connector.nextLoop(),
                        Endpoint.parse("ws://127.0.0.1:" + port, null, null),
                        eager,
                        new NodeClient.Settings(slow, 1000, Duration.ofSeconds(30)),
                        new SystemTime(),
                        new SplittableRandom(1))) {
            early.start();
            await().atMost(LIMIT).until(() -> !eager.disconnections.isEmpty());

            try (ScriptedGateway late = new ScriptedGateway(null, port)) {
                late.nextSession().next(NodeMessage.Register.class);
            }
        }
    }

    @Test
    void waitsLongAfterARefusalWithAReason() throws Exception {
        ScriptedGateway.Session session = registered(3600);
        session.drop();

        ScriptedGateway.Session second = gateway.nextSession();
        second.next(NodeMessage.Register.class);
        second.send(new NodeCommand.Failure(1003, "this state folder was copied"));

        await().atMost(LIMIT).until(() -> heard.disconnections.size() == 2);
        assertThat(heard.disconnections)
                .last()
                .satisfies(why -> assertThat(why.reason()).contains("state folder was copied"));
        assertThat(heard.waits)
                .last()
                .satisfies(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(20)));
    }

    @Test
    void tellsWhatHasChangedOnTheSameSession() throws Exception {
        ScriptedGateway.Session session = registered(3600);

        client.registerAgain();

        assertThat(session.next(NodeMessage.Register.class).nodeId()).isEqualTo(NODE);
    }

    @Test
    void passesOverWhatItDoesNotUnderstand() throws Exception {
        ScriptedGateway.Session session = registered(3600);

        session.sendText("{\"type\":\"no_such_thing\"}");
        session.sendText("not json");
        session.send(new NodeCommand.StopWorkload(WORKLOAD, 5, 2, "why"));

        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(heard.commands)
                                .containsExactly(
                                        new NodeCommand.StopWorkload(WORKLOAD, 5, 2, "why")));
        assertThat(session.open()).isTrue();
    }

    @Test
    void answersAnInvoke() throws Exception {
        ScriptedGateway.Session session = registered(3600);
        session.send(new NodeCommand.RequestMetrics());
        session.next(NodeMessage.Metrics.class);

        client.answer(new NodeMessage.InvokeResult("f", "i", NODE.toString(), true, null, null));

        assertThat(session.next(NodeMessage.InvokeResult.class).id()).isEqualTo("i");
    }

    @Test
    void leavesPolitelyAndForGood() throws Exception {
        ScriptedGateway.Session session = registered(3600);

        client.close();

        await().atMost(LIMIT).until(() -> !session.open());
        assertThat(gateway.staysAlone(200)).isTrue();
    }

    private ScriptedGateway.Session registered(long intervalSecs) throws Exception {
        ScriptedGateway.Session session = gateway.nextSession();
        session.next(NodeMessage.Register.class);
        session.send(new NodeCommand.Registered(NODE, intervalSecs, intervalSecs));
        return session;
    }

    private static NodeMessage.WorkloadUpdate update(int attempt) {
        return new NodeMessage.WorkloadUpdate(
                WORKLOAD, WorkloadState.RUNNING, "m", Instant.EPOCH, attempt, null);
    }

    private static final class Heard implements NodeListener {
        final Queue<NodeCommand> commands = new ConcurrentLinkedQueue<>();
        final Queue<NodeMessage.WorkloadUpdate> delivered = new ConcurrentLinkedQueue<>();
        final Queue<Disconnection> disconnections = new ConcurrentLinkedQueue<>();
        final Queue<Duration> waits = new ConcurrentLinkedQueue<>();
        final Queue<Disconnection> gaveUp = new ConcurrentLinkedQueue<>();

        @Override
        public NodeMessage.Register registration() {
            Capabilities none = new Capabilities(new NodeCapacity(List.of(), 1000, 1, List.of()));
            return new NodeMessage.Register(NODE, "n", none, 1, null, null, List.of());
        }

        @Override
        public List<GpuMetrics> metrics() {
            return List.of(new GpuMetrics(0, 1, 2, 3, 4, null));
        }

        @Override
        public void registered(NodeCommand.Registered answer) {}

        @Override
        public void command(NodeCommand command) {
            commands.add(command);
        }

        @Override
        public void delivered(NodeMessage.WorkloadUpdate update) {
            delivered.add(update);
        }

        @Override
        public void disconnected(Disconnection why, Duration retryIn) {
            disconnections.add(why);
            waits.add(retryIn);
        }

        @Override
        public void gaveUp(Disconnection why) {
            gaveUp.add(why);
        }
    }
}
