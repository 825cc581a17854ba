package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.simulation.referee.history.History;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What people have closed, as far as that is certain: somebody was answered so, and nobody asked to
 * take that back since, nor may what was asked before still take effect.
 */
final class Doors {
    private static final long DOUBT_NANOS = 600_000_000_000L;

    /** What can be closed: a node in one of two ways, one of its devices, or all. */
    sealed interface Door {
        record Drain(NodeId node) implements Door {}

        record Cordon(NodeId node) implements Door {}

        /** By the condition that says so of it. */
        record Device(NodeId node, String condition) implements Door {}

        record Maintenance() implements Door {}
    }

    /** A wish to close or open. */
    record Wish(Door door, boolean close, long askedAt) {}

    /** Since when each is closed for certain. */
    private final Map<Door, Long> closedSince = new LinkedHashMap<>();

    /** Wishes to open that may still take effect. */
    private final Map<Door, Integer> openings = new HashMap<>();

    private final Map<Door, Long> inDoubtUntil = new HashMap<>();
    private final Map<Door, Long> openedAt = new HashMap<>();

    /** Whether it was closed at that time, and has been since. */
    boolean closed(Door door, long at, History history) {
        Long since = closedSince.get(door);
        return since != null && at > since && !forgotten(door, since, history);
    }

    void asked(Wish wish) {
        if (!wish.close()) {
            closedSince.remove(wish.door());
            openings.merge(wish.door(), 1, Integer::sum);
        }
    }

    void done(Wish wish, History history) {
        long now = history.now();
        if (!wish.close()) {
            openedAt.put(wish.door(), now);
            refused(wish);
        } else if (openings.getOrDefault(wish.door(), 0) == 0
                // Of two that were under way together nobody knows which came first.
                && openedAt.getOrDefault(wish.door(), -1L) < wish.askedAt()
                && now > inDoubtUntil.getOrDefault(wish.door(), -1L)) {
            closedSince.compute(
                    wish.door(),
                    (door, since) ->
                            since == null || forgotten(door, since, history) ? now : since);
        }
    }

    private static boolean forgotten(Door door, long since, History history) {
        return switch (door) {
            case Door.Drain(NodeId node) -> forgotten(node, since, history);
            case Door.Cordon(NodeId node) -> forgotten(node, since, history);
            case Door.Device(NodeId node, String _) -> forgotten(node, since, history);
            case Door.Maintenance _ -> false;
        };
    }

    private static boolean forgotten(NodeId node, long since, History history) {
        return history.node(node).mayHaveBeenForgotten(since, history.now());
    }

    /** It may take effect a while later. */
    void unanswered(Wish wish, long now) {
        if (!wish.close()) {
            refused(wish);
            inDoubtUntil.put(wish.door(), now + DOUBT_NANOS);
        }
    }

    void refused(Wish wish) {
        if (!wish.close()) {
            openings.computeIfPresent(wish.door(), (_, count) -> count > 1 ? count - 1 : null);
        }
    }
}
