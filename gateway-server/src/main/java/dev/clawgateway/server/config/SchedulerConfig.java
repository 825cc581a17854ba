package dev.clawgateway.server.config;

/**
 * {@code [scheduler]}.
 *
 * @param policy how a workload that names none is placed
 * @param seed of the {@code random} policy; equal seeds and equal histories place equally
 */
public record SchedulerConfig(Policy policy, long seed) {
    static final SchedulerConfig DEFAULT = new SchedulerConfig(Policy.BEST_FIT, 0);

    /** The placement policies by their names in the file. */
    public enum Policy {
        /** The node where the least stays free. */
        BEST_FIT,
        /** The fullest node that still has room. */
        BIN_PACK,
        /** The emptiest node. */
        SPREAD,
        /** Any node that has room, drawn from the seed. */
        RANDOM,
        /** A scoring function found by the service loader. */
        CUSTOM
    }

    static SchedulerConfig read(Section section) {
        return new SchedulerConfig(
                section.choice("policy", DEFAULT.policy),
                section.number("seed", DEFAULT.seed, Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
