package dev.clawgateway.client.operator;

import dev.clawgateway.protocol.claw.operator.CliRequest;

/** Which requests change something, so that to send one twice may do it twice. */
final class Changes {
    private Changes() {}

    static boolean contain(CliRequest request) {
        return switch (request) {
            case CliRequest.StartWorkload _,
                    CliRequest.StopWorkload _,
                    CliRequest.ClearGate _,
                    CliRequest.DrainNode _,
                    CliRequest.UpdateNodeCondition _,
                    CliRequest.SetNodeLabel _,
                    CliRequest.RemoveNodeLabel _,
                    CliRequest.NodeInvoke _,
                    CliRequest.CordonNode _,
                    CliRequest.UncordonNode _,
                    CliRequest.DeleteNode _,
                    CliRequest.SetNodeTaint _,
                    CliRequest.RemoveNodeTaint _,
                    CliRequest.SetVirtualCluster _,
                    CliRequest.RemoveVirtualCluster _,
                    CliRequest.SetServing _,
                    CliRequest.SetMaintenance _,
                    CliRequest.RemoveMaintenance _,
                    CliRequest.AcceptLosses _ ->
                    true;
            case CliRequest.Hello _,
                    CliRequest.GetStatus _,
                    CliRequest.ListNodes _,
                    CliRequest.GetNode _,
                    CliRequest.ListWorkloads _,
                    CliRequest.GetWorkload _,
                    CliRequest.GetLogs _,
                    CliRequest.GetMoltStatus _,
                    CliRequest.ListMoltPeers _,
                    CliRequest.GetMoltBalance _,
                    CliRequest.Ping _,
                    CliRequest.GetMeshStatus _,
                    CliRequest.ListMeshPeers _,
                    CliRequest.GetMeshNode _,
                    CliRequest.GetSchedulingStatus _,
                    CliRequest.ListGatedWorkloads _,
                    CliRequest.GetNodeConditions _,
                    CliRequest.PlanWorkload _,
                    CliRequest.ExplainWorkload _,
                    CliRequest.ListVirtualClusters _,
                    CliRequest.ListMaintenance _,
                    CliRequest.ListQueue _,
                    CliRequest.AdviseMoves _ ->
                    false;
        };
    }
}
