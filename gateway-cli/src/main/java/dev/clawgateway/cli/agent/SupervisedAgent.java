package dev.clawgateway.cli.agent;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.client.agent.AgentListener;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.net.service.Supervisor;
import java.time.Duration;

/**
 * Tells an agent's supervisor how it is, beside whoever else is told: it is ready once it is a
 * node. Safe from any thread.
 */
final class SupervisedAgent implements AgentListener {
    private final AgentListener behind;
    private final Supervisor supervisor;
    private volatile String status = "";

    SupervisedAgent(AgentListener behind, Supervisor supervisor) {
        this.behind = behind;
        this.supervisor = supervisor;
        supervisor.status("connecting");
    }

    @Override
    public void registered(NodeId node, String name) {
        behind.registered(node, name);
        status = "registered as " + name;
        supervisor.ready(status);
    }

    @Override
    public void disconnected(String why, Duration retryIn) {
        behind.disconnected(why, retryIn);
        supervisor.status("not connected: " + Display.printable(why));
    }

    @Override
    public void started(WorkloadId workload, int attempt) {
        behind.started(workload, attempt);
    }

    @Override
    public void ended(WorkloadId workload, int attempt, WorkloadState state, String message) {
        behind.ended(workload, attempt, state, message);
    }

    /** It is told to read its settings again; before it is a node it has just read them. */
    void reload(Runnable how) {
        if (!status.isEmpty()) {
            supervisor.reloading();
            how.run();
            supervisor.ready(status);
        }
    }
}
