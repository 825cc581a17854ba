package dev.clawgateway.core.life;

import dev.clawgateway.core.NodeId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is left of attempts before the current one, or the last.
 *
 * @param restarts how many its restart policy began
 * @param inARow of these since it last ran for long
 * @param unwanted where the last one failed to start: another node is preferred; null for none
 * @param lost those that may still run, since they were given up with their nodes; the latest last
 */
public record Past(int restarts, int inARow, @Nullable NodeId unwanted, List<Lost> lost) {
    public static final Past NONE = new Past(0, 0, null, List.of());

    /** An earlier one gives way: nothing is lost as often and heard of never. */
    private static final int MOST_LOST = 16;

    /** An attempt that was given up with its node, of whose end no word has come. */
    public record Lost(NodeId node, int attempt) {}

    public Past {
        lost = List.copyOf(lost);
    }

    /** One more restart. */
    public Past restarted(int nowInARow, @Nullable NodeId notThere) {
        return new Past(restarts + 1, nowInARow, notThere, lost);
    }

    /** The same with an attempt that may still run. */
    public Past losing(Lost attempt) {
        List<Lost> all = Stream.concat(lost.stream(), Stream.of(attempt)).toList();
        return new Past(
                restarts,
                inARow,
                unwanted,
                all.subList(Math.max(0, all.size() - MOST_LOST), all.size()));
    }

    /** The same when that attempt is known to run no more. */
    public Past without(Lost attempt) {
        return new Past(
                restarts,
                inARow,
                unwanted,
                lost.stream().filter(one -> !one.equals(attempt)).toList());
    }
}
