package dev.clawgateway.client.access;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import org.jspecify.annotations.Nullable;

/**
 * Whether one may do something. At most one of the places is given.
 *
 * @param operation as permissions name it, such as {@code workloads.stop}
 * @param virtualCluster where; null for anywhere
 * @param node on which; null for any
 * @param workload with which; null for any
 */
public record AccessQuestion(
        String operation,
        @Nullable String virtualCluster,
        @Nullable NodeId node,
        @Nullable WorkloadId workload) {}
