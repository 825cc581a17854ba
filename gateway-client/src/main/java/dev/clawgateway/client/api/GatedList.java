package dev.clawgateway.client.api;

import dev.clawgateway.core.WorkloadId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Workloads that gates hold back.
 *
 * @param known how many there are, listed here or not; null from a gateway that does not say
 */
public record GatedList(List<Gated> workloads, @Nullable Long known) implements GatewayAnswer {
    public GatedList {
        workloads = List.copyOf(workloads);
    }

    /** How many there are, listed here or not, as far as the gateway says. */
    public long total() {
        return known == null ? workloads.size() : known;
    }

    /** One that is held back. */
    public record Gated(
            WorkloadId workload,
            String image,
            List<String> pendingGates,
            Instant submittedAt,
            Duration waiting) {
        public Gated {
            pendingGates = List.copyOf(pendingGates);
        }
    }
}
