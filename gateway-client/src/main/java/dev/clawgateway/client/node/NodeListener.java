package dev.clawgateway.client.node;

import dev.clawgateway.client.Disconnection;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.time.Duration;
import java.util.List;

/**
 * The node behind a {@link NodeClient}. Called on the client's event loop only: nothing here may
 * block.
 */
public interface NodeListener {
    /** What the node is and runs at this moment; asked for at every connection. */
    NodeMessage.Register registration();

    /** The latest readings, asked for at the interval the gateway told; empty sends nothing. */
    List<GpuMetrics> metrics();

    /** The gateway took the registration. Updates and output flow from now on. */
    void registered(NodeCommand.Registered answer);

    /** A command. Registrations, heartbeats and requests for metrics are not passed on. */
    void command(NodeCommand command);

    /** This update certainly counts: see {@link UnconfirmedUpdates}. */
    void delivered(NodeMessage.WorkloadUpdate update);

    /** The session ended, or none came to be; the next try follows after {@code retryIn}. */
    void disconnected(Disconnection why, Duration retryIn);

    /** The session ended and there will be no other try. The last call. */
    void gaveUp(Disconnection why);
}
