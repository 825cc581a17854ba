package dev.clawgateway.control;

import dev.clawgateway.core.cluster.Effect;

/**
 * Where released effects go: the sessions. Called by the store thread, one effect at a time, in
 * order; never blocks.
 */
public interface EffectOutlet {
    /** What became of an effect. */
    enum Delivery {
        /** In the session's outbound queue. */
        QUEUED,
        /** No such session any more; the node learns it when it returns. */
        NO_SESSION,
        /**
         * The session's outbound queue is full. The session is closed as a slow consumer; what the
         * node missed is sent again when it returns.
         */
        QUEUE_FULL
    }

    Delivery deliver(Effect effect);
}
