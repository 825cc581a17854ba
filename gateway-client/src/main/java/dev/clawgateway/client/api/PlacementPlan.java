package dev.clawgateway.client.api;

import dev.clawgateway.core.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What submitting would do.
 *
 * @param node the only or the first worker's; null when nothing fits
 * @param members all of a gang that would start, in their order; empty unless it is one
 */
public record PlacementPlan(
        boolean placed,
        @Nullable NodeId node,
        List<Integer> gpus,
        ExplanationView explanation,
        List<Place> members)
        implements GatewayAnswer {
    public PlacementPlan {
        gpus = List.copyOf(gpus);
        members = List.copyOf(members);
    }

    /** Where each worker would run: one, or all of a gang. */
    public List<Place> places() {
        return node == null || !members.isEmpty() ? members : List.of(new Place(node, gpus));
    }

    /** Where one worker would run. */
    public record Place(NodeId node, List<Integer> gpus) {
        public Place {
            gpus = List.copyOf(gpus);
        }
    }
}
