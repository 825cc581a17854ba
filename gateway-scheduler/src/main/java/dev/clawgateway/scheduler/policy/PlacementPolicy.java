package dev.clawgateway.scheduler.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How one of several fitting nodes is chosen. Ties go to the fewest free GPUs, then the lower id.
 */
public enum PlacementPolicy {
    /** The node with the fewest free GPUs left over. */
    BEST_FIT,
    /** The node that is fullest in proportion to its size. */
    BIN_PACK,
    /** The node that is emptiest in proportion to its size. */
    SPREAD,
    /** Any node that fits, drawn from the seed. */
    RANDOM,
    /** The node that a {@link ScoringFunction} scores highest. */
    CUSTOM,
    /** The node where the least free capacity becomes useless for the typical request. */
    LEAST_FRAGMENTATION;

    /** As written in configuration and specs, such as {@code best_fit}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy of that word; empty for any other text. */
    public static Optional<PlacementPolicy> parse(String word) {
        return Arrays.stream(values()).filter(policy -> policy.word().equals(word)).findFirst();
    }
}
