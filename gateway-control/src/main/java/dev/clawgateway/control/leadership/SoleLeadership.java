package dev.clawgateway.control.leadership;

import dev.clawgateway.control.LoopSettings;
import dev.clawgateway.control.Mandate;
import dev.clawgateway.core.cluster.Store;
import org.jspecify.annotations.Nullable;

/**
 * Of the only gateway there is: it leads as soon as it is started, until it is closed. May be
 * started again after that, for another reign. For one thread; the questions are for any.
 */
public final class SoleLeadership implements Leadership {
    private final Store store;
    private final Realm realm;
    private final LeaderInbox inbox;
    private final Runnable onFailure;
    private volatile @Nullable Reign reign;
    private volatile boolean failed;
    private volatile boolean ended = true;

    /**
     * A leadership that has not begun.
     *
     * @param inbox led to each reign in turn
     * @param onFailure told on a thread of a reign when it can decide nothing more
     */
    public SoleLeadership(Store store, Realm realm, LeaderInbox inbox, Runnable onFailure) {
        this.store = store;
        this.realm = realm;
        this.inbox = inbox;
        this.onFailure = onFailure;
    }

    @Override
    public void start() {
        if (reign != null || !ended) {
            throw new IllegalStateException("a reign has not ended yet");
        }
        failed = false;
        Reign begun = Reign.begin(Mandate.claim(store), realm, this::fail);
        ended = false;
        reign = begun;
        inbox.follow(begun.loop());
    }

    private void fail() {
        failed = true;
        onFailure.run();
    }

    @Override
    public boolean leads() {
        Reign now = reign;
        return now != null && !failed && !now.deposed();
    }

    @Override
    public boolean healthy() {
        Reign now = reign;
        return !failed && (now == null || now.healthy());
    }

    @Override
    public boolean storeFailed() {
        Reign now = reign;
        return now != null && now.storeFailed();
    }

    @Override
    public boolean storeFull() {
        Reign now = reign;
        return now != null && now.storeFull();
    }

    @Override
    public void change(LoopSettings next) {
        Reign now = reign;
        if (now != null) {
            now.loop().change(next);
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        Reign last = reign;
        if (last != null) {
            ended = last.end();
            inbox.follow(null);
            reign = null;
        }
    }
}
