package dev.clawgateway.control.invocations;

import dev.clawgateway.control.invocations.InvocationFailure.Cause;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has nodes run what is asked under a key once: who asks the same of the same node under the same
 * key while the first waits, or for five minutes after, gets the first one's answer; a thousand
 * answers are remembered, the newest, and what is answered after its time as well. What the node
 * was certainly not told of is not, so that asking again has it run. Nothing outlives the process.
 * Safe from any thread; never blocks.
 */
public final class KeyedInvocations {
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** Answers; what waits for one is bounded where it is sent. */
    private static final int MOST = 1000;

    private final PendingInvocations invocations;
    private final Time time;
    private final ConcurrentHashMap<Key, Entry> entries = new ConcurrentHashMap<>();

    /** Of entries that are answered, the oldest first. */
    private final Queue<Remembered> remembered = new ConcurrentLinkedQueue<>();

    private final AtomicInteger answers = new AtomicInteger();

    public KeyedInvocations(PendingInvocations invocations, Time time) {
        this.invocations = invocations;
        this.time = time;
    }

    private record Key(NodeId node, @Nullable Principal whose, String text) {}

    private record Body(String command, @Nullable String params, String digest) {}

    private record Remembered(Key key, long untilNanos) {}

    /**
     * What is known under a key.
     *
     * @param waiting who wants to know; empty once it is known
     * @param came null while nothing did
     */
    private record Entry(
            Body body, List<Consumer<Invoked>> waiting, @Nullable Invoked came, long untilNanos) {
        Entry joined(Consumer<Invoked> another) {
            List<Consumer<Invoked>> all = new ArrayList<>(waiting);
            all.add(another);
            return new Entry(body, List.copyOf(all), came, untilNanos);
        }
    }

    /**
     * Has a node run something, unless that was done under this key.
     *
     * @param key of the invocation, which may have another
     * @param asker told exactly once, from any thread
     */
    public void invoke(Invocation invocation, String key, Consumer<Invoked> asker) {
        invoke(
                invocation,
                new Key(invocation.node(), null, key),
                new Body(invocation.command(), invocation.params(), ""),
                asker);
    }

    /**
     * The same under a key that is its caller's own.
     *
     * @param asker told exactly once, from any thread
     */
    public void invoke(
            Invocation invocation, Principal whose, Terms.Key key, Consumer<Invoked> asker) {
        invoke(
                invocation,
                new Key(invocation.node(), whose, key.text()),
                new Body(invocation.command(), invocation.params(), key.digest()),
                asker);
    }

    private void invoke(Invocation invocation, Key whole, Body body, Consumer<Invoked> asker) {
        long now = time.nanos();
        forget(now);
        AtomicReference<@Nullable Entry> before = new AtomicReference<>();
        entries.compute(
                whole,
                (_, known) -> {
                    Entry found = known == null || over(known, now) ? null : known;
                    before.set(found);
                    if (found == null) {
                        return new Entry(body, List.of(asker), null, 0);
                    }
                    return found.came == null && found.body.equals(body)
                            ? found.joined(asker)
                            : found;
                });
        Entry found = before.get();
        if (found == null) {
            begin(invocation, whole);
        } else if (!found.body.equals(body)) {
            asker.accept(otherRequest());
        } else if (found.came != null) {
            asker.accept(found.came);
        }
    }

    private static Invoked otherRequest() {
        return new Invoked.Failed(
                new InvocationFailure(
                        Cause.OTHER_REQUEST, "this key came with another request before", false));
    }

    private void begin(Invocation invocation, Key key) {
        var _ =
                invocations.invoke(
                        invocation,
                        new PendingInvocations.Asker() {
                            @Override
                            public void answered(InvocationResult result) {
                                came(key, new Invoked.Answered(result), true);
                            }

                            @Override
                            public void failed(InvocationFailure failure) {
                                came(key, new Invoked.Failed(failure), failure.dispatched());
                            }

                            @Override
                            public void late(InvocationResult result) {
                                cameLate(key, result);
                            }
                        });
    }

    private void came(Key key, Invoked invoked, boolean remember) {
        long until = time.nanos() + REMEMBERED.toNanos();
        AtomicReference<List<Consumer<Invoked>>> waiting = new AtomicReference<>(List.of());
        entries.computeIfPresent(
                key,
                (_, entry) -> {
                    waiting.set(entry.waiting);
                    return remember ? new Entry(entry.body, List.of(), invoked, until) : null;
                });
        if (remember) {
            remembered.add(new Remembered(key, until));
            answers.incrementAndGet();
        }
        Objects.requireNonNull(waiting.get()).forEach(asker -> asker.accept(invoked));
    }

    /** Who asks again is told what came of it, and no more that nothing came. */
    private void cameLate(Key key, InvocationResult result) {
        entries.computeIfPresent(
                key,
                (_, entry) ->
                        entry.came instanceof Invoked.Failed(InvocationFailure failure)
                                        && failure.cause() == Cause.TIMED_OUT
                                ? new Entry(
                                        entry.body,
                                        List.of(),
                                        new Invoked.Answered(result),
                                        entry.untilNanos)
                                : entry);
    }

    private static boolean over(Entry entry, long now) {
        return entry.came != null && now - entry.untilNanos >= 0;
    }

    /** What is over, and the oldest of what is too much. */
    private void forget(long now) {
        Remembered oldest = remembered.peek();
        while (oldest != null && (now - oldest.untilNanos >= 0 || answers.get() > MOST)) {
            if (remembered.remove(oldest)) {
                answers.decrementAndGet();
                long until = oldest.untilNanos;
                entries.computeIfPresent(
                        oldest.key,
                        (_, entry) ->
                                entry.came != null && entry.untilNanos == until ? null : entry);
            }
            oldest = remembered.peek();
        }
    }
}
