package dev.clawgateway.client.agent;

import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.hardware.HostIdentity;
import dev.clawgateway.client.node.NodeListener;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The node as its sessions see it. On the event loop: hands everything on and waits for nothing.
 */
final class AgentNode implements NodeListener {
    private static final int PROTOCOL_VERSION = 1;

    private final NodeId id;
    private final String name;
    private final HostIdentity machine;
    private final Handlers handlers;
    private final AgentListener listener;

    /** What a node is asked to do, carried out elsewhere. */
    record Handlers(
            Supplier<Capabilities> capabilities,
            Supplier<List<GpuMetrics>> readings,
            Supplier<List<RunningWorkload>> running,
            Supplier<String> fleet,
            Consumer<NodeCommand> command,
            Consumer<NodeMessage.WorkloadUpdate> delivered,
            Consumer<String> gaveUp) {}

    AgentNode(
            NodeId id,
            String name,
            HostIdentity machine,
            Handlers handlers,
            AgentListener listener) {
        this.id = id;
        this.name = name;
        this.machine = machine;
        this.handlers = handlers;
        this.listener = listener;
    }

    @Override
    public NodeMessage.Register registration() {
        return new NodeMessage.Register(
                id,
                name,
                handlers.capabilities().get(),
                PROTOCOL_VERSION,
                null,
                null,
                handlers.running().get(),
                machine.machineId(),
                machine.bootId(),
                true,
                handlers.fleet().get(),
                AgentNode.class.getPackage().getImplementationVersion());
    }

    @Override
    public List<GpuMetrics> metrics() {
        return handlers.readings().get();
    }

    @Override
    public void registered(NodeCommand.Registered answer) {
        listener.registered(id, name);
        handlers.command().accept(answer);
    }

    @Override
    public void command(NodeCommand command) {
        handlers.command().accept(command);
    }

    @Override
    public void delivered(NodeMessage.WorkloadUpdate update) {
        handlers.delivered().accept(update);
    }

    @Override
    public void disconnected(Disconnection why, Duration retryIn) {
        listener.disconnected(why.toString(), retryIn);
    }

    @Override
    public void gaveUp(Disconnection why) {
        handlers.gaveUp().accept(why.toString());
    }
}
