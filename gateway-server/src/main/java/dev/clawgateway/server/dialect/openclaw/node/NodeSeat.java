package dev.clawgateway.server.dialect.openclaw.node;

import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.openclaw.agent.GpuNode;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One session of a node, from its {@code hello-ok} to its end.
 *
 * @param gpu null where the node runs no workloads
 * @param stats of its machine, as it told them last
 */
record NodeSeat(
        OpenClawClient client,
        NodeId node,
        InvokeLine line,
        NodeLink link,
        @Nullable GpuNode gpu,
        AtomicReference<@Nullable ObjectNode> stats) {}
