package dev.clawgateway.simulation.plan;

import dev.clawgateway.simulation.peer.Taste;
import java.util.List;

/**
 * One thing that happens in a run. It names nobody: whom it meets is picked among those there are
 * when its time comes, so that a list of steps still means something when some of them are left
 * out.
 */
public sealed interface Step {
    /** Nothing but time. */
    record Pass(long millis) implements Step {}

    /**
     * An operator submits a workload.
     *
     * @param draw what the rest of its wish is drawn from
     */
    record Submit(int operator, List<Taste> tastes, long draw) implements Step {
        public Submit {
            tastes = List.copyOf(tastes);
        }
    }

    /**
     * Anything else.
     *
     * @param pick to whom it happens
     * @param other what or who else has a part in it
     * @param draw what everything else is drawn from
     */
    record Happens(Deed deed, int pick, int other, long draw) implements Step {}

    /** Whether nobody wanted it. */
    default boolean fault() {
        return this instanceof Happens(Deed deed, int _, int _, long _) && deed.fault();
    }

    /** What it is counted as, in coverage. */
    default String kind() {
        return switch (this) {
            case Pass _ -> "Pass";
            case Submit _ -> "Submit";
            case Happens(Deed deed, int _, int _, long _) -> deed.kind();
        };
    }
}
