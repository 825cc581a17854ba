package dev.clawgateway.server.dialect.claw.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TroubledStore;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An acknowledged heartbeat says that what was reported before it is dealt with. */
class ReceiptsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    private final TroubledStore store = new TroubledStore();

    @Test
    void acknowledgesAHeartbeatOnlyWhenTheReportsBeforeItAreDurable() throws Exception {
        try (TestGateway gateway = gateway();
                RawClient cli = gateway.cli();
                RawClient node = gateway.node(NODE, 1)) {
            String workload = start(cli, node);

            store.stall();
            node.text(Frames.update(workload, "running"));
            node.text(Frames.heartbeat(NODE));
            node.text("{"); // whose answer overtakes the one of the heartbeat
            node.expectError(1003);
            store.goOn();

            assertThat(node.expect("heartbeat_ack").has("confirmed")).isFalse();
            assertThat(state(cli, workload)).isEqualTo("running");
        }
    }

    @Test
    void acknowledgesAHeartbeatAtOnceWhenNothingWasReported() throws Exception {
        try (TestGateway gateway = gateway();
                RawClient node = gateway.node(NODE, 1)) {
            store.stall();
            node.text(Frames.heartbeat(NODE));

            node.expect("heartbeat_ack");
            store.goOn();
        }
    }

    @Test
    void confirmsTheLastReportThatIsDurable() throws Exception {
        try (TestGateway gateway = gateway();
                RawClient cli = gateway.cli();
                RawClient node = confirming(gateway)) {
            String workload = start(cli, node);

            node.text(Frames.heartbeat(NODE));
            assertThat(node.expect("heartbeat_ack").has("confirmed")).isFalse();
            node.text(report(workload, "running", 7));
            node.text(Frames.heartbeat(NODE));
            assertThat(node.expect("heartbeat_ack").path("confirmed").asLong()).isEqualTo(7);
            node.text(report(workload, "completed", 9));
            node.text(Frames.heartbeat(NODE));
            assertThat(node.expect("heartbeat_ack").path("confirmed").asLong()).isEqualTo(9);
            assertThat(state(cli, workload)).isEqualTo("completed");
        }
    }

    @Test
    void confirmsAlsoWhatItRefuses() throws Exception {
        try (TestGateway gateway = gateway();
                RawClient node = confirming(gateway)) {
            node.text(report(new UUID(9, 9).toString(), "completed", 3));
            node.text(Frames.heartbeat(NODE));

            assertThat(node.expect("heartbeat_ack").path("confirmed").asLong()).isEqualTo(3);
        }
    }

    @Test
    void answersEveryHeartbeatThatWaited() throws Exception {
        try (TestGateway gateway = gateway();
                RawClient cli = gateway.cli();
                RawClient node = confirming(gateway)) {
            String workload = start(cli, node);

            store.stall();
            node.text(report(workload, "running", 1));
            node.text(Frames.heartbeat(NODE));
            node.text(Frames.heartbeat(NODE));
            node.text(report(workload, "completed", 2));
            node.text(Frames.heartbeat(NODE));
            node.text("{");
            node.expectError(1003);
            store.goOn();

            for (int beat = 0; beat < 2; beat++) {
                assertThat(node.expect("heartbeat_ack").path("confirmed").asLong())
                        .isGreaterThanOrEqualTo(1);
            }
            assertThat(node.expect("heartbeat_ack").path("confirmed").asLong()).isEqualTo(2);
        }
    }

    private TestGateway gateway() throws Exception {
        return new TestGateway(TestGatewayOptions.standard().with(store));
    }

    private static RawClient confirming(TestGateway gateway) throws Exception {
        RawClient node = gateway.connect();
        node.text(Frames.register(NODE, "node-1", 1, "\"running\":[],\"confirms\":true"));
        node.expect("registered");
        return node;
    }

    private static String start(RawClient cli, RawClient node) throws Exception {
        String workload =
                cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
        node.expect("start_workload");
        return workload;
    }

    private static String report(String workload, String state, long number) {
        String plain = Frames.update(workload, state);
        return plain.substring(0, plain.length() - 1)
                + ",\"attempt\":1,\"report\":%d}".formatted(number);
    }

    private static String state(RawClient cli, String workload) throws Exception {
        JsonNode reply =
                cli.ask(
                        "{\"type\":\"get_workload\",\"workload_id\":\"%s\"}".formatted(workload),
                        "workload");
        return reply.path("workload").path("state").asString();
    }
}
