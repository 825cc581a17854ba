package dev.clawgateway.control;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.StoreException;

/**
 * What happens to a batch in a turn of the store: commit, publish, send, answer, in this order.
 * Nothing is seen or sent before it is durable.
 */
public final class Release {
    private final Mandate mandate;
    private final PublishedView view;
    private final EffectOutlet outlet;
    private final LoopObserver observer;
    private final EventLog log;

    public Release(
            Mandate mandate, PublishedView view, EffectOutlet outlet, LoopObserver observer) {
        this.mandate = mandate;
        this.view = view;
        this.outlet = outlet;
        this.observer = observer;
        this.log = new EventLog(view);
    }

    /** Throws {@link StoreException} when the commit failed; then nothing was released. */
    void run(Batch batch) {
        if (batch.changes().stream().anyMatch(Change::durable)) {
            observer.commitStarted(batch.changes().size());
            mandate.commit(batch.changes());
            observer.commitEnded();
        }
        view.publish(batch.changes());
        for (Batch.Entry<?> entry : batch.entries()) {
            // Whatever becomes of an effect, what was committed stays true. A start or stop that
            // has no room ends the session as a slow consumer, and goes out again when the node
            // returns.
            entry.applied().effects().forEach(outlet::deliver);
            entry.tell();
        }
        log.tell(batch.changes());
    }
}
