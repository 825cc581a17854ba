package dev.clawgateway.control.operations.follow;

import java.util.List;

/** What somebody who watches a list is told next. */
public sealed interface Watched<T> {
    /**
     * What became of single things, in their order.
     *
     * @param revision up to which everything was told then; 0 while there is more
     */
    record Next<T>(List<Item<T>> items, long revision) implements Watched<T> {
        public Next {
            items = List.copyOf(items);
        }
    }

    /**
     * What comes next is kept no more, or the revision is of another history: list again.
     *
     * @param why for people
     */
    record Gone<T>(String why) implements Watched<T> {}

    /**
     * One thing.
     *
     * @param revision of the command that did it; of what was there before, its own
     * @param thing as it was then; as it was last, where it is gone
     */
    record Item<T>(Kind kind, long revision, T thing) {}

    /** What became of it, as far as the watcher is concerned. */
    enum Kind {
        /** It is there, and was not selected before. */
        ADDED,
        MODIFIED,
        /** It is there, and is not selected any more. */
        LEFT,
        DELETED
    }
}
