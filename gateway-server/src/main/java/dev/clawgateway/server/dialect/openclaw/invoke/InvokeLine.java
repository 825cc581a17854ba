package dev.clawgateway.server.dialect.openclaw.invoke;

import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.InvokeOrder;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands one session of a node is to run: the gateway's own, and those that operators want.
 * So many at a time are with the node, one for an agent that runs them one after another; the rest
 * waits here, in order, behind what is urgent. While the node has some it counts as heard, up to
 * the last one's deadline, which begins when a command is sent. Confined to the session's event
 * loop.
 */
public final class InvokeLine {
    /** What waits for one node. */
    private static final int MOST_WAITING = 1024;

    /** The event by which a node is asked. */
    public static final String REQUEST = "node.invoke.request";

    private final OpenClawClient client;
    private final NodeId node;
    private final PendingInvocations invocations;
    private final Supplier<UUID> ids;
    private final Time time;
    private final int width;
    private final Deque<Turn> waiting = new ArrayDeque<>();

    /** These go before all that waits. */
    private final Deque<Turn> urgent = new ArrayDeque<>();

    private final Map<String, Turn> sent = new HashMap<>();

    /**
     * Nothing waits.
     *
     * @param width how many commands the node is given at a time
     */
    public InvokeLine(
            OpenClawClient client,
            NodeId node,
            PendingInvocations invocations,
            Supplier<UUID> ids,
            Time time,
            int width) {
        this.client = client;
        this.node = node;
        this.invocations = invocations;
        this.ids = ids;
        this.time = time;
        this.width = width;
    }

    /** One command. */
    private static final class Turn {
        private final InvokeOrder order;

        /** Null where whoever asked is told by the table of invocations. */
        private final @Nullable Consumer<InvokeAnswer> asker;

        private final long sinceNanos;
        private long deadlineNanos;

        Turn(InvokeOrder order, @Nullable Consumer<InvokeAnswer> asker, long sinceNanos) {
            this.order = order;
            this.asker = asker;
            this.sinceNanos = sinceNanos;
        }
    }

    /** A command that was asked for. */
    public interface Ticket {
        /**
         * Takes it back.
         *
         * @return false where the node has it, or had it
         */
        boolean withdraw();
    }

    /**
     * Has the node run something for the gateway itself.
     *
     * @param params JSON text
     * @param patience how long the node may take, and be silent meanwhile
     * @param asker told once, unless it is withdrawn or the session ends
     */
    public Ticket ask(
            String command, String params, Duration patience, Consumer<InvokeAnswer> asker) {
        Turn turn = turn(command, params, patience, asker);
        waiting.add(turn);
        send();
        return () -> waiting.remove(turn);
    }

    /** The same before all that waits already, but for what was asked in this way before. */
    public void askNext(
            String command, String params, Duration patience, Consumer<InvokeAnswer> asker) {
        urgent.add(turn(command, params, patience, asker));
        send();
    }

    private Turn turn(
            String command, String params, Duration patience, Consumer<InvokeAnswer> asker) {
        String id = ids.get().toString();
        return new Turn(
                new InvokeOrder(id, node, command, params, patience, null), asker, time.nanos());
    }

    /** Has the node run what an operator wants; fails it when too much waits already. */
    public void order(InvokeOrder order) {
        if (waiting.size() >= MOST_WAITING) {
            invocations.notSent(order.id());
        } else {
            waiting.add(new Turn(order, null, time.nanos()));
            send();
        }
    }

    /** Nobody waits for an order any more; what the node has goes on. */
    public void cancel(String id) {
        waiting.removeIf(turn -> turn.asker == null && turn.order.id().equals(id));
    }

    /**
     * The node answered.
     *
     * @return false where nobody waits for that
     */
    public boolean answered(String id, InvokeAnswer answer) {
        Turn turn = sent.remove(id);
        expectSilence();
        boolean awaited = true;
        if (turn == null || turn.asker == null) {
            awaited = invocations.answered(session().id(), id, answer.result());
        } else {
            turn.asker.accept(answer);
        }
        send();
        return awaited;
    }

    /** Whether the node has nothing to do, and nothing waits. */
    public boolean idle() {
        return sent.isEmpty() && waiting.isEmpty() && urgent.isEmpty();
    }

    /** Gives up what the node did not answer though it was heard after the time for that. */
    public void look() {
        long heard = session().lastHeardNanos();
        Iterator<Turn> turns = sent.values().iterator();
        Deque<Turn> over = new ArrayDeque<>();
        while (turns.hasNext()) {
            Turn turn = turns.next();
            if (heard - turn.deadlineNanos > 0) {
                turns.remove();
                over.add(turn);
            }
        }
        over.stream()
                .map(turn -> turn.asker)
                .filter(Objects::nonNull)
                .forEach(asker -> asker.accept(InvokeAnswer.UNANSWERED));
        send();
    }

    private void send() {
        while (sent.size() < width && !session().closing()) {
            Turn turn = urgent.isEmpty() ? waiting.poll() : urgent.remove();
            if (turn == null) {
                return;
            }
            InvokeOrder order = turn.order;
            if (turn.asker == null && !invocations.dispatched(order.id())) {
                continue; // its time was over while it waited
            }
            turn.deadlineNanos = time.nanos() + order.timeout().toNanos();
            sent.put(order.id(), turn);
            expectSilence();
            if (!client.tell(REQUEST, request(turn))) {
                sent.remove(order.id());
                refused(turn);
            }
        }
    }

    /** It was too large, or the session is over. */
    private void refused(Turn turn) {
        if (turn.asker != null) {
            turn.asker.accept(InvokeAnswer.NOT_SENT);
        } else {
            invocations.notSent(turn.order.id());
        }
    }

    private ObjectNode request(Turn turn) {
        InvokeOrder order = turn.order;
        long left =
                order.timeout().toMillis()
                        - Duration.ofNanos(time.nanos() - turn.sinceNanos).toMillis();
        String params = order.params();
        String key = order.key();
        return JsonTree.MAPPER
                .createObjectNode()
                .put("id", order.id())
                .put("nodeId", client.deviceId())
                .put("command", order.command())
                .put("paramsJSON", params == null ? "{}" : params)
                .put(
                        "timeoutMs",
                        turn.asker == null ? Math.max(1, left) : order.timeout().toMillis())
                .put("idempotencyKey", key == null ? order.id() : key);
    }

    /** The node can say nothing while it works, up to the last deadline. */
    private void expectSilence() {
        long now = time.nanos();
        long until = now;
        for (Turn turn : sent.values()) {
            until = turn.deadlineNanos - until > 0 ? turn.deadlineNanos : until;
        }
        session().expectSilence(until);
    }

    private Session session() {
        return client.session();
    }
}
