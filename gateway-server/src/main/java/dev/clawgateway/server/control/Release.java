package dev.clawgateway.server.control;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.state.Change;
import dev.clawgateway.core.state.Command;
import dev.clawgateway.core.state.Effect;
import dev.clawgateway.core.state.Outcome;
import dev.clawgateway.core.state.Store;
import dev.clawgateway.core.state.StoreException;
import java.util.HashSet;
import java.util.Set;

/**
 * What happens to a batch on the store thread: commit, publish, send, answer, in this order.
 * Nothing is seen or sent before it is durable.
 */
final class Release {
    private static final String QUEUE_FULL = "the node does not take its frames; its queue is full";

    private final Store store;
    private final PublishedView view;
    private final EffectOutlet outlet;
    private final CommandInbox inbox;
    private final LoopObserver observer;

    Release(
            Store store,
            PublishedView view,
            EffectOutlet outlet,
            CommandInbox inbox,
            LoopObserver observer) {
        this.store = store;
        this.view = view;
        this.outlet = outlet;
        this.inbox = inbox;
        this.observer = observer;
    }

    /** Throws {@link StoreException} when the commit failed; then nothing was released. */
    void run(Batch batch) {
        if (batch.changes().stream().anyMatch(Change::durable)) {
            observer.commitStarted(batch.changes().size());
            store.commit(batch.changes());
            observer.commitEnded();
        }
        view.publish(batch.changes());
        for (Batch.Entry entry : batch.entries()) {
            Set<WorkloadId> undelivered = deliver(entry);
            entry.whenDurable().accept(answer(entry.applied().outcome(), undelivered));
        }
    }

    private Set<WorkloadId> deliver(Batch.Entry entry) {
        Set<WorkloadId> undelivered = new HashSet<>();
        for (Effect effect : entry.applied().effects()) {
            EffectOutlet.Delivery delivery = outlet.deliver(effect);
            if (delivery == EffectOutlet.Delivery.QUEUE_FULL
                    && effect instanceof Effect.Start start) {
                undelivered.add(start.workload().id());
                // When the inbox is full as well, the start timeout fails it later.
                var _ =
                        inbox.offer(
                                new Command.DispatchFailed(
                                        start.workload().id(),
                                        start.workload().attempt(),
                                        QUEUE_FULL));
            }
        }
        return undelivered;
    }

    private static Outcome answer(Outcome outcome, Set<WorkloadId> undelivered) {
        return outcome instanceof Outcome.Placed placed && undelivered.contains(placed.workload())
                ? new Outcome.Refused(ErrorCode.INTERNAL, QUEUE_FULL)
                : outcome;
    }
}
