package dev.clawgateway.control.leadership;

import dev.clawgateway.control.ControlLoop;
import dev.clawgateway.control.ControlThreads;
import dev.clawgateway.control.Mandate;
import dev.clawgateway.control.Release;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.ClusterState;

/** One leadership: a state loaded in a term, and the loop that decides over it until it ends. */
final class Reign {
    private final ControlLoop loop;
    private final ControlThreads threads;

    private Reign(ControlLoop loop, ControlThreads threads) {
        this.loop = loop;
        this.threads = threads;
    }

    /**
     * Begins to decide on what the store holds. The mandate comes before the look: what an earlier
     * writer committed by then is seen, and it commits nothing after.
     *
     * @param onEnd told once, on a thread of the reign, when it can store nothing more
     */
    static Reign begin(Mandate mandate, Realm realm, Runnable onEnd) {
        Snapshot snapshot = mandate.store().load();
        Placer placer = realm.placers().get();
        ClusterState state = new ClusterState(placer, realm.settings().get());
        state.load(snapshot, realm.time().moment());
        realm.view().load(snapshot);
        ControlLoop loop =
                new ControlLoop(
                        state,
                        placer,
                        realm.time(),
                        realm.inboxCommands(),
                        realm.observer(),
                        realm.audit());
        ControlThreads threads =
                ControlThreads.start(realm.repeater(), loop, release(mandate, realm), onEnd);
        return new Reign(loop, threads);
    }

    private static Release release(Mandate mandate, Realm realm) {
        return new Release(mandate, realm.view(), realm.outlet(), realm.observer(), realm.audit());
    }

    ControlLoop loop() {
        return loop;
    }

    boolean healthy() {
        return threads.healthy();
    }

    boolean deposed() {
        return threads.deposed();
    }

    boolean storeFailed() {
        return threads.storeFailed();
    }

    boolean storeFull() {
        return threads.storeFull();
    }

    /**
     * Takes nothing more, and returns when everything taken is durable and released, or refused.
     *
     * @return whether its threads are gone
     */
    boolean end() {
        threads.close();
        return threads.ended();
    }
}
