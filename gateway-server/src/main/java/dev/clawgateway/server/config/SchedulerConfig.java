package dev.clawgateway.server.config;

import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.server.plugin.PluginException;
import dev.clawgateway.server.plugin.PluginFunctions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code [scheduler]}.
 *
 * @param policy how a workload that names none is placed
 * @param seed of every random choice; equal seeds and equal histories place equally
 * @param protectedRunTime how long a workload runs before it may be stopped for another
 * @param reserveAfter how long a workload waits before devices are reserved for it
 * @param reservations most at a time, one for each virtual cluster; 0 for none
 * @param usageHalfLife after which past use of a virtual cluster counts half
 * @param maxWorkloadsPerNode that a node takes, whatever they need
 * @param pluginDir whose jars are searched for scoring functions; null for the class path alone
 * @param functions that were found, there and on the class path
 */
public record SchedulerConfig(
        String policy,
        long seed,
        Duration protectedRunTime,
        Duration reserveAfter,
        int reservations,
        Duration usageHalfLife,
        int maxWorkloadsPerNode,
        @Nullable Path pluginDir,
        List<ScoringFunction> functions) {
    private static final String CUSTOM = "custom";
    private static final int MAX_RESERVATIONS = 64;
    private static final int MAX_WORKLOADS_PER_NODE = 1_000_000;
    private static final int DAY = 86_400;
    private static final int YEAR = 365 * DAY;
    private static final SchedulerConfig DEFAULT = of(SchedulerOptions.DEFAULT);

    public SchedulerConfig {
        functions = List.copyOf(functions);
        List<String> known = Schedulers.policies(functions);
        if (policy.equals(CUSTOM) && functions.isEmpty()) {
            throw new ConfigException(
                    "scheduler.policy",
                    Section.quoted(policy),
                    "no ScoringFunction is on the class path; put its jar into plugins/, or into"
                            + " scheduler.plugin_dir");
        } else if (!known.contains(policy)) {
            throw new ConfigException(
                    "scheduler.policy",
                    Section.quoted(policy),
                    "is no policy of the running gateway, which knows "
                            + String.join(", ", known)
                            + "; new plug-ins wait for a restart");
        }
    }

    /** The same where these functions are in force. */
    public SchedulerConfig with(@Nullable Path folder, List<ScoringFunction> others) {
        return new SchedulerConfig(
                policy,
                seed,
                protectedRunTime,
                reserveAfter,
                reservations,
                usageHalfLife,
                maxWorkloadsPerNode,
                folder,
                others);
    }

    private static SchedulerConfig of(SchedulerOptions options) {
        return new SchedulerConfig(
                options.policy(),
                options.seed(),
                options.protectedRunTime(),
                options.reserveAfter(),
                options.reservations(),
                options.usageHalfLife(),
                options.maxWorkloadsPerNode(),
                null,
                options.functions());
    }

    /** The same for the engine. */
    public SchedulerOptions options() {
        return new SchedulerOptions(
                policy,
                seed,
                protectedRunTime,
                reserveAfter,
                reservations,
                usageHalfLife,
                maxWorkloadsPerNode,
                functions);
    }

    private static List<ScoringFunction> functions(
            Section section, @Nullable Path folder, List<ScoringFunction> ofProgram) {
        try {
            return PluginFunctions.find(folder, ofProgram);
        } catch (PluginException unusable) {
            section.refuse("plugin_dir", String.valueOf(unusable.getMessage()));
            return List.of();
        }
    }

    static SchedulerConfig read(Section section, List<ScoringFunction> ofProgram) {
        Path pluginDir = section.optionalPath("plugin_dir");
        List<ScoringFunction> functions = functions(section, pluginDir, ofProgram);
        List<String> policies = new ArrayList<>(Schedulers.policies(functions));
        if (!policies.contains(CUSTOM)) {
            policies.add(CUSTOM);
        }
        String policy = section.word("policy", DEFAULT.policy, policies);
        long seed = section.number("seed", DEFAULT.seed, Long.MIN_VALUE, Long.MAX_VALUE);
        Duration isProtected = section.seconds("protected_run_time_secs", 60, 0, DAY);
        Duration reserve = section.seconds("reserve_after_secs", 300, 0, DAY);
        int reservations =
                section.integer("reservations", DEFAULT.reservations, 0, MAX_RESERVATIONS);
        Duration halfLife = section.seconds("usage_half_life_secs", DAY, 0, YEAR);
        int most =
                section.integer(
                        "max_workloads_per_node",
                        DEFAULT.maxWorkloadsPerNode,
                        1,
                        MAX_WORKLOADS_PER_NODE);
        return section.build(
                () ->
                        new SchedulerConfig(
                                policy,
                                seed,
                                isProtected,
                                reserve,
                                reservations,
                                halfLife,
                                most,
                                pluginDir,
                                functions),
                DEFAULT);
    }
}
