package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.websocket.Session;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which of a session's reports are dealt with for good: what they changed is durable, or they were
 * refused. A heartbeat is answered after the reports that came before it, so that whoever sees the
 * answer, or asks another client then, finds what it reported. Confined to the session's event
 * loop.
 */
final class Receipts {
    /**
     * A heartbeat waits no longer than this, where a disk takes longer: agents give up after three
     * heartbeats, 30 s apart, without an answer.
     */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** Heartbeats that wait for everything up to a report. */
    private record Mark(long after, int beats) {}

    private final Session session;
    private final Consumer<@Nullable Long> acknowledge;
    private final Deque<Mark> waiting = new ArrayDeque<>();
    private long taken;
    private long settled;
    private @Nullable Long confirmed;
    private boolean lost;

    /**
     * Receipts of a session.
     *
     * @param acknowledge answers one heartbeat, with the number of the last report that is dealt
     *     with; null when none is that has a number
     */
    Receipts(Session session, Consumer<@Nullable Long> acknowledge) {
        this.session = session;
        this.acknowledge = acknowledge;
    }

    /**
     * A report is on its way.
     *
     * @param number as the node has it; null when it does not number its reports
     * @return to be told what came of it, from any thread, in the order of reports
     */
    Consumer<Answer<Boolean>> expect(@Nullable Long number) {
        taken++;
        return answer -> session.execute(() -> came(answer, number));
    }

    /**
     * One that came to nothing for no fault of its own is not dealt with: nobody decides any more.
     * So nothing is confirmed from then on, and whoever comes after this gateway is told it again.
     */
    private void came(Answer<Boolean> answer, @Nullable Long number) {
        if (answer instanceof Answer.Refused<Boolean>(ErrorCode why, _) && isLost(why)) {
            lost = true;
        }
        settle(number);
    }

    private static boolean isLost(ErrorCode why) {
        return why.retryHelps() || why == ErrorCode.OUTCOME_UNKNOWN;
    }

    private void settle(@Nullable Long number) {
        if (lost) {
            return;
        }
        settled++;
        if (number != null) {
            confirmed = number;
        }
        answerUpTo(settled);
    }

    /** A heartbeat came: answers it now, or when the reports before it are dealt with. */
    void heartbeat() {
        if (settled >= taken) {
            acknowledge.accept(confirmed);
            return;
        }
        Mark last = waiting.peekLast();
        if (last != null && last.after() == taken) {
            waiting.removeLast();
            waiting.add(new Mark(taken, last.beats() + 1));
            return;
        }
        long after = taken;
        waiting.add(new Mark(after, 1));
        var _ = session.after(LONGEST_WAIT, () -> answerUpTo(after));
    }

    private void answerUpTo(long report) {
        Mark first = lost ? null : waiting.peek();
        while (first != null && first.after() <= report) {
            waiting.poll();
            for (int beat = 0; beat < first.beats(); beat++) {
                acknowledge.accept(confirmed);
            }
            first = waiting.peek();
        }
    }
}
