package dev.clawgateway.control.liveness;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;

/** A session of a node, as whoever hears it knows it. Safe from any thread. */
public interface HeardNode {
    NodeId node();

    SessionId session();

    /** Monotonic time of the last sign of life. */
    long lastHeardNanos();

    /** Whether it gives signs of life so often that a short silence says something already. */
    boolean beatsOften();

    /** Whether the session is over, or will be in a moment. */
    boolean closing();

    /** Nothing was heard for so long that the session is given up. */
    void giveUp();
}
