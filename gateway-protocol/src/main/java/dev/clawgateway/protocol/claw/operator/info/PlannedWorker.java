package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.NodeId;
import java.util.List;

/** Where one member of a gang would run. */
public record PlannedWorker(NodeId nodeId, List<Integer> gpuIds) {
    public PlannedWorker {
        gpuIds = List.copyOf(gpuIds);
    }
}
