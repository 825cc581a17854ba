package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.List;

/** Sends each CLI request to what answers it. Called on the asker's event loop. */
public final class CliRequests {
    private final NodeRequests nodes;
    private final WorkloadRequests workloads;
    private final PlacementRequests placement;
    private final MaintenanceRequests maintenance;
    private final InvokeRequests invokes;
    private final MeshRequests mesh;
    private final GatewayRequests gateway;

    public CliRequests(Operations operations, Time time, String version) {
        this.nodes = new NodeRequests(operations.nodes());
        this.workloads = new WorkloadRequests(operations.workloads(), operations.output(), time);
        this.placement =
                new PlacementRequests(operations.placement(), operations.virtualClusters());
        this.maintenance = new MaintenanceRequests(operations.maintenance());
        this.invokes = new InvokeRequests(operations.invocations());
        this.mesh = new MeshRequests(operations.mesh());
        this.gateway = new GatewayRequests(operations.gateway(), version);
    }

    public void answer(CliRequest request, PendingReply reply) {
        switch (request) {
            case CliRequest.Hello _ -> throw new IllegalArgumentException("answered before");
            case CliRequest.GetStatus _ -> gateway.status(reply);
            case CliRequest.Ping ping -> gateway.ping(ping, reply);
            case CliRequest.ListNodes list -> nodes.list(list, reply);
            case CliRequest.GetNode get -> nodes.get(get, reply);
            case CliRequest.GetNodeConditions get -> nodes.conditions(get, reply);
            case CliRequest.ListWorkloads list -> workloads.list(list, reply);
            case CliRequest.GetWorkload get -> workloads.get(get, reply);
            case CliRequest.ListGatedWorkloads _ -> workloads.gated(reply);
            case CliRequest.GetLogs logs -> workloads.logs(logs, reply);
            case CliRequest.StartWorkload start -> workloads.start(start, reply);
            case CliRequest.StopWorkload stop -> workloads.stop(stop, reply);
            case CliRequest.DrainNode drain -> nodes.drain(drain, reply);
            case CliRequest.ClearGate gate -> workloads.clearGate(gate, reply);
            case CliRequest.UpdateNodeCondition update -> nodes.setCondition(update, reply);
            case CliRequest.SetNodeLabel label -> nodes.setLabel(label, reply);
            case CliRequest.RemoveNodeLabel label -> nodes.removeLabel(label, reply);
            case CliRequest.DeleteNode delete -> nodes.delete(delete, reply);
            case CliRequest.CordonNode cordon -> nodes.cordon(cordon, reply);
            case CliRequest.UncordonNode uncordon -> nodes.uncordon(uncordon, reply);
            case CliRequest.SetNodeTaint taint -> nodes.setTaint(taint, reply);
            case CliRequest.RemoveNodeTaint taint -> nodes.removeTaint(taint, reply);
            case CliRequest.SetVirtualCluster cluster -> placement.setCluster(cluster, reply);
            case CliRequest.RemoveVirtualCluster cluster -> placement.removeCluster(cluster, reply);
            case CliRequest.SetMaintenance set -> maintenance.set(set, reply);
            case CliRequest.RemoveMaintenance remove -> maintenance.remove(remove, reply);
            case CliRequest.ListMaintenance _ -> maintenance.list(reply);
            case CliRequest.SetServing serving -> gateway.setServing(serving, reply);
            case CliRequest.AcceptLosses _ -> gateway.acceptLosses(reply);
            case CliRequest.GetSchedulingStatus get -> placement.status(get, reply);
            case CliRequest.PlanWorkload plan -> placement.plan(plan, reply);
            case CliRequest.ExplainWorkload explain -> placement.explain(explain, reply);
            case CliRequest.ListVirtualClusters _ -> placement.clusters(reply);
            case CliRequest.ListQueue list -> placement.queue(list, reply);
            case CliRequest.AdviseMoves _ -> placement.advise(reply);
            case CliRequest.NodeInvoke invoke -> invokes.invoke(invoke, reply);
            case CliRequest.GetMeshStatus _ -> mesh.status(reply);
            case CliRequest.ListMeshPeers _ -> mesh.peers(reply);
            case CliRequest.GetMeshNode get -> mesh.node(get, reply);
            case CliRequest.GetMoltStatus _ -> gateway.molt(CliReply.MoltStatus.ABSENT, reply);
            case CliRequest.ListMoltPeers _ ->
                    gateway.molt(new CliReply.MoltPeers(List.of()), reply);
            case CliRequest.GetMoltBalance _ ->
                    gateway.molt(new CliReply.MoltBalance(0, 0, 0), reply);
        }
    }
}
