package dev.clawgateway.core.state.settings;

/**
 * How many answers are kept under callers' keys. Each takes some 500 bytes of memory.
 *
 * @param perCaller of one caller; nobody's name is one caller too
 * @param inAll of all
 */
public record AnswerLimits(int perCaller, int inAll) {
    public static final AnswerLimits DEFAULT = new AnswerLimits(100_000, 250_000);

    public AnswerLimits {
        if (perCaller < 1 || inAll < 1) {
            throw new IllegalArgumentException("at least one answer must be kept");
        }
    }
}
