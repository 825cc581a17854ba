package dev.clawgateway.cli.node;

import dev.clawgateway.cli.output.Display;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which GPUs workloads hold, whole or in part, and which workloads. */
final class HeldGpus {
    private final Map<NodeId, Map<Integer, String>> holders = new HashMap<>();

    /** Asks for all that hold devices now; null asks about every node. */
    static HeldGpus ask(GatewayApi gateway, @Nullable NodeId node) {
        HeldGpus held = new HeldGpus();
        Stream.of(WorkloadState.STARTING, WorkloadState.RUNNING, WorkloadState.STOPPING)
                .map(state -> gateway.workloads().list(WorkloadQuery.in(state, node)))
                .flatMap(List::stream)
                .forEach(held::add);
        return held;
    }

    private void add(WorkloadView workload) {
        String name =
                Objects.requireNonNullElse(workload.name(), Display.shortId(workload.id().value()));
        if (workload.node() == null) {
            return;
        }
        Map<Integer, String> onNode =
                holders.computeIfAbsent(workload.node(), _ -> new TreeMap<>());
        workload.gpus().forEach(gpu -> onNode.merge(gpu, name, (a, b) -> a + ", " + b));
    }

    /** Who holds the GPU; a dash for nobody. */
    String holder(NodeId node, int gpu) {
        return holders.getOrDefault(node, Map.of()).getOrDefault(gpu, Display.NOTHING);
    }
}
