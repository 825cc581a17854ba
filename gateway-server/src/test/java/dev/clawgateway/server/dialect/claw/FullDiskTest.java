package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TroubledStore;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The disk of the store has no room: clients are told so, and it goes on when there is some. */
class FullDiskTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    private final TroubledStore store = new TroubledStore();

    @Test
    void isToldToClientsAndGoesOnOnceThereIsRoom() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard().with(store));
                RawClient cli = gateway.cli();
                RawClient node = gateway.node(NODE, 3)) {
            String running =
                    cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
            node.expect("start_workload");

            store.full(true);
            cli.text(Frames.start(1));
            String first = cli.expectError(1006).path("message").asString();
            cli.text(Frames.start(1));
            String second = cli.expectError(1006).path("message").asString();
            node.text(Frames.update(running, "running"));
            cli.text(Frames.HELLO);
            cli.expect("welcome");
            store.full(false);

            assertThat(first).contains("disk is full");
            assertThat(second).contains("disk is full", "nothing was stored");
            await().until(() -> state(gateway, running) == WorkloadState.RUNNING);
            await().until(() -> starts(cli));
        }
    }

    private static boolean starts(RawClient cli) throws Exception {
        cli.text(Frames.start(1));
        return cli.message().path("type").asString().equals("workload_started");
    }

    private static WorkloadState state(TestGateway gateway, String workload) {
        WorkloadRecord record = gateway.view().workload(new WorkloadId(UUID.fromString(workload)));
        return record == null ? WorkloadState.PENDING : record.state();
    }
}
