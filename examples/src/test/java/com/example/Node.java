package com.example;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.agent.Agent;
import dev.clawgateway.client.agent.AgentListener;
import dev.clawgateway.client.agent.AgentOptions;
import dev.clawgateway.client.agent.AgentRuntime;
import dev.clawgateway.client.hardware.FakeGpus;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A machine that joins a gateway: an agent with one pretended GPU. */
final class Node implements AgentListener {
    private final CountDownLatch registered = new CountDownLatch(1);

    /** Has joined when this returns. */
    static Agent join(URI gateway, String name, Map<String, String> labels, Path folder)
            throws Exception {
        Node node = new Node();
        Agent agent =
                Agent.start(
                        new AgentOptions(
                                Endpoint.parse(
                                        gateway.toString().replace("http", "ws"), null, null),
                                name,
                                folder.resolve(name),
                                labels,
                                new FakeGpus(1, "NVIDIA L40S", 46_068),
                                true,
                                true,
                                4),
                        AgentRuntime.ofThisMachine(),
                        node);
        if (!node.registered.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " was not registered");
        }
        return agent;
    }

    @Override
    public void registered(NodeId node, String name) {
        registered.countDown();
    }

    @Override
    public void disconnected(String why, Duration retryIn) {}

    @Override
    public void started(WorkloadId workload, int attempt) {}

    @Override
    public void ended(WorkloadId workload, int attempt, WorkloadState state, String message) {}
}
