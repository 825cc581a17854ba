package dev.clawgateway.control;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.Term;
import java.util.List;

/** The right to write a store, until somebody else begins a later term. */
public record Mandate(Store store, Term term) {
    /** Ends whatever mandate there is for that store, and takes its place. */
    public static Mandate claim(Store store) {
        return new Mandate(store, store.begin());
    }

    void commit(List<Change> changes) {
        store.commit(term, changes);
    }
}
