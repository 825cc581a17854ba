package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.Allocation;
import org.jspecify.annotations.Nullable;

/**
 * What one try at running a workload was given. Its number is how many there were: see {@link
 * WorkloadHead#attempts}.
 *
 * @param allocation what it holds, or held when it ended
 * @param placement why it was placed there; null in records from before it was kept
 */
public record Attempt(Allocation allocation, @Nullable String placement) {
    Attempt holding(Allocation moved) {
        return new Attempt(moved, placement);
    }
}
