package dev.clawgateway.control;

import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one turn of the control loop came to: stored whole, then published and released in order.
 */
final class Batch {
    /**
     * One command's result with whoever waits for it.
     *
     * @param impatient whether a person waits, who has to be told when it takes long
     */
    record Entry(Applied applied, Consumer<Outcome> whenDurable, boolean impatient) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    void add(Applied applied, Consumer<Outcome> whenDurable) {
        add(applied, whenDurable, false);
    }

    void add(Applied applied, Consumer<Outcome> whenDurable, boolean impatient) {
        entries.add(new Entry(applied, whenDurable, impatient));
        changes.addAll(applied.changes());
    }

    /** Tells the impatient that it takes longer; they hear nothing more of it. */
    void tellImpatient(Outcome answer) {
        for (Entry entry : entries) {
            if (entry.impatient()) {
                entry.whenDurable().accept(answer);
            }
        }
        entries.replaceAll(
                entry -> entry.impatient() ? new Entry(entry.applied(), _ -> {}, false) : entry);
    }

    /** Tells everybody that nothing of it was done. */
    void refuse(Outcome answer) {
        entries.forEach(entry -> entry.whenDurable().accept(answer));
        entries.clear();
    }

    List<Entry> entries() {
        return entries;
    }

    /** Whether a store has to keep anything of it. */
    boolean durable() {
        return changes.stream().anyMatch(Change::durable);
    }

    /** All changes of all entries, in order. */
    List<Change> changes() {
        return changes;
    }
}
