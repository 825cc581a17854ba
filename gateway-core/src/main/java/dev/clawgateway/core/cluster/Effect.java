package dev.clawgateway.core.cluster;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.Starting;
import java.time.Duration;

/**
 * What to send once the changes of its batch are durable. The order of effects to one node is the
 * order of decisions.
 */
public sealed interface Effect {
    NodeId node();

    /** The session the effect is for; when another has taken over, the effect is dropped. */
    SessionId session();

    /** The node is registered on this session: the first effect of every session. */
    record Admit(NodeId node, SessionId session) implements Effect {}

    /** Starts an attempt; the workload carries spec, attempt and allocation. */
    record Start(NodeId node, SessionId session, Starting workload) implements Effect {}

    /**
     * Stops an attempt.
     *
     * @param attempt 0 when the node runs something the gateway has never heard of
     * @param grace zero kills at once
     * @param ordered whether an operator wants it: a node that knew another fleet obeys no other
     */
    record Stop(
            NodeId node,
            SessionId session,
            WorkloadId workload,
            int attempt,
            Duration grace,
            String reason,
            boolean ordered)
            implements Effect {
        /** One that no operator gave. */
        public Stop(
                NodeId node,
                SessionId session,
                WorkloadId workload,
                int attempt,
                Duration grace,
                String reason) {
            this(node, session, workload, attempt, grace, reason, false);
        }
    }

    /** Ends a session. */
    record Close(NodeId node, SessionId session, Cause cause) implements Effect {
        /** Why the gateway ends it. */
        public enum Cause {
            /** A newer session registered the same node. */
            SUPERSEDED,
            /** It was not heard for so long that its work is lost. */
            SILENT
        }
    }
}
