package dev.clawgateway.server.config;

import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;

/**
 * {@code [scheduler]}.
 *
 * @param policy how a workload that names none is placed
 * @param seed of every random choice; equal seeds and equal histories place equally
 */
public record SchedulerConfig(String policy, long seed) {
    static SchedulerConfig read(Section section) {
        SchedulerOptions defaults = SchedulerOptions.DEFAULT;
        return new SchedulerConfig(
                section.word("policy", defaults.policy(), Schedulers.policies()),
                section.number("seed", defaults.seed(), Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
