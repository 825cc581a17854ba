package dev.clawgateway.core.state;

import dev.clawgateway.core.Gang;
import dev.clawgateway.core.Parallel;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadState;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            if (workload.state().holdsDevices()) {
                group.active.add(workload.id());
            }
        }
    }

    /** Lets a waiting workload, or what its group allows, into the placer's queue. */
    void release(WorkloadRecord workload) {
        Group group = groupOf(workload);
        if (group == null) {
            placer.enqueue(single(workload));
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
        Membership membership = workload.membership();
        Group group = membership == null ? null : groups.get(membership.group());
        if (membership != null && group != null) {
            group.members.remove(workload.id());
            if (group.members.isEmpty()) {
                groups.remove(membership.group());
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
                        .filter(other -> !other.state().isFinal())
                        .toList();
    }

    /** Failed attempts of all workers together. */
    int failures(WorkloadRecord workload) {
        Group group = groupOf(workload);
        return group == null
                ? workload.failures()
                : records(group).stream().mapToInt(WorkloadRecord::failures).sum();
    }

    static PendingWorkload single(WorkloadRecord workload) {
        return new PendingWorkload(
                workload.id(), workload.spec(), workload.createdAt(), workload.target());
    }

    /** A gang of the given waiting members; null when there are too few of them. */
    static @Nullable PendingWorkload gang(List<WorkloadRecord> waiting, Gang gang) {
        if (waiting.size() < gang.minMembers()) {
            return null;
        }
        List<WorkloadRecord> members =
                waiting.subList(0, Math.min(waiting.size(), gang.maxMembers()));
        WorkloadRecord first = members.getFirst();
        return new PendingWorkload(
                members.stream().map(WorkloadRecord::id).toList(),
                gang.minMembers(),
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
        if (records.stream().anyMatch(worker -> worker.state().holdsDevices())) {
            return;
        }
        List<WorkloadRecord> waiting = records.stream().filter(WorkerGroups::mayWait).toList();
        Gang gang = waiting.isEmpty() ? null : waiting.getFirst().spec().scheduling().gang();
        PendingWorkload pending = gang == null ? null : gang(waiting, gang);
        if (pending != null) {
            placer.withdraw(pending.id());
            placer.enqueue(pending);
        }
    }

    private static boolean mayWait(WorkloadRecord workload) {
        return workload.state() == WorkloadState.PENDING && workload.pendingGates().isEmpty();
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
        Membership membership = workload.membership();
        return membership == null
                ? null
                : groups.computeIfAbsent(membership.group(), _ -> new Group());
    }
}
