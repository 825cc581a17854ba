package dev.clawgateway.client.runner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers what the runner told. */
final class RecordedAttempts implements AttemptListener {
    final List<AttemptId> running = new ArrayList<>();
    final List<String> stdout = new ArrayList<>();
    final List<String> stderr = new ArrayList<>();
    final Map<AttemptId, Ending> endings = new HashMap<>();

    @Override
    public void running(AttemptId attempt) {
        running.add(attempt);
    }

    @Override
    public void output(AttemptId attempt, boolean isStderr, List<String> lines) {
        (isStderr ? stderr : stdout).addAll(lines);
    }

    @Override
    public void ended(AttemptId attempt, Ending ending) {
        if (endings.put(attempt, ending) != null) {
            throw new IllegalStateException("ended twice: " + attempt);
        }
    }
}
