package dev.clawgateway.control.operations.lists;

import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.NodeWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as operators see it: its record, and what was last heard of it.
 *
 * @param workloads that hold devices on it
 * @param avoided null while it is not
 * @param unsure it is silent as many others are, so that nobody knows which side is at fault
 * @param window the maintenance window that is on or comes next; null for none
 * @param drain how far its drain is; null while it is not drained
 * @param lastHeartbeat null when none came since the gateway started
 */
public record ListedNode(
        NodeRecord record,
        Standing standing,
        NodeDevices devices,
        int workloads,
        @Nullable Avoided avoided,
        boolean unsure,
        @Nullable NodeWindow window,
        @Nullable DrainProgress drain,
        @Nullable Instant lastHeartbeat,
        List<GpuReading> readings) {
    /** How a node stands, in one word. */
    public enum Standing {
        HEALTHY,
        /** Silent too long. */
        DEGRADED,
        DRAINING,
        /** Without a session; then nothing else matters. */
        DISCONNECTED;

        /** With a session open draining wins; without one the node is away whatever else it is. */
        public static Standing of(NodeRecord node, NodeStatus status) {
            if (status == NodeStatus.DISCONNECTED) {
                return DISCONNECTED;
            } else if (node.draining()) {
                return DRAINING;
            }
            return status == NodeStatus.DEGRADED ? DEGRADED : HEALTHY;
        }
    }

    /**
     * As published now.
     *
     * @param signals null when none came since the gateway started
     */
    public static ListedNode of(NodeRecord node, ClusterView view, @Nullable NodeSignals signals) {
        return of(node, view.status(node.id()), view, signals);
    }

    /** The same of one that stands so. */
    public static ListedNode of(
            NodeRecord node, NodeStatus status, ClusterView view, @Nullable NodeSignals signals) {
        return new ListedNode(
                node,
                Standing.of(node, status),
                view.devices(node),
                view.workloadsOn(node.id()),
                view.avoided(node.id()),
                view.unsure(node.id()),
                NodeWindow.of(view.window(node)),
                DrainProgress.of(node, status),
                signals == null ? null : signals.lastHeartbeat(),
                signals == null ? List.of() : signals.readings());
    }
}
