package dev.clawgateway.embedded;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.util.Map;

/**
 * Nodes and unfinished workloads. Built from published state in several steps: what changed
 * meanwhile may be seen in one and not in the other.
 *
 * @param nodes all that are known, connected or not, by name
 * @param workloads that have not ended, in the order of their creation
 * @param total of all known nodes
 * @param available what could be given out now
 */
public record GatewayState(
        Map<NodeId, NodeSummary> nodes,
        Map<WorkloadId, WorkloadSummary> workloads,
        ClusterCapacity total,
        ClusterCapacity available) {}
