package dev.clawgateway.client.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.Connection;
import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.ManualLoop;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a node does what: in a time of its own, without waiting for any of it. */
class NodeTimingTest {
    private static final NodeId NODE = new NodeId(new UUID(3, 4));
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ManualLoop loop = new ManualLoop();
    private final Wire wire = new Wire();
    private final NodeClient client = client(loop, new Quiet());

    private static NodeClient client(ManualLoop loop, NodeListener listener) {
        return new NodeClient(
                loop,
                Endpoint.parse("ws://nowhere", null, null),
                listener,
                NodeClient.Settings.STANDARD,
                loop,
                new SplittableRandom(7));
    }

    @BeforeEach
    void start() {
        client.start();
    }

    @Test
    void givesUpARegistrationThatNobodyAnswers() {
        loop.latest().opened(wire);

        loop.advance(Duration.ofSeconds(30).minus(MOMENT));
        assertThat(wire.dropped).isFalse();

        loop.advance(MOMENT);
        assertThat(wire.dropped).isTrue();
    }

    @Test
    void beatsAtTheToldIntervalFromARandomMomentOn() {
        register(10);

        loop.advance(Duration.ofSeconds(10));
        assertThat(wire.heartbeats()).isEqualTo(1);

        loop.advance(Duration.ofSeconds(10));
        assertThat(wire.heartbeats()).isEqualTo(2);
    }

    @Test
    void breaksASessionInWhichHeartbeatsGoUnanswered() {
        register(10);

        loop.advance(Duration.ofSeconds(30));
        assertThat(wire.dropped).isFalse();

        loop.advance(Duration.ofSeconds(10));
        assertThat(wire.dropped).isTrue();
    }

    @Test
    void repeatsAChangeThatTheGatewayCouldNotStore() {
        register(3600);
        client.registerAgain();
        assertThat(wire.registrations()).isEqualTo(2);
        answer(new NodeCommand.Failure(1006, "the disk is full"));

        loop.advance(Duration.ofSeconds(30).minus(MOMENT));
        assertThat(wire.registrations()).isEqualTo(2);

        loop.advance(MOMENT);
        assertThat(wire.registrations()).isEqualTo(3);

        answer(new NodeCommand.Registered(NODE, 3600, 3600));
        loop.advance(Duration.ofMinutes(10));
        assertThat(wire.registrations()).isEqualTo(3);
    }

    @Test
    void repeatsNothingAfterAChangeWasTaken() {
        register(3600);
        client.registerAgain();
        answer(new NodeCommand.Registered(NODE, 3600, 3600));
        answer(new NodeCommand.Failure(1006, "something else"));

        loop.advance(Duration.ofMinutes(10));
        assertThat(wire.registrations()).isEqualTo(2);
    }

    @Test
    void waitsUpToAMinuteBetweenTries() {
        for (int tries = 1; tries <= 20; tries++) {
            assertThat(loop.connections()).isEqualTo(tries);
            loop.latest().closed(new Disconnection(1006, 0, "no network", Duration.ZERO));
            loop.advance(Duration.ofSeconds(60));
        }
    }

    @Test
    void doesTheSameAtTheSameMomentsUnderTheSameSeed() {
        assertThat(tries()).isEqualTo(tries()).hasSize(5);
    }

    /** When a client without a network tries again. */
    private static List<Long> tries() {
        ManualLoop own = new ManualLoop();
        client(own, new Quiet()).start();
        List<Long> moments = new ArrayList<>();
        while (moments.size() < 5) {
            int before = own.connections();
            own.latest().closed(new Disconnection(1006, 0, "no network", Duration.ZERO));
            while (own.connections() == before) {
                own.advance(MOMENT);
            }
            moments.add(own.nanos());
        }
        return moments;
    }

    private void register(long intervalSecs) {
        loop.latest().opened(wire);
        answer(new NodeCommand.Registered(NODE, intervalSecs, intervalSecs));
    }

    private void answer(NodeCommand answer) {
        loop.latest().received(ClawCodec.write(answer));
    }

    /** What goes out, kept. */
    private static final class Wire implements Connection {
        private final List<String> sent = new ArrayList<>();
        private boolean dropped;

        long heartbeats() {
            return count("heartbeat");
        }

        long registrations() {
            return count("register");
        }

        private long count(String type) {
            return sent.stream()
                    .filter(text -> text.contains("\"type\":\"%s\"".formatted(type)))
                    .count();
        }

        @Override
        public void send(String message) {
            sent.add(message);
        }

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public void close(int code, String reason) {
            dropped = true;
        }

        @Override
        public void drop() {
            dropped = true;
        }
    }

    /** A node with nothing to do. */
    private static final class Quiet implements NodeListener {
        @Override
        public NodeMessage.Register registration() {
            NodeCapacity capacity = new NodeCapacity(List.of(), 1000, 1024, List.of());
            return new NodeMessage.Register(
                    NODE,
                    "n",
                    new Capabilities(capacity),
                    1,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    true);
        }

        @Override
        public List<GpuMetrics> metrics() {
            return List.of();
        }

        @Override
        public void registered(NodeCommand.Registered answer) {
            // Nothing begins.
        }

        @Override
        public void command(NodeCommand command) {
            // Nothing is done.
        }

        @Override
        public void delivered(NodeMessage.WorkloadUpdate update) {
            // Nothing was told.
        }

        @Override
        public void disconnected(Disconnection why, Duration retryIn) {
            // Nothing is shown.
        }

        @Override
        public void gaveUp(Disconnection why) {
            // Nothing is shown.
        }
    }
}
