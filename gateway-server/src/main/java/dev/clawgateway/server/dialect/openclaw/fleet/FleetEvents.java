package dev.clawgateway.server.dialect.openclaw.fleet;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.follow.EventOperations;
import dev.clawgateway.control.operations.follow.EventSelection;
import dev.clawgateway.control.operations.follow.FollowedEvents;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import dev.clawgateway.server.dialect.openclaw.method.RefusalWords;
import dev.clawgateway.server.dialect.openclaw.session.ClientListener;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.shown.ShownEvents;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens in the fleet, told to those who subscribe. An event has its durable number in its
 * payload: who comes back goes on behind the last one that he knows. Safe from any thread.
 */
public final class FleetEvents implements ClientListener {
    /** Subscriptions of one connection. */
    private static final int MOST = 16;

    private static final String OTHER_HISTORY =
            "this number is of another history of the gateway, or too old to be known; begin again";

    private final EventOperations events;
    private final Supplier<Lineage> lineage;

    /** By connection and subscription; each inner map is the event loop's of its session. */
    private final Map<String, Map<String, FleetSubscription>> byClient = new ConcurrentHashMap<>();

    /**
     * Over what happens.
     *
     * @param lineage of which history the numbers of events are
     */
    public FleetEvents(EventOperations events, Supplier<Lineage> lineage) {
        this.events = events;
        this.lineage = lineage;
    }

    public List<MethodEntry> entries() {
        return List.of(
                MethodEntry.operator("fleet.events.subscribe", Scopes.READ, this::subscribe),
                MethodEntry.operator("fleet.events.unsubscribe", Scopes.READ, this::unsubscribe));
    }

    /**
     * What somebody wants.
     *
     * @param after number of the last event that he knows; null for what happens from now on
     * @param history that this number is of; null where he does not say
     */
    private record Wish(@Nullable Long after, @Nullable String history, EventSelection selection) {
        static Wish read(Members in) throws JsonFormatException {
            List<String> words = in.optional("kind", Kinds.TEXTS);
            Set<Event.Kind> kinds = EnumSet.noneOf(Event.Kind.class);
            for (String word : words == null ? List.<String>of() : words) {
                Event.Kind kind = ShownEvents.kind(word);
                if (kind == null) {
                    throw in.member("kind").problem("no kind of event is called " + word);
                }
                kinds.add(kind);
            }
            UUID workload = in.optional("workload", UUIDS);
            UUID node = in.optional("node", UUIDS);
            return new Wish(
                    in.optional("after", Kinds.wide(0, Long.MAX_VALUE)),
                    in.optional("history", Kinds.TEXT),
                    new EventSelection(
                            kinds,
                            workload == null ? null : new WorkloadId(workload),
                            node == null ? null : new NodeId(node),
                            in.optional("cluster", Kinds.TEXT)));
        }

        /** Whether its number means something else here, or is of a history that is not known. */
        boolean ofAnother(Lineage own) {
            return after != null && history != null && !own.hasEvent(history, after);
        }

        private static final Kind<UUID> UUIDS =
                Kinds.kind(Value::uuid, (id, out) -> out.writeString(id.toString()));
    }

    private void subscribe(MethodCall call) {
        Wish wish = ParamReader.read(call, Wish::read);
        if (wish == null) {
            return;
        } else if (wish.ofAnother(lineage.get())) {
            call.fail(RefusalWords.of(ErrorCode.GONE, OTHER_HISTORY, call.client().protocol()));
            return;
        }
        AtomicReference<@Nullable FleetSubscription> later = new AtomicReference<>();
        Runnable wake =
                () -> {
                    FleetSubscription made = later.get();
                    if (made != null) {
                        made.wake();
                    }
                };
        Reply<FollowedEvents> begun =
                answer -> call.client().session().execute(() -> begin(call, later, answer));
        if (wish.after == null) {
            events.followFromNow(call.caller(), wish.selection, wake, begun);
        } else {
            events.follow(call.caller(), wish.selection, wish.after, wake, begun);
        }
    }

    /** On the event loop of the subscriber's session. */
    private void begin(
            MethodCall call,
            AtomicReference<@Nullable FleetSubscription> later,
            Answer<FollowedEvents> answer) {
        if (!(answer instanceof Answer.Given<FollowedEvents>(FollowedEvents followed))) {
            call.<FollowedEvents>found(_ -> call.params()).answer(answer);
            return;
        } else if (call.client().session().closing()) {
            followed.close(); // nobody is there to be told
            return;
        }
        Map<String, FleetSubscription> own =
                byClient.computeIfAbsent(call.client().connId(), _ -> new HashMap<>());
        if (own.size() >= MOST) {
            followed.close();
            call.fail(OpenClawError.invalid("at most " + MOST + " subscriptions of a connection"));
            return;
        }
        FleetSubscription made = new FleetSubscription(call.requestId(), call.client(), followed);
        later.set(made);
        FleetSubscription before = own.put(made.id(), made);
        if (before != null) {
            before.close();
        }
        welcome(call, followed, made);
    }

    private void welcome(MethodCall call, FollowedEvents followed, FleetSubscription made) {
        call.answer(
                JsonTree.MAPPER
                        .createObjectNode()
                        .put("subscription", made.id())
                        .put("after", followed.after())
                        .put("history", lineage.get().name()));
        made.pump();
    }

    private void unsubscribe(MethodCall call) {
        String id = ParamReader.read(call, in -> in.required("subscription", Kinds.TEXT));
        if (id == null) {
            return;
        }
        Map<String, FleetSubscription> own = byClient.get(call.client().connId());
        FleetSubscription made = own == null ? null : own.remove(id);
        if (made == null) {
            call.fail(OpenClawError.invalid("unknown subscription"));
        } else {
            made.close();
            call.ok();
        }
    }

    @Override
    public void left(OpenClawClient client) {
        Map<String, FleetSubscription> own = byClient.remove(client.connId());
        if (own != null) {
            own.values().forEach(FleetSubscription::close);
        }
    }
}
