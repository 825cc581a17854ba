package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.Pass;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All credentials that were given to anybody, and since when each is good no longer. */
final class Passes {
    /** What the gateway's clock shows when the world begins. */
    private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private static final long MAX = Long.MAX_VALUE;

    private final Map<String, Pass> passes = new LinkedHashMap<>();
    private final Map<String, List<String>> ofPeer = new HashMap<>();
    private final Map<String, Long> takenBackAt = new HashMap<>();
    private final Map<String, Long> keyGoneAt = new HashMap<>();
    private final Map<Long, Request> open = new HashMap<>();
    private Set<String> keys = new HashSet<>();
    private long began = -1;
    private long disturbedAt;
    private Duration stepped = Duration.ZERO;

    /** One about credentials that has no answer yet. */
    record Request(AccessFact.Asked asked, long at, List<String> subjects) {}

    /**
     * Takes in what happened.
     *
     * @return the request that is answered by it; null where none is
     */
    @Nullable Request hear(Fact fact, History history) {
        if (began < 0) {
            began = history.now();
        }
        switch (fact) {
            case AccessFact access -> {
                return hear(access, history.now());
            }
            case WorldFact.GatewayClockStepped(Duration by) -> {
                stepped = stepped.plus(by);
                disturbedAt = history.now();
            }
            case WorldFact.GatewayStarted _,
                    WorldFact.GatewayPaused _,
                    WorldFact.GatewayResumed _ ->
                    disturbedAt = history.now();
            default -> {}
        }
        return null;
    }

    private @Nullable Request hear(AccessFact fact, long now) {
        switch (fact) {
            case AccessFact.KeysChanged(String _, List<String> good) -> {
                keys.removeAll(good);
                keys.forEach(key -> keyGoneAt.put(key, now));
                keys = new HashSet<>(good);
            }
            case AccessFact.Given(String peer, Pass pass) -> {
                passes.put(pass.id(), pass);
                ofPeer.computeIfAbsent(peer, _ -> new ArrayList<>()).add(pass.id());
            }
            case AccessFact.Asked asked ->
                    open.put(asked.request(), new Request(asked, now, ofSubject(asked, now)));
            case AccessFact.Answered answered -> {
                Request request = open.remove(answered.request());
                if (request != null && answered.done()) {
                    done(request, now);
                }
                return request;
            }
            case AccessFact.Unanswered unanswered -> open.remove(unanswered.request());
            case AccessFact.Shows _, AccessFact.Written _, AccessFact.Prolonged _ -> {}
        }
        return null;
    }

    /** Those that a request takes back: what was issued by then, by the gateway's clock. */
    private List<String> ofSubject(AccessFact.Asked asked, long now) {
        if (!(asked.what() instanceof AccessRequest.RevokeSubject(String subject))) {
            return List.of();
        }
        Instant wall = BEGINNING.plusNanos(now - began).plus(stepped);
        return passes.values().stream()
                .filter(pass -> pass.subject().equals(subject) && !pass.issued().isAfter(wall))
                .map(Pass::id)
                .toList();
    }

    private void done(Request request, long now) {
        if (request.asked().what() instanceof AccessRequest.Revoke(String id)) {
            takenBackAt.putIfAbsent(id, now);
        } else if (disturbedAt < request.at()) {
            request.subjects().forEach(id -> takenBackAt.putIfAbsent(id, now));
        }
    }

    @Nullable Pass pass(String id) {
        return passes.get(id);
    }

    /** All that somebody was ever given. */
    List<String> of(String peer) {
        return ofPeer.getOrDefault(peer, List.of());
    }

    /** When the gateway last stood still, began, or had its clock set. */
    long disturbedAt() {
        return disturbedAt;
    }

    /** Since when it is taken back, or its key is gone; the end of time where it is neither. */
    long voidSince(String id) {
        Pass pass = passes.get(id);
        long key = pass == null ? MAX : keyGoneAt.getOrDefault(pass.key(), MAX);
        return Math.min(takenBackAt.getOrDefault(id, MAX), key);
    }

    /** When it expires, by the gateway's clock as it goes now. */
    long expiresAt(String id) {
        Pass pass = passes.get(id);
        return pass == null
                ? MAX
                : began + Duration.between(BEGINNING, pass.expires()).minus(stepped).toNanos();
    }
}
