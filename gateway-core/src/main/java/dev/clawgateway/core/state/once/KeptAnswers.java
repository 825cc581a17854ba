package dev.clawgateway.core.state.once;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.state.due.Clock;
import dev.clawgateway.core.state.settings.AnswerLimits;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers under callers' keys, each for {@link #KEEP} of running time. None is forgotten before
 * that: where there is no room it is the new key that is refused. Confined to the control thread.
 */
public final class KeptAnswers {
    /** How long an answer is kept at least; time in which no gateway ran does not count. */
    public static final Duration KEEP = Duration.ofHours(24);

    /** Forgotten at one look; the next goes on. */
    private static final int MOST_AT_ONCE = 1000;

    private record Name(Principal caller, String text, int line) {
        static Name of(KeptAnswer answer) {
            return new Name(answer.caller(), answer.key().text(), answer.key().line());
        }
    }

    private record Due(long nanos, KeptAnswer answer) {}

    private final Supplier<AnswerLimits> limits;
    private final Map<Name, KeptAnswer> byName = new HashMap<>();
    private final Map<Principal, Integer> byCaller = new HashMap<>();

    /** The one that is due first comes first. */
    private final Deque<Due> inOrder = new ArrayDeque<>();

    private long last;

    public KeptAnswers(Supplier<AnswerLimits> limits) {
        this.limits = limits;
    }

    /**
     * Enters what was stored.
     *
     * @param clock knows how much of their time is over
     */
    public void load(List<KeptAnswer> answers, Clock clock, Moment now) {
        List<Due> all = new ArrayList<>();
        for (KeptAnswer answer : answers) {
            Duration left = KEEP.minus(clock.since(answer.at()));
            all.add(new Due(now.nanos() + Math.max(0, left.toNanos()), answer));
            enter(answer);
        }
        all.sort(Comparator.comparingLong(Due::nanos));
        inOrder.addAll(all);
    }

    private void enter(KeptAnswer answer) {
        byName.put(Name.of(answer), answer);
        byCaller.merge(answer.caller(), 1, Integer::sum);
        last = Math.max(last, answer.number());
    }

    /** What the caller was answered under that name; null for nothing. */
    public @Nullable KeptAnswer find(Principal caller, Terms.Key key) {
        return byName.get(new Name(caller, key.text(), key.line()));
    }

    /** How many are kept. */
    public int size() {
        return byName.size();
    }

    /** Why no answer more is kept for this caller; null where there is room. */
    public Outcome.@Nullable Refused full(Principal caller) {
        AnswerLimits most = limits.get();
        if (byCaller.getOrDefault(caller, 0) >= most.perCaller()) {
            return new Outcome.Refused(
                    ErrorCode.TOO_MANY_KEYS,
                    "the answers to "
                            + most.perCaller()
                            + " idempotency keys of this caller are kept, each for "
                            + KEEP.toHours()
                            + " hours, and a further key is not taken; nothing was done");
        } else if (byName.size() >= most.inAll()) {
            return new Outcome.Refused(
                    ErrorCode.TOO_MANY_KEYS,
                    "the answers to "
                            + most.inAll()
                            + " idempotency keys are kept in all, each for "
                            + KEEP.toHours()
                            + " hours, and a further key is not taken; nothing was done");
        }
        return null;
    }

    /** From now on it is the answer. */
    public void keep(Turn turn, Terms.Key key, Outcome.Kept outcome) {
        KeptAnswer answer =
                new KeptAnswer(
                        last + 1, turn.caller().principal(), key, outcome, turn.now().wall());
        enter(answer);
        inOrder.add(new Due(turn.now().nanos() + KEEP.toNanos(), answer));
        turn.change(new Change.AnswerKept(answer));
    }

    /** Forgets those whose time is over. */
    public void sweep(Turn turn) {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Due first = inOrder.peek();
            if (first == null || first.nanos() > turn.now().nanos()) {
                return;
            }
            inOrder.remove();
            forget(first.answer());
            turn.change(new Change.AnswerForgotten(first.answer().number()));
        }
    }

    private void forget(KeptAnswer answer) {
        byName.remove(Name.of(answer));
        byCaller.computeIfPresent(answer.caller(), (_, count) -> count == 1 ? null : count - 1);
    }
}
