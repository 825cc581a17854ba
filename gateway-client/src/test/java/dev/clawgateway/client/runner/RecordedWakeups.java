package dev.clawgateway.client.runner;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which looks were asked for; the tests look of their own accord. */
final class RecordedWakeups implements Wakeups {
    private final Set<AttemptId> soon = ConcurrentHashMap.newKeySet();
    private final Set<AttemptId> later = ConcurrentHashMap.newKeySet();

    @Override
    public void soon(AttemptId attempt) {
        soon.add(attempt);
    }

    @Override
    public void after(Duration delay, AttemptId attempt) {
        later.add(attempt);
    }

    /** Whether a look at once was asked for since the last question. */
    boolean askedSoon(AttemptId attempt) {
        return soon.remove(attempt);
    }

    /** Whether any look was asked for since the last question. */
    boolean asked(AttemptId attempt) {
        boolean atOnce = soon.remove(attempt);
        return later.remove(attempt) || atOnce;
    }
}
