package dev.clawgateway.control.invocations;

import dev.clawgateway.control.invocations.InvocationFailure.Cause;
import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What nodes were asked to run and have not answered yet, by session. Safe from any thread; never
 * blocks. Whoever takes an invocation out of the table answers it, so it is answered once.
 */
public final class PendingInvocations {
    private static final String DISCONNECTED = "the node disconnected";

    private final Links links;
    private final Timers timers;
    private final Supplier<UUID> ids;
    private final InvocationLimits limits;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicInteger reserved = new AtomicInteger();
    private final Map<SessionId, Integer> perSession = new ConcurrentHashMap<>();
    private final LateAnswers late = new LateAnswers();

    /** Who waits for an answer. Told exactly once, from any thread; hands over and returns. */
    public interface Asker {
        void answered(InvocationResult result);

        /** No answer will come in time. */
        void failed(InvocationFailure failure);

        /** It was told that the time was over, and then the node answered after all. */
        default void late(InvocationResult result) {}
    }

    /** The asker's end of an invocation. */
    public interface Ticket {
        /** Nobody waits for the answer any more: the asker is not told anything from now on. */
        void abandon();
    }

    private static final class Pending {
        private final NodeLink link;
        private final Asker asker;
        private volatile Timers.Timer deadline = () -> {};
        private volatile boolean dispatched;

        Pending(NodeLink link, Asker asker) {
            this.link = link;
            this.asker = asker;
        }
    }

    public PendingInvocations(
            Links links, Timers timers, Supplier<UUID> ids, InvocationLimits limits) {
        this.links = links;
        this.timers = timers;
        this.ids = ids;
        this.limits = limits;
    }

    /** PendingInvocations that wait for an answer. */
    public int size() {
        return pending.size();
    }

    /** Has a node run something. */
    public Ticket invoke(Invocation invocation, Asker asker) {
        NodeLink link = links.of(invocation.node());
        if (link == null || !link.open()) {
            asker.failed(
                    new InvocationFailure(
                            Cause.NOT_CONNECTED,
                            "node " + invocation.node() + " has no session",
                            false));
        } else if (!reserve(link.session())) {
            asker.failed(
                    new InvocationFailure(
                            Cause.TOO_MANY, "too many invokes are in flight; try again", false));
        } else {
            return forward(invocation, asker, link);
        }
        return () -> {};
    }

    private Ticket forward(Invocation invocation, Asker asker, NodeLink link) {
        String id = ids.get().toString();
        Duration timeout = timeout(invocation.timeout());
        Pending waiting = new Pending(link, asker);
        waiting.dispatched = !link.saysWhenDispatched();
        pending.put(id, waiting);
        waiting.deadline = timers.after(timeout, () -> expire(id));
        InvokeOrder order =
                new InvokeOrder(
                        id,
                        invocation.node(),
                        invocation.command(),
                        invocation.params(),
                        timeout,
                        invocation.key());
        if (!link.invoke(order)) {
            waiting.dispatched = false;
            fail(id, Cause.NOT_SENT, "the node does not take its frames; its queue is full");
        } else if (!link.open()) {
            fail(id, Cause.DISCONNECTED, DISCONNECTED); // perhaps missed by sessionEnded
        }
        return () -> abandon(id);
    }

    private Duration timeout(@Nullable Duration wanted) {
        Duration timeout = wanted == null ? limits.usual() : wanted;
        return timeout.compareTo(limits.longest()) > 0 ? limits.longest() : timeout;
    }

    /**
     * A link that {@linkplain NodeLink#saysWhenDispatched() says so} is about to send an order.
     *
     * @return false where nobody waits for it any more, and was told that it was never sent
     */
    public boolean dispatched(String id) {
        Pending asked = pending.get(id);
        if (asked == null) {
            return false;
        }
        asked.dispatched = true;
        return pending.containsKey(id); // whoever took it before that said that it was not sent
    }

    /** A link said that it would send an order, and could not. */
    public void notSent(String id) {
        Pending asked = pending.get(id);
        if (asked != null) {
            asked.dispatched = false;
            fail(id, Cause.NOT_SENT, "failed to send invoke to node");
        }
    }

    /**
     * A node answered.
     *
     * @return false where it is ignored: it was not asked on this very session, or nobody waits any
     *     more
     */
    public boolean answered(SessionId session, String id, InvocationResult result) {
        Pending asked = pending.get(id);
        if (asked == null || !asked.link.session().equals(session) || take(id) == null) {
            late.came(session, id, result);
            return false;
        }
        asked.asker.answered(result);
        return true;
    }

    /** A node's session has ended: nobody will answer any more. */
    public void sessionEnded(SessionId session) {
        late.sessionEnded(session);
        if (!perSession.containsKey(session)) {
            return;
        }
        pending.forEach((id, asked) -> {
            if (asked.link.session().equals(session)) {
                fail(id, Cause.DISCONNECTED, DISCONNECTED);
            }
        });
    }

    private void expire(String id) {
        Pending asked = take(id);
        if (asked == null) {
            return;
        }
        if (asked.dispatched) {
            late.expect(id, asked.link.session(), asked.asker);
        }
        asked.asker.failed(
                new InvocationFailure(
                        Cause.TIMED_OUT, "the node did not answer in time", asked.dispatched));
        boolean _ = asked.link.cancel(id);
    }

    private void abandon(String id) {
        Pending asked = take(id);
        if (asked != null) {
            boolean _ = asked.link.cancel(id);
        }
    }

    private void fail(String id, Cause cause, String detail) {
        Pending asked = take(id);
        if (asked != null) {
            asked.asker.failed(new InvocationFailure(cause, detail, asked.dispatched));
        }
    }

    private @Nullable Pending take(String id) {
        Pending taken = pending.remove(id);
        if (taken != null) {
            taken.deadline.cancel();
            release(taken.link.session());
        }
        return taken;
    }

    private boolean reserve(SessionId session) {
        if (reserved.incrementAndGet() > limits.invocations()) {
            reserved.decrementAndGet();
            return false;
        } else if (perSession.merge(session, 1, Integer::sum) > limits.perNode()) {
            release(session);
            return false;
        }
        return true;
    }

    private void release(SessionId session) {
        reserved.decrementAndGet();
        perSession.computeIfPresent(session, (_, count) -> count > 1 ? count - 1 : null);
    }
}
