package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What the log says of workloads, and of nodes with them, at the usual level. */
class WorkloadLogLinesTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final Logger PRODUCT = (Logger) LoggerFactory.getLogger("dev.clawgateway");

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension();
    private final Lines lines = new Lines();
    private Level before = Level.INFO;

    @BeforeEach
    void listen() {
        before = PRODUCT.getEffectiveLevel();
        PRODUCT.setLevel(Level.INFO);
        lines.start();
        PRODUCT.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        PRODUCT.detachAppender(lines);
        PRODUCT.setLevel(before);
    }

    @Test
    void tellBeginningPlacementStopAndEndWithWhoAndWhy() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            String id = cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
            node.expect("start_workload");
            node.text(Frames.update(id, "running"));
            cli.ask(
                    "{\"type\":\"stop_workload\",\"workload_id\":\"" + id + "\",\"force\":false}",
                    "workload_stopped");
            node.expect("stop_workload");
            node.text(Frames.update(id, "stopped"));

            await().until(() -> lines.about(id).size() == 4);

            assertThat(lines.about(id))
                    .extracting(ILoggingEvent::getMessage)
                    .containsExactly(
                            "workload submitted",
                            "workload placed",
                            "workload stop accepted",
                            "workload ended");
            assertThat(lines.facts(id, 0).get("operator")).startsWith("127.0.0.1:");
            assertThat(lines.facts(id, 1))
                    .containsEntry("node", NODE.toString())
                    .containsKey("why");
            assertThat(lines.facts(id, 2).get("operator")).startsWith("127.0.0.1:");
            assertThat(lines.facts(id, 3)).containsEntry("state", "stopped");
        }
    }

    @Test
    void tellThatANodeIsLostAndWhatWithIt() throws Exception {
        TestGatewayOptions hasty = TestGatewayOptions.standard().with(Duration.ofMillis(300));
        try (TestGateway gateway = new TestGateway(hasty);
                RawClient cli = gateway.cli()) {
            RawClient node = gateway.node(NODE, 1);
            String id = cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
            node.close();

            await().until(() -> lines.saying("node lost").size() == 1);

            assertThat(Lines.facts(lines.saying("node lost").getFirst()))
                    .containsEntry("node", NODE.toString())
                    .containsEntry("lost", "1 workload: " + id)
                    .containsKey("name");
        }
    }

    /** Keeps what is logged. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }

        List<ILoggingEvent> saying(String message) {
            return events.stream().filter(event -> event.getMessage().equals(message)).toList();
        }

        List<ILoggingEvent> about(String workload) {
            return events.stream()
                    .filter(event -> facts(event).containsValue(workload))
                    .filter(event -> event.getMessage().startsWith("workload "))
                    .toList();
        }

        Map<String, String> facts(String workload, int line) {
            return facts(about(workload).get(line));
        }

        private static Map<String, String> facts(ILoggingEvent event) {
            return event.getKeyValuePairs() == null
                    ? Map.of()
                    : event.getKeyValuePairs().stream()
                            .filter(pair -> pair.value != null)
                            .collect(
                                    Collectors.toMap(
                                            pair -> pair.key, pair -> pair.value.toString()));
        }
    }
}
