package dev.clawgateway.scheduler;

import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.scheduler.reference.ReferencePlacer;
import java.util.List;

/** Makes placement engines. */
public final class Schedulers {
    private static final List<String> POLICIES =
            List.of("best_fit", "bin_pack", "spread", "random");

    private Schedulers() {}

    /** Every placement policy that can be named, in configuration and in specs. */
    public static List<String> policies() {
        return POLICIES;
    }

    /**
     * An empty engine. Throws {@link IllegalArgumentException}, which names what is known, for an
     * unknown policy.
     */
    public static Placer create(SchedulerOptions options) {
        if (!policies().contains(options.policy())) {
            throw new IllegalArgumentException(
                    "unknown placement policy '" + options.policy() + "'; known: " + policies());
        }
        return new ReferencePlacer(options.policy(), options.seed());
    }
}
