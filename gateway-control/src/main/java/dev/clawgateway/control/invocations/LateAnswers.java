package dev.clawgateway.control.invocations;

import dev.clawgateway.core.SessionId;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Invocations whose time is over and that their nodes may answer yet: who asked was told, and may
 * want to know all the same. The newest thousand, each as long as the session that it was sent on.
 * Safe from any thread; never blocks.
 */
final class LateAnswers {
    private static final int MOST = 1000;

    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
    private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();

    private record Awaited(SessionId session, PendingInvocations.Asker asker) {}

    /** Its time is over. */
    void expect(String id, SessionId session, PendingInvocations.Asker asker) {
        oldestFirst.add(id); // first: whoever takes it out of the map finds it here
        awaited.put(id, new Awaited(session, asker));
        while (awaited.size() > MOST) {
            String oldest = oldestFirst.poll();
            if (oldest == null) {
                return;
            }
            awaited.remove(oldest);
        }
    }

    /** Something was answered that nobody waits for any more. */
    void came(SessionId session, String id, InvocationResult result) {
        Awaited late = awaited.get(id);
        if (late != null && late.session.equals(session) && awaited.remove(id, late)) {
            boolean _ = oldestFirst.remove(id);
            late.asker.late(result);
        }
    }

    /** Nothing comes on it any more. */
    void sessionEnded(SessionId session) {
        awaited.forEach((id, late) -> {
            if (late.session.equals(session) && awaited.remove(id, late)) {
                boolean _ = oldestFirst.remove(id);
            }
        });
    }
}
