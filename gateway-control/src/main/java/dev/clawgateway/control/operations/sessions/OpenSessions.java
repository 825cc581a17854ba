package dev.clawgateway.control.operations.sessions;

import java.util.List;

/** Whoever holds the sessions: the port to the transport. Safe from any thread. */
@FunctionalInterface
public interface OpenSessions {
    /** All that are open, in no order. Looks at each: for threads that may take long. */
    List<OpenSession> all();
}
