package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Sends each CLI request to what answers it. Called on the asker's event loop: what walks the fleet
 * or copies much goes to the query threads.
 */
final class CliRequests {
    private final NodeQueries nodes;
    private final WorkloadQueries workloads;
    private final Orders orders;
    private final PlacementQueries placement;
    private final InvokeRequests invokes;
    private final MeshQueries mesh;
    private final GatewayQueries gateway;
    private final Executor queries;

    CliRequests(
            NodeQueries nodes,
            WorkloadQueries workloads,
            Orders orders,
            PlacementQueries placement,
            InvokeRequests invokes,
            MeshQueries mesh,
            GatewayQueries gateway,
            Executor queries) {
        this.nodes = nodes;
        this.workloads = workloads;
        this.orders = orders;
        this.placement = placement;
        this.invokes = invokes;
        this.mesh = mesh;
        this.gateway = gateway;
        this.queries = queries;
    }

    void answer(CliRequest request, PendingReply reply) {
        switch (request) {
            case CliRequest.Hello _ -> throw new IllegalArgumentException("answered before");
            case CliRequest.GetStatus _ -> reply.give(gateway.status());
            case CliRequest.Ping ping -> reply.give(gateway.pong(ping));
            case CliRequest.ListNodes list -> later(reply, () -> nodes.list(list));
            case CliRequest.GetNode get -> later(reply, () -> nodes.get(get));
            case CliRequest.GetNodeConditions get -> later(reply, () -> nodes.conditions(get));
            case CliRequest.ListWorkloads list -> later(reply, () -> workloads.list(list));
            case CliRequest.GetWorkload get -> placement.workload(get, reply);
            case CliRequest.ListGatedWorkloads _ -> later(reply, workloads::gated);
            case CliRequest.GetLogs logs -> workloads.logs(logs, reply);
            case CliRequest.StartWorkload start -> orders.start(start, reply);
            case CliRequest.StopWorkload stop -> orders.stop(stop, reply);
            case CliRequest.DrainNode drain -> orders.drain(drain, reply);
            case CliRequest.ClearGate gate -> orders.clearGate(gate, reply);
            case CliRequest.UpdateNodeCondition update -> orders.setCondition(update, reply);
            case CliRequest.SetNodeLabel label -> orders.setLabel(label, reply);
            case CliRequest.RemoveNodeLabel label -> orders.removeLabel(label, reply);
            case CliRequest.CordonNode cordon -> orders.cordon(cordon, reply);
            case CliRequest.UncordonNode uncordon -> orders.uncordon(uncordon, reply);
            case CliRequest.SetNodeTaint taint -> orders.setTaint(taint, reply);
            case CliRequest.RemoveNodeTaint taint -> orders.removeTaint(taint, reply);
            case CliRequest.SetVirtualCluster cluster -> orders.setCluster(cluster, reply);
            case CliRequest.RemoveVirtualCluster cluster ->
                    orders.removeVirtualCluster(cluster, reply);
            case CliRequest.SetServing serving -> orders.setServing(serving, reply);
            case CliRequest.GetSchedulingStatus get -> placement.status(get, reply);
            case CliRequest.PlanWorkload plan -> placement.plan(plan, reply);
            case CliRequest.ExplainWorkload explain -> placement.explain(explain, reply);
            case CliRequest.ListVirtualClusters _ -> placement.clusters(reply);
            case CliRequest.ListQueue list -> placement.queue(list, reply);
            case CliRequest.AdviseMoves _ -> placement.advise(reply);
            case CliRequest.NodeInvoke invoke -> invokes.invoke(invoke, reply);
            case CliRequest.GetMeshStatus _ -> reply.give(mesh.status());
            case CliRequest.ListMeshPeers _ -> later(reply, mesh::peers);
            case CliRequest.GetMeshNode get -> later(reply, () -> mesh.node(get));
            case CliRequest.GetMoltStatus _ -> reply.give(CliReply.MoltStatus.ABSENT);
            case CliRequest.ListMoltPeers _ -> reply.give(new CliReply.MoltPeers(List.of()));
            case CliRequest.GetMoltBalance _ -> reply.give(new CliReply.MoltBalance(0, 0, 0));
        }
    }

    private void later(PendingReply reply, Supplier<CliReply> answer) {
        queries.execute(() -> reply.from(answer));
    }
}
