package dev.clawgateway.store.layout;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.store.record.Stored;
import java.util.HashMap;
import java.util.Map;

/**
 * Which specs are stored, each once under a number, and which workloads refer to them. Equal specs
 * are one. One goes with the last workload that refers to it.
 */
final class SpecTable {
    private final Undo undo;
    private final Map<WorkloadId, Spec> byWorkload = new HashMap<>();
    private final Map<WorkloadSpec, Spec> shared = new HashMap<>();
    private long last;

    /** One that is stored. */
    static final class Spec {
        private final long number;
        private final WorkloadSpec asked;
        private int users;

        private Spec(long number, WorkloadSpec asked) {
            this.number = number;
            this.asked = asked;
        }

        WorkloadSpec asked() {
            return asked;
        }
    }

    SpecTable(Undo undo) {
        this.undo = undo;
    }

    void clear() {
        byWorkload.clear();
        shared.clear();
        last = 0;
    }

    /**
     * Takes in one that is stored.
     *
     * @param whole whether all of it is known here: only then another workload may share it
     */
    Spec stored(long number, WorkloadSpec asked, boolean whole) {
        Spec spec = new Spec(number, asked);
        last = Math.max(last, number);
        if (whole) {
            shared.put(asked, spec);
        }
        return spec;
    }

    /** Takes in that a stored workload refers to it. */
    void refers(WorkloadId workload, Spec spec) {
        spec.users++;
        byWorkload.put(workload, spec);
    }

    /** The number of a workload's spec, which is written down unless it is stored already. */
    long number(WorkloadRecord workload, EntryWriter out) {
        Spec known = byWorkload.get(workload.id());
        if (known != null && known.asked.equals(workload.spec())) {
            return known.number;
        }
        Spec next = shared.get(workload.spec());
        if (next == null) {
            next = added(workload.spec(), out);
        }
        Spec spec = next;
        refers(workload.id(), spec);
        undo.add(() -> {
            spec.users--;
            byWorkload.remove(workload.id());
        });
        if (known != null) {
            undo.add(() -> byWorkload.put(workload.id(), known));
            released(known, out);
        }
        return spec.number;
    }

    private Spec added(WorkloadSpec asked, EntryWriter out) {
        last++;
        Spec spec = new Spec(last, asked);
        shared.put(asked, spec);
        undo.add(() -> {
            shared.remove(asked, spec);
            last--;
        });
        out.put(StoreKeys.spec(spec.number), Stored.SPEC.write(asked));
        return spec;
    }

    /** The workload is no more. */
    void forget(WorkloadId workload, EntryWriter out) {
        Spec spec = byWorkload.remove(workload);
        if (spec != null) {
            undo.add(() -> byWorkload.put(workload, spec));
            released(spec, out);
        }
    }

    private void released(Spec spec, EntryWriter out) {
        spec.users--;
        undo.add(() -> spec.users++);
        if (spec.users == 0) {
            if (shared.remove(spec.asked, spec)) {
                undo.add(() -> shared.put(spec.asked, spec));
            }
            out.delete(StoreKeys.spec(spec.number));
        }
    }
}
