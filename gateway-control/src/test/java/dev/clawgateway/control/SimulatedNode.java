package dev.clawgateway.control;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A well-behaved node: starts what it is told, never the same attempt twice, and reports; it
 * survives gateways. Asked about an attempt that has ended it says how that ended, again and again,
 * and until it believes to be heard it tells that anew on every session. It may stop work by
 * itself.
 */
final class SimulatedNode {
    private static final SessionId NONE = new SessionId("gateway", 0);

    private record Key(WorkloadId workload, int attempt) {}

    /** An attempt it runs, with the GPUs it was told to use. */
    private record Attempt(Key key, List<Integer> gpus) {}

    final NodeId id;
    private final int gpus;
    private final Map<WorkloadId, Attempt> running = new TreeMap<>();
    private final Set<Key> everStarted = new HashSet<>();
    private final Set<WorkloadId> ending = new HashSet<>();
    private final Map<Key, WorkloadState> ends = new HashMap<>();
    private final Set<Key> unheard = new LinkedHashSet<>();
    private final List<Command.ReportWorkload> unsent = new ArrayList<>();
    private SessionId session = NONE;

    SimulatedNode(NodeId id, int gpus) {
        this.id = id;
        this.gpus = gpus;
    }

    boolean connected() {
        return !session.equals(NONE);
    }

    SessionId session() {
        return session;
    }

    Command<?> connect(SessionId next) {
        session = next;
        List<RunningAttempt> attempts = new ArrayList<>();
        running.values().forEach(attempt -> attempts.add(running(attempt.key())));
        // Left out they would count as lost; how they ended follows.
        unheard.forEach(key -> attempts.add(running(key)));
        unheard.forEach(this::repeat);
        List<Gpu> devices =
                IntStream.range(0, gpus)
                        .mapToObj(
                                index -> new Gpu(index, "H100", 81_559, "GPU-" + id + "-" + index))
                        .toList();
        return new Command.RegisterNode(
                id,
                next,
                "node",
                new NodeCapacity(devices, 64_000, 512_000, List.of()),
                NodeRecord.Marks.NONE,
                attempts);
    }

    void disconnect() {
        session = NONE;
    }

    /** Takes a frame, which may be a repeat. */
    void receive(Effect effect) {
        if (effect instanceof Effect.Start start) {
            start(start.workload());
        } else if (effect instanceof Effect.Stop stop) {
            Attempt attempt = running.get(stop.workload());
            if (attempt != null && attempt.key().attempt() == stop.attempt()) {
                end(attempt, WorkloadState.STOPPED);
            } else {
                repeat(new Key(stop.workload(), stop.attempt()));
            }
        }
    }

    /** Lets some of what runs come to its end, and some of what it told count as heard. */
    void work(RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            unheard.clear();
        }
        for (Attempt attempt : List.copyOf(running.values())) {
            if (random.nextInt(12) == 0 && ending.add(attempt.key().workload())) {
                report(attempt.key(), WorkloadState.STOPPING);
            } else if (random.nextInt(6) == 0) {
                end(
                        attempt,
                        random.nextInt(4) == 0 ? WorkloadState.FAILED : WorkloadState.COMPLETED);
            }
        }
    }

    /** What it has to say, in order, stamped with the session it says it on. */
    List<Command<?>> takeReports() {
        List<Command<?>> reports = new ArrayList<>();
        for (Command.ReportWorkload report : unsent) {
            reports.add(
                    new Command.ReportWorkload(
                            id,
                            session,
                            report.workload(),
                            report.state(),
                            report.attempt(),
                            null,
                            null));
        }
        unsent.clear();
        return reports;
    }

    /** The GPU that two attempts use at once; null while invariant I1 holds. */
    @Nullable Integer sharedGpu() {
        Map<Integer, Integer> users = new HashMap<>();
        running.values()
                .forEach(attempt ->
                        attempt.gpus().forEach(gpu -> users.merge(gpu, 1, Integer::sum)));
        return users.entrySet().stream()
                .filter(user -> user.getValue() > 1)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    boolean runs(WorkloadId workload) {
        return running.containsKey(workload);
    }

    private void start(WorkloadRecord workload) {
        Key key = new Key(workload.id(), workload.attempt());
        if (workload.allocation() == null || !everStarted.add(key)) {
            return;
        }
        running.put(workload.id(), new Attempt(key, workload.allocation().gpuIndexes()));
        report(key, WorkloadState.RUNNING);
    }

    private void end(Attempt attempt, WorkloadState last) {
        running.remove(attempt.key().workload());
        ending.remove(attempt.key().workload());
        ends.put(attempt.key(), last);
        unheard.add(attempt.key());
        report(attempt.key(), last);
    }

    /** All it knows of an attempt that has ended: the gateway may have missed any of it. */
    private void repeat(Key key) {
        WorkloadState last = ends.get(key);
        if (last != null) {
            report(key, WorkloadState.RUNNING);
            report(key, last);
        }
    }

    private static RunningAttempt running(Key key) {
        return new RunningAttempt(key.workload(), key.attempt(), WorkloadState.RUNNING);
    }

    private void report(Key key, WorkloadState state) {
        unsent.add(
                new Command.ReportWorkload(
                        id, session, key.workload(), state, key.attempt(), null, null));
    }
}
