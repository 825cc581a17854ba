package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.runner.AttemptListener;
import dev.clawgateway.client.runner.Attempts;
import dev.clawgateway.client.runner.Ending;
import dev.clawgateway.client.runner.Launch;
import dev.clawgateway.client.runner.Wakeups;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attempts without processes or files, which run until a test ends them. */
final class PretendedAttempts implements Attempts {
    private final Map<AttemptId, Launch> live = new LinkedHashMap<>();
    private final Map<AttemptId, Ending> ended = new LinkedHashMap<>();
    private final Set<AttemptId> told = new HashSet<>();
    private final Map<AttemptId, Ending> unseen = new LinkedHashMap<>();
    private @Nullable AttemptListener listener;
    private @Nullable Wakeups wakeups;

    /** Takes whom to tell, and whom to ask for a look. */
    PretendedAttempts tell(AttemptListener whom, Wakeups looks) {
        listener = whom;
        wakeups = looks;
        return this;
    }

    /** Ends by itself, which is seen at the next look. */
    void end(AttemptId id, Ending ending) {
        unseen.put(id, ending);
        if (wakeups != null) {
            wakeups.soon(id);
        }
    }

    private void ended(AttemptId id, Ending ending) {
        live.remove(id);
        ended.put(id, ending);
        if (listener != null) {
            listener.ended(id, ending);
        }
    }

    @Override
    public void recover() {
        // There is nothing of earlier.
    }

    @Override
    public boolean start(AttemptId id, Launch launch) {
        if (state(id) != null) {
            return false;
        }
        live.put(id, launch);
        if (listener != null) {
            listener.running(id);
        }
        return true;
    }

    @Override
    public boolean skip(AttemptId id, Ending ending) {
        if (state(id) != null) {
            return false;
        }
        ended(id, ending);
        return true;
    }

    @Override
    public void stop(AttemptId id, Duration grace) {
        if (live.containsKey(id)) {
            ended(id, new Ending(WorkloadState.STOPPED, null, "stopped"));
        }
    }

    @Override
    public void look(AttemptId id) {
        Ending ending = unseen.remove(id);
        if (ending != null) {
            ended(id, ending);
        }
    }

    @Override
    public void turn() {
        live().forEach(this::look);
    }

    @Override
    public List<AttemptId> live() {
        return List.copyOf(live.keySet());
    }

    @Override
    public boolean live(AttemptId id) {
        return live.containsKey(id);
    }

    @Override
    public boolean untold(AttemptId id) {
        return ended.containsKey(id) && !told.contains(id);
    }

    @Override
    public @Nullable WorkloadState state(AttemptId id) {
        return live.containsKey(id)
                ? WorkloadState.RUNNING
                : outcome(id).map(Ending::state).orElse(null);
    }

    @Override
    public String order(AttemptId id) {
        return "";
    }

    @Override
    public GivenGpus gpus(AttemptId id) {
        return GivenGpus.NONE;
    }

    @Override
    public Optional<Ending> outcome(AttemptId id) {
        return Optional.ofNullable(ended.get(id));
    }

    @Override
    public List<Leftover> leftovers() {
        return List.of();
    }

    @Override
    public boolean troubled() {
        return false;
    }

    @Override
    public List<AttemptId> unreported() {
        return ended.keySet().stream().filter(this::untold).toList();
    }

    @Override
    public void reported(AttemptId id) {
        told.add(id);
    }

    @Override
    public void prune(Duration age) {
        // Nothing is kept.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
