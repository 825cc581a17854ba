package dev.clawgateway.control.watch;

import java.util.List;

/** What a watch has for its reader. */
public sealed interface Sighting {
    /**
     * The next changes, in their order, without a gap after those read before.
     *
     * @param changes none when there is nothing new
     * @param revision up to which everything was read then; 0 while there is more
     */
    record Changes(List<Changed> changes, long revision) implements Sighting {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /** What comes next is kept no more: the reader has to list again. Nothing follows this. */
    record TooOld() implements Sighting {}

    /** The reader knows a revision that this history has not reached. Nothing follows this. */
    record Ahead() implements Sighting {}
}
