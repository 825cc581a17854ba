package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.quota.Account;
import dev.clawgateway.scheduler.quota.QuotaTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everybody who waits, by id and by virtual cluster. */
public final class Queues {
    private final Fleet fleet;
    private final QuotaTree tree;
    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<WorkloadId, Waiting> waiting = new HashMap<>();
    private long arrivals;
    private boolean wakeAll;
    private final Alarms alarms = new Alarms();

    public Queues(Fleet fleet, QuotaTree tree) {
        this.fleet = fleet;
        this.tree = tree;
    }

    /** The line of a virtual cluster. */
    public Line line(String account) {
        Line known = lines.get(account);
        if (known == null) {
            known = new Line(tree.account(account), alarms);
            lines.put(account, known);
        }
        return known;
    }

    public Line line(Account account) {
        return line(account.name());
    }

    /** By name. */
    public Collection<Line> lines() {
        return lines.values();
    }

    /** A cohort for a request that is not queued. */
    public Cohort cohortFor(PendingWorkload pending) {
        Shape shape =
                fleet.shapes()
                        .intern(
                                KnownPolicy.of(pending.spec(), fleet.shapes().policies()),
                                pending.clusterLabels());
        return new Cohort(
                CohortKey.of(pending),
                line(pending.spec().scheduling().queue().virtualCluster()),
                pending,
                shape,
                shape,
                0);
    }

    public Waiting add(PendingWorkload pending) {
        Line line = line(pending.spec().scheduling().queue().virtualCluster());
        Waiting added = line.add(pending, arrivals++, fleet);
        waiting.put(pending.id(), added);
        return added;
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    public @Nullable Waiting find(WorkloadId id) {
        return waiting.get(id);
    }

    /** Takes a request out, from its line too; null when it is not known. */
    public @Nullable Waiting remove(WorkloadId id) {
        Waiting removed = waiting.remove(id);
        if (removed != null && !removed.nominated()) {
            removed.cohort.line.remove(removed);
        }
        return removed;
    }

    /** Something changed that may help anybody. */
    public void wakeAll() {
        wakeAll = true;
    }

    /** Makes ready, or looks again at, whoever something may have happened for. */
    public void wake(Moment now, Prospects prospects) {
        for (Cohort cohort = alarms.due(now.wall());
                cohort != null;
                cohort = alarms.due(now.wall())) {
            cohort.line.wake(cohort);
        }
        for (Line line : lines.values()) {
            if (wakeAll) {
                line.wakeAll();
            }
            line.reopen(prospects);
        }
        wakeAll = false;
    }

    /** The most important, then oldest request that waits for capacity; null for none. */
    public @Nullable Waiting firstWithoutCapacity() {
        return firstWithoutCapacity(_ -> true);
    }

    /** The same of those that pass. */
    public @Nullable Waiting firstWithoutCapacity(Predicate<Waiting> wanted) {
        Waiting first = null;
        for (Line line : lines.values()) {
            for (Parked group : line.parked()) {
                Waiting candidate = group.key.why().wantsCapacity() ? group.first(wanted) : null;
                if (candidate != null
                        && (first == null || Waiting.BY_RANK.compare(candidate, first) < 0)) {
                    first = candidate;
                }
            }
        }
        return first;
    }

    /** Who waits, by virtual cluster and then by place, at most so many. */
    public List<Waiting> inOrder(int limit) {
        PriorityQueue<Waiting> first = new PriorityQueue<>(Waiting.BY_PLACE.reversed());
        for (Waiting candidate : waiting.values()) {
            if (first.size() < limit) {
                first.add(candidate);
            } else if (limit > 0 && Waiting.BY_PLACE.compare(candidate, first.peek()) < 0) {
                first.remove();
                first.add(candidate);
            }
        }
        return first.stream().sorted(Waiting.BY_PLACE).toList();
    }

    /** All who wait, who came first first. */
    public List<Waiting> inOrderOfArrival() {
        return waiting.values().stream()
                .sorted(Comparator.comparingLong(entry -> entry.arrival))
                .toList();
    }

    public List<VirtualClusterUsage> usage() {
        Map<String, Integer> counts = new HashMap<>();
        for (Waiting entry : waiting.values()) {
            counts.merge(entry.cohort.line.account.name(), 1, Integer::sum);
        }
        List<VirtualClusterUsage> usage = new ArrayList<>();
        for (Account account : tree.accounts()) {
            int count = counts.getOrDefault(account.name(), 0);
            if (account.declared() || count > 0 || !account.used().equals(Quota.NONE)) {
                usage.add(
                        new VirtualClusterUsage(
                                account.declaration(), account.used(), count, tree.share(account)));
            }
        }
        return usage;
    }
}
