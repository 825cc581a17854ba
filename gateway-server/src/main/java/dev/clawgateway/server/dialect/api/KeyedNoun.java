package dev.clawgateway.server.dialect.api;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.http.RouteAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A noun some of whose operations are no changes of the cluster, so that no commit could keep their
 * answers: those are kept here, under the callers' keys, as long as this process runs. Bounded; a
 * kept answer is never forgotten for a new one. Safe from any thread.
 */
public final class KeyedNoun implements ApiNoun {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST = 1000;
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int INTERNAL_ERROR = 500;

    private final ApiNoun noun;
    private final Set<String> operations;
    private final Time time;
    private final Map<Name, Entry> entries = new ConcurrentHashMap<>();

    /**
     * The noun, with keys for some of its operations.
     *
     * @param operations by their ids
     */
    public KeyedNoun(ApiNoun noun, Set<String> operations, Time time) {
        this.noun = noun;
        this.operations = Set.copyOf(operations);
        this.time = time;
    }

    /** Other rights are another caller: an answer is for who may ask for it. */
    private record Name(
            String operation, Principal principal, @Nullable Rights rights, String key) {}

    /**
     * What is known under a name.
     *
     * @param waiting for the answer; empty once it is there
     * @param answer null while there is none
     */
    private record Entry(
            String digest, List<ApiCall> waiting, @Nullable RouteAnswer answer, long sinceNanos) {
        Entry joined(ApiCall another) {
            List<ApiCall> all = new ArrayList<>(waiting);
            all.add(another);
            return new Entry(digest, List.copyOf(all), answer, sinceNanos);
        }
    }

    @Override
    public String name() {
        return noun.name();
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        Map<String, ApiHandler> handlers = new HashMap<>(noun.handlers());
        operations.forEach(id -> handlers.computeIfPresent(id, (_, handler) -> once(handler)));
        return handlers;
    }

    private ApiHandler once(ApiHandler handler) {
        return call -> {
            Caller caller = call.caller();
            Terms.Key key = caller.terms().key();
            if (key == null) {
                handler.serve(call);
            } else {
                once(
                        new Name(
                                call.operation().id(),
                                caller.principal(),
                                caller.rights(),
                                key.text()),
                        key.digest(),
                        call,
                        handler);
            }
        };
    }

    private void once(Name name, String digest, ApiCall call, ApiHandler handler) {
        long now = time.nanos();
        entries.values().removeIf(entry -> over(entry, now));
        boolean full = entries.size() >= MOST;
        AtomicReference<@Nullable Entry> before = new AtomicReference<>();
        entries.compute(
                name,
                (_, known) -> {
                    before.set(known);
                    if (known == null) {
                        return full ? null : new Entry(digest, List.of(), null, now);
                    }
                    return known.answer == null && known.digest.equals(digest)
                            ? known.joined(call)
                            : known;
                });
        Entry known = before.get();
        if (known == null && full) {
            call.refuse(
                    TOO_MANY,
                    "too_many_requests",
                    "as many answers are kept under keys as may be; ask without one, or later");
        } else if (known == null) {
            begin(name, call, handler);
        } else if (!known.digest.equals(digest)) {
            call.refuse(
                    CONFLICT,
                    "idempotency_mismatch",
                    "this key came with another request before; name this one otherwise");
        } else if (known.answer != null) {
            call.answer(known.answer);
        }
    }

    /** Who asks first is told by whoever catches what goes wrong here; who waits, at once. */
    private void begin(Name name, ApiCall call, ApiHandler handler) {
        try {
            handler.serve(call.answeredBy(answer -> came(name, call, answer)));
        } catch (RuntimeException failure) {
            end(name, null)
                    .forEach(one -> one.refuse(INTERNAL_ERROR, "internal", "internal error"));
            throw failure;
        }
    }

    /** A refusal is not kept: nothing was done, and the next may be heard. */
    private void came(Name name, ApiCall first, RouteAnswer answer) {
        List<ApiCall> waiting = end(name, answer.status() < BAD_REQUEST ? answer : null);
        first.answer(answer);
        waiting.forEach(call -> call.answer(answer));
    }

    /**
     * Nothing is waited for any more under that name.
     *
     * @param kept null where the name is forgotten, unless it has an answer already
     * @return those that waited
     */
    private List<ApiCall> end(Name name, @Nullable RouteAnswer kept) {
        AtomicReference<List<ApiCall>> waiting = new AtomicReference<>(List.of());
        entries.computeIfPresent(
                name,
                (_, entry) -> {
                    waiting.set(entry.waiting);
                    if (entry.answer != null) {
                        return entry;
                    }
                    return kept == null
                            ? null
                            : new Entry(entry.digest, List.of(), kept, time.nanos());
                });
        return waiting.get();
    }

    private static boolean over(Entry entry, long now) {
        return entry.answer != null && now - entry.sinceNanos >= KEPT.toNanos();
    }
}
