package dev.clawgateway.core.cluster;

/**
 * One time of being allowed to write. Whoever begins a later one ends it: what the earlier writer
 * still commits is refused.
 *
 * @param number grows by one with each term, over the life of the store
 */
public record Term(long number) {
    /** Before the first: nobody may write. */
    public static final Term NONE = new Term(0);

    public Term next() {
        return new Term(number + 1);
    }
}
