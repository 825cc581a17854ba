package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.simulation.referee.fact.Fact;
import java.util.List;

/** A promise was broken: which one, in words for a person, and what shows it. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Invariant invariant;
    private final transient List<Fact> shownBy;
    private final String words;
    private final long at;

    /**
     * @param at the world's time
     */
    public Violation(Invariant invariant, long at, String words, List<Fact> shownBy) {
        super(invariant + ": " + words, null, false, false);
        this.words = words;
        this.invariant = invariant;
        this.at = at;
        this.shownBy = List.copyOf(shownBy);
    }

    public Invariant invariant() {
        return invariant;
    }

    public long at() {
        return at;
    }

    public String words() {
        return words;
    }

    public List<Fact> shownBy() {
        return shownBy;
    }
}
