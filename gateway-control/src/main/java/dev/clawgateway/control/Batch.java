package dev.clawgateway.control;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.audit.Trail;
import dev.clawgateway.control.audit.Wishes;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one turn of the control loop came to: stored whole, then published and released in order.
 */
final class Batch {
    /**
     * One command's result with whoever waits for it.
     *
     * @param wish null where it is of no interest whose it was
     * @param impatient whether a person waits, who has to be told when it takes long
     */
    record Entry<O extends Outcome.Granted>(
            @Nullable Wish<O> wish,
            Applied<O> applied,
            Consumer<Verdict<O>> whenDurable,
            boolean impatient) {
        void tell() {
            whenDurable.accept(applied.verdict());
        }

        void refuse(Outcome.Refused why) {
            whenDurable.accept(new Verdict.Refused<>(why));
        }

        /** Under which it was sent; null for none. */
        Terms.@Nullable Key key() {
            return wish != null && wish.command() instanceof Command.Once<?> once
                    ? once.terms().key()
                    : null;
        }

        /** Whether it is written down what became of it. */
        boolean audited() {
            return wish != null && Wishes.audited(wish.caller(), wish.command());
        }

        /** What is written down of it; null for nothing. */
        @Nullable AuditEntry follow(Trail trail) {
            if (wish != null && audited()) {
                return trail.follow(wish.caller(), wish.command(), applied);
            }
            trail.pass(applied);
            return null;
        }

        /** The same, of which nobody is told any more. */
        Entry<O> untold() {
            return new Entry<>(wish, applied, _ -> {}, false);
        }
    }

    /** Who wished what. */
    record Wish<O extends Outcome.Granted>(Caller caller, Command<O> command) {}

    private final List<Entry<?>> entries = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    /** What nobody waits for. */
    <O extends Outcome.Granted> void add(Applied<O> applied) {
        add(null, applied, _ -> {}, false);
    }

    <O extends Outcome.Granted> void add(
            @Nullable Wish<O> wish,
            Applied<O> applied,
            Consumer<Verdict<O>> whenDurable,
            boolean impatient) {
        entries.add(new Entry<>(wish, applied, whenDurable, impatient));
        changes.addAll(applied.changes());
    }

    /** Tells the impatient that it takes longer; they hear nothing more of it. */
    void tellImpatient(Outcome.Refused answer) {
        for (Entry<?> entry : entries) {
            if (entry.impatient()) {
                entry.refuse(answer);
            }
        }
        entries.replaceAll(entry -> entry.impatient() ? entry.untold() : entry);
    }

    /**
     * Tells the impatient that it may be done or not. Others, such as nodes that report, say it
     * again to the next gateway as long as nobody has told them.
     */
    void tellDoubt() {
        for (Entry<?> entry : entries) {
            if (entry.impatient()) {
                entry.refuse(StoreFailure.unknown(entry.key(), entry.applied().verdict()));
            }
        }
        entries.clear();
    }

    /** Tells everybody that nothing of it was done. */
    void refuse(Outcome.Refused answer) {
        entries.forEach(entry -> entry.refuse(answer));
        entries.clear();
    }

    List<Entry<?>> entries() {
        return entries;
    }

    /** Whether a store has to keep anything of it. */
    boolean durable() {
        return changes.stream().anyMatch(Change::durable);
    }

    /** The changes of each entry that has any, in order. */
    List<List<Change>> turns() {
        return entries.stream()
                .map(entry -> entry.applied().changes())
                .filter(changed -> !changed.isEmpty())
                .toList();
    }

    /** All changes of all entries, in order. */
    List<Change> changes() {
        return changes;
    }
}
