package dev.clawgateway.control.operations.fleet;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is dear, made once for all who ask in the same moment, and good for a second after
 * that; for longer where it takes long, so that making it takes a tenth of the time at most. Safe
 * from any thread; nobody waits in here.
 */
final class Shared<T> {
    private static final Duration LASTS = Duration.ofSeconds(1);
    private static final int TIMES_ITS_COST = 10;

    private final Time time;
    private final Queue<Reply<T>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean making = new AtomicBoolean();
    private volatile @Nullable Made<T> latest;

    private record Made<T>(Answer<T> answer, long goodUntilNanos) {}

    Shared(Time time) {
        this.time = time;
    }

    /**
     * Answers as soon as it can.
     *
     * @param make makes it, now or later; must answer what it is given, once
     */
    void ask(Reply<T> reply, Consumer<Reply<T>> make) {
        Made<T> known = latest;
        if (known != null && known.goodUntilNanos() - time.nanos() > 0) {
            reply.answer(known.answer());
            return;
        }
        waiting.add(reply);
        if (making.compareAndSet(false, true)) {
            long began = time.nanos();
            make.accept(answer -> made(answer, began));
        }
    }

    private void made(Answer<T> answer, long beganNanos) {
        long now = time.nanos();
        if (answer instanceof Answer.Given<T>) {
            long cost = TIMES_ITS_COST * (now - beganNanos);
            latest = new Made<>(answer, now + Math.max(LASTS.toNanos(), cost));
        }
        making.set(false);
        // Whoever comes from here on either finds it made, or makes the next.
        for (Reply<T> one = waiting.poll(); one != null; one = waiting.poll()) {
            one.answer(answer);
        }
    }
}
