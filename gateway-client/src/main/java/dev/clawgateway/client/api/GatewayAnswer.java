package dev.clawgateway.client.api;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.record.MaintenanceWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anything a gateway answers that programs may want to read as JSON. */
public sealed interface GatewayAnswer
        permits GatewayAnswer.Nodes,
                GatewayAnswer.Workloads,
                GatewayAnswer.Moves,
                GatewayAnswer.Windows,
                ClusterStatus,
                Done,
                ExplanationView,
                GatedList,
                NodeDetails,
                OutputPart,
                PlacementPlan,
                Submitted,
                VirtualClusterList,
                WaitingList,
                WorkloadView {
    /** A list of nodes. */
    record Nodes(List<NodeDetails> nodes) implements GatewayAnswer {
        public Nodes {
            nodes = List.copyOf(nodes);
        }
    }

    /** Maintenance windows that are planned or on. */
    record Windows(List<MaintenanceWindow> windows) implements GatewayAnswer {
        public Windows {
            windows = List.copyOf(windows);
        }
    }

    /** A list of workloads. */
    record Workloads(List<WorkloadView> workloads) implements GatewayAnswer {
        public Workloads {
            workloads = List.copyOf(workloads);
        }
    }

    /**
     * Advice only; nothing is moved.
     *
     * @param waiting who could start after the moves; null when nothing waits that they would help
     */
    record Moves(@Nullable WorkloadId waiting, List<Advice.Move> moves) implements GatewayAnswer {
        public Moves {
            moves = List.copyOf(moves);
        }
    }
}
