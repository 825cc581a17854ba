package dev.clawgateway.control.operations.membership;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One registration that is tried again for a while when the gateway cannot take it now: the
 * existing worker registers once, and ends itself on any refusal or after five seconds.
 */
final class HeldRegistration {
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Timers timers;
    private final Time time;
    private final Reply<MemberEntry> reply;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final long endNanos;

    HeldRegistration(Timers timers, Time time, Reply<MemberEntry> reply) {
        this.timers = timers;
        this.time = time;
        this.reply = reply;
        endNanos = time.nanos() + LONGEST.toNanos();
    }

    /**
     * Tries until it is taken or refused for good.
     *
     * @param attempt called once for each try, with who waits for its answer
     */
    void begin(Consumer<Reply<MemberEntry>> attempt) {
        Timers.Timer deadline =
                timers.after(
                        LONGEST,
                        () ->
                                give(
                                        new Answer.Refused<>(
                                                ErrorCode.OVERLOADED,
                                                "the gateway cannot take registrations now; try"
                                                        + " again in a moment"),
                                        () -> {}));
        attempt(attempt, deadline);
    }

    private void attempt(Consumer<Reply<MemberEntry>> attempt, Timers.Timer deadline) {
        attempt.accept(answer -> {
            if (passes(answer) && time.nanos() - endNanos < 0 && !answered.get()) {
                Timers.Timer _ = timers.after(BETWEEN, () -> attempt(attempt, deadline));
            } else {
                give(answer, deadline::cancel);
            }
        });
    }

    private static boolean passes(Answer<MemberEntry> answer) {
        return answer instanceof Answer.Refused<MemberEntry>(ErrorCode code, String _)
                && (code == ErrorCode.OVERLOADED || code == ErrorCode.STORE_FULL);
    }

    private void give(Answer<MemberEntry> answer, Runnable before) {
        if (answered.compareAndSet(false, true)) {
            before.run();
            reply.answer(answer);
        }
    }
}
