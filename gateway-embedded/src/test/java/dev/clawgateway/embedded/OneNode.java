package dev.clawgateway.embedded;

import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.agent.Agent;
import dev.clawgateway.client.agent.AgentOptions;
import dev.clawgateway.client.agent.AgentRuntime;
import dev.clawgateway.client.hardware.FakeGpus;
import dev.clawgateway.core.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A real agent in this process, with pretended GPUs, that runs real processes. */
final class OneNode implements AutoCloseable {
    static final int GPUS = 2;

    private final Agent agent;

    /** Connected when this returns. */
    OneNode(EmbeddedGateway gateway, String name, Path folder) throws Exception {
        agent =
                Agent.start(
                        new AgentOptions(
                                Endpoint.parse(
                                        gateway.address().toString().replace("http", "ws"),
                                        null,
                                        null),
                                name,
                                folder.resolve(name),
                                Map.of("rack", name),
                                new FakeGpus(GPUS, "NVIDIA H100 80GB HBM3", 81_559),
                                true,
                                true,
                                16),
                        AgentRuntime.ofThisMachine(),
                        new SilentAgent());
        await("the node")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        gateway.node(agent.nodeId())
                                .filter(node -> node.status() == NodeSummary.Status.HEALTHY)
                                .isPresent());
    }

    NodeId id() {
        return agent.nodeId();
    }

    @Override
    public void close() throws IOException {
        agent.close();
    }
}
