package dev.clawgateway.core.state;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Stopped;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which waiting workloads may ask for devices: single ones at once, workers of a parallel workload
 * as far as its parallelism allows, members of a gang only together and only while none of them
 * holds anything (invariant I6).
 */
final class WorkerGroups {
    private static final class Group {
        final List<WorkloadId> members = new ArrayList<>();

        /** Members that are queued or hold devices; a subset of {@link #members}. */
        final Set<WorkloadId> active = new HashSet<>();
    }

    private final Tables tables;
    private final Placer placer;
    private final Map<WorkloadId, Group> groups = new HashMap<>();

    WorkerGroups(Tables tables, Placer placer) {
        this.tables = tables;
        this.placer = placer;
    }

    /** Enters a workload that was just submitted or loaded; workers in the order of their index. */
    void add(WorkloadRecord workload) {
        Group group = groupOf(workload);
        if (group != null) {
            group.members.add(workload.id());
            if (workload instanceof Held) {
                group.active.add(workload.id());
            }
        }
    }

    /** Lets a waiting workload, or what its group allows, into the placer's queue. */
    void release(WorkloadRecord workload) {
        Group group = groupOf(workload);
        if (group == null) {
            if (mayWait(workload)) {
                placer.enqueue(single(workload));
            }
        } else if (workload.spec().scheduling().gang() != null) {
            enqueueGang(group);
        } else {
            fill(group);
        }
    }

    /** A worker holds devices from now on. */
    void placed(WorkloadRecord workload) {
        Group group = groupOf(workload);
        if (group != null) {
            group.active.add(workload.id());
        }
    }

    /** A worker holds devices though it was never placed: whoever waits for it waits no more. */
    void adopted(WorkloadRecord workload) {
        Group group = groupOf(workload);
        placer.withdraw(workload.id());
        if (group != null) {
            group.active.add(workload.id());
            if (workload.spec().scheduling().gang() != null) {
                group.members.forEach(placer::withdraw);
            }
        }
    }

    /** A worker no longer wants or holds devices; another may take its turn. */
    void left(WorkloadRecord workload) {
        Group group = groupOf(workload);
        if (group == null) {
            placer.withdraw(workload.id());
            return;
        }
        group.active.remove(workload.id());
        if (workload.spec().scheduling().gang() == null) {
            placer.withdraw(workload.id());
            fill(group);
        } else {
            group.members.forEach(placer::withdraw);
            enqueueGang(group);
        }
    }

    /** Drops a workload that is forgotten. */
    void forget(WorkloadRecord workload) {
        WorkerPlace place = workload.place();
        Group group = place == null ? null : groups.get(place.group());
        if (place != null && group != null) {
            group.members.remove(workload.id());
            if (group.members.isEmpty()) {
                groups.remove(place.group());
            }
        }
    }

    /** The other workers of the same parallel workload that have not ended. */
    List<WorkloadRecord> others(WorkloadRecord workload) {
        Group group = groupOf(workload);
        return group == null
                ? List.of()
                : records(group).stream()
                        .filter(other -> !other.id().equals(workload.id()))
                        .filter(other -> !(other instanceof Ended))
                        .toList();
    }

    /** Failed attempts of all workers together. */
    int failures(WorkloadRecord workload) {
        Group group = groupOf(workload);
        return group == null
                ? workload.failures()
                : records(group).stream().mapToInt(WorkloadRecord::failures).sum();
    }

    /** Whether a worker that failed, and was not told to end, gets another attempt. */
    boolean mayTryAgain(WorkloadRecord worker) {
        Parallel parallel = worker.spec().scheduling().parallel();
        if (worker.place() == null || parallel == null) {
            return false;
        }
        Integer perIndex = parallel.backoffLimitPerIndex();
        return failures(worker) < parallel.backoffLimit()
                && (perIndex == null || worker.failures() < perIndex);
    }

    /** Whether the others go on when this one has failed for good. */
    boolean mayFailAlone(WorkloadRecord worker) {
        Parallel parallel = worker.spec().scheduling().parallel();
        return parallel != null
                && parallel.backoffLimitPerIndex() != null
                && failures(worker) < parallel.backoffLimit();
    }

    static PendingWorkload single(WorkloadRecord workload) {
        return new PendingWorkload(
                        workload.id(), workload.spec(), workload.createdAt(), workload.target())
                .ratherNotOn(workload.past().unwanted());
    }

    /**
     * Whether a worker whose attempt is over may have another. A member of a gang starts again only
     * with the others, so enough of them must not have ended.
     */
    boolean mayStartAgain(WorkloadRecord worker) {
        Gang gang = worker.spec().scheduling().gang();
        return gang == null || others(worker).size() + 1 >= gang.minMembers();
    }

    /** Members of the same gang that wait, and can never start; empty while others hold devices. */
    List<Pending> stranded(WorkloadRecord worker) {
        Group group = groupOf(worker);
        Gang gang = worker.spec().scheduling().gang();
        if (group == null || gang == null) {
            return List.of();
        }
        List<WorkloadRecord> records = records(group);
        List<Pending> waiting = waiting(records, WorkerGroups::ungated);
        boolean held = records.stream().anyMatch(Held.class::isInstance);
        return held || waiting.size() >= needed(gang, records) ? List.of() : waiting;
    }

    /**
     * Fewest members worth starting. Those for whom there was no room when the gang started may be
     * fewer than that in the end: they start when the others have ended by themselves.
     */
    private static int needed(Gang gang, List<WorkloadRecord> records) {
        boolean leftOver =
                records.stream().anyMatch(Ended.class::isInstance)
                        && records.stream().noneMatch(WorkerGroups::partsTheGang);
        return leftOver ? 1 : gang.minMembers();
    }

    private static boolean partsTheGang(WorkloadRecord member) {
        return (member instanceof Pending waiting && waiting.attempt() > 0)
                || member instanceof Stopped;
    }

    /** A gang of the given waiting members, of whom there are enough. */
    static PendingWorkload gang(List<Pending> waiting, Gang gang) {
        List<Pending> members = waiting.subList(0, Math.min(waiting.size(), gang.maxMembers()));
        Pending first = members.getFirst();
        return new PendingWorkload(
                members.stream().map(WorkloadRecord::id).toList(),
                Math.min(gang.minMembers(), members.size()),
                first.spec(),
                first.createdAt(),
                first.target());
    }

    private void fill(Group group) {
        for (WorkloadRecord worker : records(group)) {
            Parallel parallel = worker.spec().scheduling().parallel();
            if (parallel == null || group.active.size() >= parallel.parallelism()) {
                return;
            }
            if (mayWait(worker) && group.active.add(worker.id())) {
                placer.enqueue(single(worker));
            }
        }
    }

    private void enqueueGang(Group group) {
        List<WorkloadRecord> records = records(group);
        if (records.stream().anyMatch(one -> one instanceof Held || one.retry() != null)) {
            return;
        }
        List<Pending> waiting = waiting(records, WorkerGroups::mayWait);
        Gang gang = waiting.isEmpty() ? null : waiting.getFirst().spec().scheduling().gang();
        if (gang != null && waiting.size() >= needed(gang, records)) {
            PendingWorkload pending = gang(waiting, gang);
            placer.withdraw(pending.id());
            placer.enqueue(pending);
        }
    }

    private static List<Pending> waiting(
            List<WorkloadRecord> records, Predicate<WorkloadRecord> which) {
        return records.stream().filter(which).map(Pending.class::cast).toList();
    }

    private static boolean ungated(WorkloadRecord workload) {
        return workload instanceof Pending && workload.pendingGates().isEmpty();
    }

    /** Nothing but a place keeps it from its next attempt. */
    private static boolean mayWait(WorkloadRecord workload) {
        return ungated(workload) && workload.retry() == null;
    }

    private List<WorkloadRecord> records(Group group) {
        List<WorkloadRecord> records = new ArrayList<>(group.members.size());
        for (WorkloadId member : group.members) {
            WorkloadRecord workload = tables.workload(member);
            if (workload != null) {
                records.add(workload);
            }
        }
        return records;
    }

    private @Nullable Group groupOf(WorkloadRecord workload) {
        WorkerPlace place = workload.place();
        return place == null ? null : groups.computeIfAbsent(place.group(), _ -> new Group());
    }
}
