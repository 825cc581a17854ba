package dev.clawgateway.scheduler;

import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.List;

/** Makes placement engines. */
public final class Schedulers {
    private Schedulers() {}

    /** Every placement policy that can be named, in configuration and in specs. */
    public static List<String> policies() {
        return policies(Policies.onClassPath());
    }

    /** The same where these are the functions. */
    public static List<String> policies(List<ScoringFunction> functions) {
        return Policies.of(SchedulerOptions.DEFAULT.policy(), functions).names();
    }

    /**
     * An empty engine. Throws {@link IllegalArgumentException}, which names what is known, for an
     * unknown policy.
     */
    public static Placer create(SchedulerOptions options) {
        QueueOptions queue =
                new QueueOptions(
                        options.seed(),
                        options.protectedRunTime(),
                        options.reserveAfter(),
                        options.reservations(),
                        options.usageHalfLife(),
                        options.maxWorkloadsPerNode());
        return new QueueScheduler(queue, Policies.of(options.policy(), options.functions()));
    }

    /**
     * Has an engine go by other options from now on, as far as they can change: the seed, and how
     * many workloads a node takes, stay. Requests that wait keep their policy.
     */
    public static void change(Placer made, SchedulerOptions next) {
        if (made instanceof QueueScheduler engine) {
            engine.change(next);
        }
    }
}
