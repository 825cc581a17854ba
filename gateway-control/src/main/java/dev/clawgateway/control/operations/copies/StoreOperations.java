package dev.clawgateway.control.operations.copies;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.StoreCopies;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of the store. One at a time; whoever asked for it looks how it goes. Nothing waits for
 * one: the gateway goes on meanwhile. Safe from any thread.
 */
public final class StoreOperations {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOperations.class);

    private final Desk desk;
    private final StoreCopies copies;
    private final Executor disk;
    private final Time time;
    private final Timers timers;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final AtomicReference<CopyState> state = new AtomicReference<>(new CopyState.None());

    /**
     * Operations on a store's copies.
     *
     * @param disk a thread of its own, which may wait
     * @param timers for those who wait until a copy is made
     */
    public StoreOperations(Desk desk, StoreCopies copies, Executor disk, Time time, Timers timers) {
        this.desk = desk;
        this.copies = copies;
        this.disk = disk;
        this.time = time;
        this.timers = timers;
    }

    /**
     * Begins one.
     *
     * @param keep so many of the newest backups stay; 0 for all
     */
    public void copy(Caller caller, CopyState.Kind kind, int keep, Reply<CopyState> reply) {
        if (desk.admits(caller, Operation.COPY_STORE, reply)) {
            desk.doWritten(
                    entry(caller, kind), reply, () -> reply.answer(begin(caller, kind, keep)));
        }
    }

    private static AuditEntry entry(Caller caller, CopyState.Kind kind) {
        return AuditEntry.sent(
                caller,
                Operation.COPY_STORE,
                AuditEntry.About.GATEWAY,
                Map.of("copy", kind.name().toLowerCase(Locale.ROOT)));
    }

    /** How the last one is. */
    public void show(Caller caller, Reply<CopyState> reply) {
        show(caller, Duration.ZERO, reply);
    }

    /**
     * The same; while it is being made, once it is.
     *
     * @param most how long that is waited for
     */
    public void show(Caller caller, Duration most, Reply<CopyState> reply) {
        if (!desk.admits(caller, Operation.SHOW_COPY, reply)) {
            return;
        }
        Waiter waiter = new Waiter(reply);
        if (most.isZero() || !(state.get() instanceof CopyState.Running)) {
            waiter.answer();
            return;
        }
        waiters.add(waiter);
        waiter.timer = timers.after(most, waiter::answer);
        if (!(state.get() instanceof CopyState.Running)) {
            waiter.answer(); // it was made in between
        }
    }

    /** Is answered once. */
    private final class Waiter {
        private final Reply<CopyState> reply;
        private final AtomicBoolean answered = new AtomicBoolean();
        private volatile Timers.Timer timer = () -> {};

        Waiter(Reply<CopyState> reply) {
            this.reply = reply;
        }

        void answer() {
            if (answered.compareAndSet(false, true)) {
                waiters.remove(this);
                timer.cancel();
                reply.answer(new Answer.Given<>(state.get()));
            }
        }
    }

    private Answer<CopyState> begin(Caller caller, CopyState.Kind kind, int keep) {
        CopyState before = state.get();
        CopyState running = new CopyState.Running(kind, time.now());
        if (before instanceof CopyState.Running || !state.compareAndSet(before, running)) {
            return new Answer.Refused<>(
                    ErrorCode.CONFLICT,
                    "another copy of the store is being made; look how it goes");
        }
        LOG.atInfo()
                .addKeyValue("kind", kind)
                .addKeyValue("by", caller.address())
                .log("copying the store");
        disk.execute(() -> {
            state.set(made(kind, keep));
            waiters.forEach(Waiter::answer);
        });
        return new Answer.Given<>(running);
    }

    private CopyState made(CopyState.Kind kind, int keep) {
        try {
            StoreCopies.Copy copy =
                    switch (kind) {
                        case BACKUP -> copies.backup(keep);
                        case EXPORT -> copies.export();
                    };
            LOG.atInfo().addKeyValue("copy", copy).log("the store is copied");
            return new CopyState.Done(kind, time.now(), copy);
        } catch (StoreException failure) {
            LOG.atError().setCause(failure).log("the store could not be copied");
            return new CopyState.Failed(kind, time.now(), String.valueOf(failure.getMessage()));
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("the store could not be copied");
            return new CopyState.Failed(
                    kind, time.now(), "internal error; the gateway's log says more");
        }
    }
}
