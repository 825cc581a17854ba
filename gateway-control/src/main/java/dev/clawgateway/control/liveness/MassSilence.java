package dev.clawgateway.control.liveness;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rule that when many fall silent together, it is our own fault until shown otherwise: more
 * than a fifth of all, and at least five. It holds for a bounded time, so that a cluster that was
 * switched off is not remembered for ever. Confined to one thread, but for {@link #alarm}.
 */
public final class MassSilence {
    private static final int LEAST = 5;
    private static final int SHARE = 5;

    private Duration longest;
    private volatile @Nullable Alarm alarm;
    private long since;

    public MassSilence(Duration longest) {
        this.longest = longest;
    }

    /** From now on that long; one that goes on, too. */
    public void change(Duration other) {
        longest = other;
    }

    /**
     * A mass silence that is going on.
     *
     * @param silent how many are
     * @param of how many there are
     * @param waiting whether nobody is held to be gone because of it; false once it took too long
     */
    public record Alarm(Instant since, int silent, int of, boolean waiting) {}

    /** What a look came to. */
    public enum Step {
        /** No change: it goes on, or there is none. */
        NONE,
        BEGAN,
        /** Enough of them came back. */
        ENDED,
        /** It took too long: from now on the silent ones are judged like any others. */
        GAVE_UP
    }

    /** Looks at how many are silent now; those who are gone already do not count. */
    public Step look(int silent, int of, long nowNanos, Instant now) {
        Alarm before = alarm;
        if (silent < LEAST || silent <= of / (double) SHARE) {
            alarm = null;
            return before == null || !before.waiting() ? Step.NONE : Step.ENDED;
        } else if (before == null) {
            since = nowNanos;
            alarm = new Alarm(now, silent, of, true);
            return Step.BEGAN;
        }
        boolean patient = before.waiting() && nowNanos - since < longest.toNanos();
        alarm = new Alarm(before.since(), silent, of, patient);
        return before.waiting() && !patient ? Step.GAVE_UP : Step.NONE;
    }

    /** Whether nobody may be held to be gone now. */
    public boolean waiting() {
        Alarm now = alarm;
        return now != null && now.waiting();
    }

    /** Null while there is none. From any thread. */
    public @Nullable Alarm alarm() {
        return alarm;
    }
}
