package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.history.History;
import java.util.List;

/** Holds one promise against what is known. Knows only facts; never asks the gateway. */
public interface Judge {
    Invariant invariant();

    /** One more fact, which the history has taken in already. Throws a {@link Violation}. */
    void hear(Fact fact, History history);

    /**
     * Whether the promise holds over a folder of the gateway that was replaced by an older copy or
     * an empty one. What it acknowledged before it cannot keep then.
     */
    default boolean holdsOverReplacedFolder() {
        return false;
    }

    /** The world has come to rest; {@link History#rest()} says how far. */
    default void rested(History history) {}

    /** A violation of this judge's promise, now. */
    default Violation broken(History history, String words, Fact... shownBy) {
        return new Violation(invariant(), history.now(), words, List.of(shownBy));
    }
}
