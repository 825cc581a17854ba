package dev.clawgateway.control.operations;

import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.mesh.MeshView;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.space.WorkspaceDefaults;
import dev.clawgateway.core.time.Time;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Everything that can be done and asked about nodes, workloads and the gateway. */
public record Operations(
        NodeSessionOperations sessions,
        NodeOperations nodes,
        MeshOperations mesh,
        WorkloadOperations workloads,
        PlacementOperations placement,
        VirtualClusterOperations virtualClusters,
        WorkspaceOperations workspaces,
        MaintenanceOperations maintenance,
        InvocationOperations invocations,
        OutputOperations output,
        GatewayOperations gateway) {
    /**
     * Behind a desk, over what they work on.
     *
     * @param ids makes ids of workloads
     */
    public static Operations create(
            Desk desk, Cluster cluster, Nodes nodes, Time time, Supplier<UUID> ids) {
        ClusterView view = cluster.view();
        return new Operations(
                new NodeSessionOperations(desk, view, nodes.links(), nodes.invocations()),
                new NodeOperations(desk, view, nodes.telemetry()),
                new MeshOperations(desk, nodes.mesh()),
                new WorkloadOperations(desk, view, time, ids),
                new PlacementOperations(desk, view, time, ids, cluster.undeclaredVirtualClusters()),
                new VirtualClusterOperations(desk, view, ids),
                new WorkspaceOperations(desk, view, time, ids, cluster.workspaces()),
                new MaintenanceOperations(desk, view),
                new InvocationOperations(desk, nodes.invocations(), time),
                new OutputOperations(desk, view, nodes.logs()),
                new GatewayOperations(desk, view, time));
    }

    /**
     * What the one writer has published.
     *
     * @param undeclaredVirtualClusters whether a workload may name one that nobody declared
     * @param workspaces what they get of which nothing else is asked for
     */
    public record Cluster(
            ClusterView view,
            BooleanSupplier undeclaredVirtualClusters,
            Supplier<WorkspaceDefaults> workspaces) {}

    /** How nodes are reached, what is heard of them, and which form a mesh. */
    public record Nodes(
            Links links,
            PendingInvocations invocations,
            Telemetry telemetry,
            WorkloadLogs logs,
            MeshView mesh) {}
}
