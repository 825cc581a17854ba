package dev.clawgateway.core.state.node;

import dev.clawgateway.core.WorkloadId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one node was told, and has said, about attempts that are not current. Keeps two machines
 * that answer each other from doing so for ever: of an attempt that is over a node repeats what it
 * knows, and is not answered.
 */
public final class Strays {
    /**
     * Attempts that a session may be told to stop before they have ended. No node runs as many;
     * what is beyond is told in a later session.
     */
    private static final int MAX_TOLD = 10_000;

    /** Ends that are remembered over sessions; without one a repeat costs a single frame. */
    private static final int MAX_ENDED = 1_000;

    public record Attempt(WorkloadId workload, int number) {}

    private final Set<Attempt> told = new LinkedHashSet<>();

    /** Given up without a word of the node, which may start it yet. */
    private final Set<Attempt> unconfirmed = new LinkedHashSet<>();

    private final Set<Attempt> ended = new LinkedHashSet<>();

    /** A new session; of a node that says what it runs, all is known again. */
    public void sessionBegan(boolean says) {
        told.clear();
        if (says) {
            unconfirmed.clear();
        }
    }

    public void unconfirmed(WorkloadId workload, int attempt) {
        unconfirmed.add(new Attempt(workload, attempt));
        if (unconfirmed.size() > MAX_ENDED) {
            unconfirmed.remove(unconfirmed.iterator().next());
        }
    }

    /** Whether the node may run what is not current, or start it yet. */
    public boolean mayRun() {
        return !told.isEmpty() || !unconfirmed.isEmpty();
    }

    /** Whether the node is to be told, which is at most once in a session. */
    public boolean tellToStop(WorkloadId workload, int attempt) {
        Attempt stray = new Attempt(workload, attempt);
        return !ended.contains(stray) && told.size() < MAX_TOLD && told.add(stray);
    }

    /** Whether it was told to stop what has not ended. */
    public boolean stopping() {
        return !told.isEmpty();
    }

    /** What it was told to stop, and has not ended. */
    public List<Attempt> told() {
        return List.copyOf(told);
    }

    /** The number of what it was told to stop of the workload, and has not ended; null for none. */
    public @Nullable Integer told(WorkloadId workload) {
        for (Attempt attempt : told) {
            if (attempt.workload().equals(workload)) {
                return attempt.number();
            }
        }
        return null;
    }

    /** Whether the node itself said that the attempt is over. */
    public boolean hasEnded(WorkloadId workload, int attempt) {
        return ended.contains(new Attempt(workload, attempt));
    }

    /** The node itself said that the attempt is over. */
    public void ended(WorkloadId workload, int attempt) {
        Attempt over = new Attempt(workload, attempt);
        told.remove(over);
        unconfirmed.remove(over);
        ended.add(over);
        if (ended.size() > MAX_ENDED) {
            ended.remove(ended.iterator().next());
        }
    }
}
