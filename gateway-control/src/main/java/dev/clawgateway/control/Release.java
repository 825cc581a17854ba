package dev.clawgateway.control;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.audit.Trail;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to a batch in a turn of the store: commit, audit, publish, send, answer, in this
 * order. Nothing is seen or sent before it is durable.
 */
public final class Release {
    private final Mandate mandate;
    private final PublishedView view;
    private final EffectOutlet outlet;
    private final LoopObserver observer;
    private final Audit audit;
    private final EventLog log;

    public Release(
            Mandate mandate,
            PublishedView view,
            EffectOutlet outlet,
            LoopObserver observer,
            Audit audit) {
        this.mandate = mandate;
        this.view = view;
        this.outlet = outlet;
        this.observer = observer;
        this.audit = audit;
        this.log = new EventLog(view);
    }

    /** Throws {@link StoreException} when the commit failed; then nothing was released. */
    void run(Batch batch) {
        List<AuditEntry> account = audit.kept() ? account(batch) : List.of();
        commit(batch, account);
        boolean written = account.isEmpty() || audit.write(account);
        view.publish(batch.turns());
        for (Batch.Entry<?> entry : batch.entries()) {
            // Whatever becomes of an effect, what was committed stays true. A start or stop that
            // has no room ends the session as a slow consumer, and goes out again when the node
            // returns.
            entry.applied().effects().forEach(outlet::deliver);
            if (written || !entry.audited()) {
                entry.tell();
            } else {
                entry.refuse(Audit.DONE_UNWRITTEN);
            }
        }
        log.tell(batch.changes());
    }

    private void commit(Batch batch, List<AuditEntry> account) {
        if (batch.changes().stream().noneMatch(Change::durable)) {
            return;
        }
        observer.commitStarted(batch.changes().size());
        try {
            mandate.commit(batch.changes());
        } catch (StoreException e) {
            if (!e.full() && !e.deposed() && !account.isEmpty()) {
                // Whether it landed is unknown; that it was tried is not.
                boolean _ =
                        audit.write(
                                account.stream()
                                        .map(entry -> entry.with(AuditEntry.Result.UNKNOWN))
                                        .toList());
            }
            throw e;
        }
        observer.commitEnded();
    }

    /** Against what is published still, so before this batch is. */
    private List<AuditEntry> account(Batch batch) {
        if (batch.entries().stream().noneMatch(Batch.Entry::audited)) {
            return List.of();
        }
        Trail trail = new Trail(view);
        List<AuditEntry> account = new ArrayList<>();
        for (Batch.Entry<?> entry : batch.entries()) {
            AuditEntry written = entry.follow(trail);
            if (written != null) {
                account.add(written);
            }
        }
        return account;
    }
}
