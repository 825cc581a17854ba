package dev.clawgateway.server.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What those who are connected notice of settings that change. */
class AppliedSettingsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final ClawSettings OTHER =
            new ClawSettings("1.2.3", Duration.ofSeconds(20), Duration.ofSeconds(5), 10_000);

    @Test
    void nodesAreToldOfOtherIntervalsAndStayConnected() throws Exception {
        TestGatewayOptions options = TestGatewayOptions.standard();
        try (TestGateway gateway = new TestGateway(options);
                RawClient node = gateway.connect()) {
            node.text(Frames.register(NODE, "node-1", 1));
            node.expect("registered");

            gateway.apply(options.with(OTHER));
            var told = node.expect("config_update").path("config");
            gateway.apply(options.with(OTHER));

            assertThat(told.path("heartbeat_interval_secs").asInt()).isEqualTo(20);
            assertThat(told.path("metrics_interval_secs").asInt()).isEqualTo(5);
            node.ask(Frames.heartbeat(NODE), "heartbeat_ack");
        }
    }

    @Test
    void nodesThatComeLaterAreToldAtOnce() throws Exception {
        TestGatewayOptions options = TestGatewayOptions.standard();
        try (TestGateway gateway = new TestGateway(options)) {
            gateway.apply(options.with(OTHER));
            try (RawClient node = gateway.connect()) {
                node.text(Frames.register(NODE, "node-1", 1));

                assertThat(node.expect("registered").path("heartbeat_interval_secs").asInt())
                        .isEqualTo(20);
            }
        }
    }
}
