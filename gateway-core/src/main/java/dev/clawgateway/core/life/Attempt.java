package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.Allocation;
import org.jspecify.annotations.Nullable;

/**
 * What one try at running a workload was given. Its number is how many there were: see {@link
 * WorkloadHead#attempts}.
 *
 * @param allocation what it holds, or held when it ended
 * @param placement why it was placed there; null in records from before it was kept
 * @param adopted its node ran it, and this gateway did not know: the gateway does not end it of its
 *     own accord
 * @param devicesUnknown adopted from a node that does not say which devices it uses
 */
public record Attempt(
        Allocation allocation,
        @Nullable String placement,
        boolean adopted,
        boolean devicesUnknown) {
    /** One that was placed here. */
    public Attempt(Allocation allocation, @Nullable String placement) {
        this(allocation, placement, false, false);
    }

    Attempt holding(Allocation moved) {
        return new Attempt(moved, placement, adopted, devicesUnknown);
    }
}
