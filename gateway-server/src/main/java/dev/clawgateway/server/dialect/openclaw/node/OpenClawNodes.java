package dev.clawgateway.server.dialect.openclaw.node;

import dev.clawgateway.control.operations.ReportQueue;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.agent.AgentCalls;
import dev.clawgateway.server.dialect.openclaw.agent.AgentServices;
import dev.clawgateway.server.dialect.openclaw.agent.GpuNode;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import dev.clawgateway.server.dialect.openclaw.session.ClientListener;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of nodes. One with the commands that a scheduler needs becomes a node of the fleet;
 * any other is there to run commands. Safe from any thread; each session's seat is used on its own
 * event loop.
 */
public final class OpenClawNodes implements ClientListener {
    /** What a node of the fleet has to be able to. */
    private static final List<String> FLEET =
            List.of(
                    AgentCalls.SYSTEM,
                    AgentCalls.RUN,
                    AgentCalls.STOP,
                    AgentCalls.LIST,
                    AgentCalls.INSPECT);

    /** Commands at a time to a node that runs them side by side. */
    private static final int WIDE = 64;

    private final AgentServices services;
    private final Supplier<DeviceChoice> choice;
    private final Map<String, NodeSeat> seats = new ConcurrentHashMap<>();

    /**
     * Nobody is seated yet.
     *
     * @param choice who is to pick the devices of a start, as it is now; of each node from its next
     *     session on
     */
    public OpenClawNodes(AgentServices services, Supplier<DeviceChoice> choice) {
        this.services = services;
        this.choice = choice;
    }

    @Override
    public void joined(OpenClawClient client) {
        if (client.role() == ClientRole.NODE
                && client.caller().principal() instanceof Principal.Node(NodeId node)) {
            boolean fleet = client.commands().containsAll(FLEET);
            InvokeLine line =
                    new InvokeLine(
                            client,
                            node,
                            services.invocations(),
                            services.ids(),
                            services.time(),
                            fleet ? 1 : WIDE);
            seats.put(
                    client.connId(), fleet ? agent(client, node, line) : host(client, node, line));
        }
    }

    private NodeSeat agent(OpenClawClient client, NodeId node, InvokeLine line) {
        GpuNode gpu = new GpuNode(client, node, line, choice.get(), services);
        gpu.begin();
        return new NodeSeat(client, node, line, gpu.link(), gpu, new AtomicReference<>());
    }

    private NodeSeat host(OpenClawClient client, NodeId node, InvokeLine line) {
        HostLink link = new HostLink(client.session(), line);
        services.links().admitted(node, link);
        return new NodeSeat(client, node, line, link, null, new AtomicReference<>());
    }

    @Override
    public void left(OpenClawClient client) {
        NodeSeat seat = seats.remove(client.connId());
        if (seat == null) {
            return;
        }
        GpuNode gpu = seat.gpu();
        if (gpu != null) {
            gpu.ended();
        } else {
            new ReportQueue(
                            services.operations(),
                            (delay, task) -> client.session().after(delay, task)::cancel,
                            () -> {})
                    .ended(client.caller(), seat.node(), seat.link());
        }
    }

    /** Null for one that is no node, or has left. */
    @Nullable NodeSeat seat(OpenClawClient client) {
        return seats.get(client.connId());
    }
}
