package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.operations.follow.Watched.Item;
import dev.clawgateway.control.operations.follow.Watched.Kind;
import dev.clawgateway.control.watch.Changed;
import dev.clawgateway.control.watch.Sighting;
import dev.clawgateway.control.watch.Watch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One watcher of one list: what was there first, if wanted, then what comes. For one thread. */
public final class ListWatch<T> implements AutoCloseable {
    private final Watch watch;
    private final Iterator<Item<T>> first;
    private final Function<Changed, @Nullable Item<T>> told;

    /** Up to which everything was told once the first are; 0 when it was. */
    private long begun;

    /**
     * A watcher.
     *
     * @param first what was there at a revision or later; may be none
     * @param begun that revision, which the watch goes on from
     * @param told makes of a change what the watcher is told; null for nothing
     */
    ListWatch(
            Watch watch,
            Iterator<Item<T>> first,
            long begun,
            Function<Changed, @Nullable Item<T>> told) {
        this.watch = watch;
        this.first = first;
        this.begun = begun;
        this.told = told;
    }

    /** What comes next; when there is nothing, the watcher is woken once there is. */
    public Watched<T> read(int limit) {
        if (begun > 0) {
            return readFirst(limit);
        }
        return switch (watch.read(limit)) {
            case Sighting.Changes(List<Changed> changes, long revision) -> {
                List<Item<T>> items = new ArrayList<>();
                for (Changed changed : changes) {
                    Item<T> item = told.apply(changed);
                    if (item != null) {
                        items.add(item);
                    }
                }
                // Woken is only whoever was told that there is nothing: so that is asked for, too.
                boolean passed = items.isEmpty() && !changes.isEmpty();
                yield new Watched.Next<>(items, passed ? 0 : revision);
            }
            case Sighting.TooOld _ ->
                    new Watched.Gone<>("what came next is kept no more; list again");
            case Sighting.Ahead _ ->
                    new Watched.Gone<>(
                            "this revision is of another history of the gateway; list again");
        };
    }

    private Watched<T> readFirst(int limit) {
        List<Item<T>> items = new ArrayList<>();
        while (first.hasNext() && items.size() < limit) {
            items.add(first.next());
        }
        if (first.hasNext()) {
            return new Watched.Next<>(items, 0);
        }
        long revision = begun;
        begun = 0;
        return new Watched.Next<>(items, revision);
    }

    /** What became of a thing for whoever wants those that are selected. */
    static <R, T> @Nullable Item<T> item(
            long revision,
            @Nullable R before,
            @Nullable R after,
            Predicate<R> selected,
            Function<R, T> shown) {
        boolean was = before != null && selected.test(before);
        if (after == null) {
            return before != null && was
                    ? new Item<>(Kind.DELETED, revision, shown.apply(before))
                    : null;
        }
        boolean is = selected.test(after);
        if (!was && !is) {
            return null;
        }
        Kind kind = !is ? Kind.LEFT : was ? Kind.MODIFIED : Kind.ADDED;
        return new Item<>(kind, revision, shown.apply(after));
    }

    /** Gives its place to somebody else. Idempotent. */
    @Override
    public void close() {
        watch.close();
    }
}
