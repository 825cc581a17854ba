package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Sight;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.QueueEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualClusterNames;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.core.workload.rules.SpecRules;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Questions that the placement engine answers. They change nothing. */
public final class PlacementOperations {
    /** No workload has more workers. */
    private static final int MAX_PLANNED = 10_000;

    private final Desk desk;
    private final ClusterView view;
    private final Time time;
    private final Supplier<UUID> ids;
    private final BooleanSupplier undeclaredClusters;

    /**
     * Over a view.
     *
     * @param ids names what is planned and never kept
     * @param undeclaredClusters whether a workload may name a virtual cluster nobody declared
     */
    public PlacementOperations(
            Desk desk,
            ClusterView view,
            Time time,
            Supplier<UUID> ids,
            BooleanSupplier undeclaredClusters) {
        this.desk = desk;
        this.view = view;
        this.time = time;
        this.ids = ids;
        this.undeclaredClusters = undeclaredClusters;
    }

    /** Where a workload stands; its reason says why it waits or failed, and nothing else. */
    public void status(Caller caller, WorkloadId id, Reply<ListedWorkload> reply) {
        if (!desk.admits(caller, Operation.EXPLAIN_WORKLOAD, DoorTargets.of(id, view), reply)) {
            return;
        }
        WorkloadRecord workload = view.workload(id);
        if (workload == null) {
            reply.answer(Refusals.unknownWorkload(id));
        } else if (ListedWorkload.queued(workload)) {
            desk.askEngine(
                    reply,
                    placer -> placer.explain(ListedWorkload.queueName(workload), time.moment()),
                    why ->
                            new Answer.Given<>(
                                    ListedWorkload.of(
                                            workload,
                                            view,
                                            why == null
                                                    ? workload.reason()
                                                    : Explained.waiting(workload, why))));
        } else {
            reply.answer(new Answer.Given<>(ListedWorkload.of(workload, view, failure(workload))));
        }
    }

    private static @Nullable String failure(WorkloadRecord workload) {
        boolean waits = workload.state() == WorkloadState.PENDING;
        return waits || workload.state() == WorkloadState.FAILED ? workload.reason() : null;
    }

    /** Why does it wait, or why does it run where it runs? */
    public void explain(Caller caller, WorkloadId id, Reply<Explained> reply) {
        if (!desk.admits(caller, Operation.EXPLAIN_WORKLOAD, DoorTargets.of(id, view), reply)) {
            return;
        }
        WorkloadRecord workload = view.workload(id);
        if (workload == null) {
            reply.answer(Refusals.unknownWorkload(id));
        } else if (ListedWorkload.queued(workload)) {
            desk.askEngine(
                    reply,
                    placer -> placer.explain(ListedWorkload.queueName(workload), time.moment()),
                    why ->
                            new Answer.Given<>(
                                    why == null ? explained(workload) : Explained.of(why)));
        } else {
            reply.answer(new Answer.Given<>(explained(workload)));
        }
    }

    private Explained explained(WorkloadRecord workload) {
        return Explained.ofRecord(workload, ListedWorkload.node(workload, view));
    }

    /**
     * Where would it run? Nothing is started or kept.
     *
     * @param target the only node to look at; null for all
     */
    public void plan(
            Caller caller, WorkloadSpec spec, @Nullable NodeId target, Reply<Placement> reply) {
        Target planned = Target.in(spec.scheduling().queue().virtualCluster(), caller.principal());
        if (!desk.admits(caller, Operation.PLAN_WORKLOAD, planned, reply)) {
            return;
        }
        int members = members(spec);
        Optional<Answer<Placement>> refusal = refusal(spec, target, members);
        if (refusal.isPresent()) {
            reply.answer(refusal.get());
            return;
        }
        PendingWorkload pending =
                new PendingWorkload(
                        Stream.generate(ids).limit(members).map(WorkloadId::new).toList(),
                        minMembers(spec),
                        spec,
                        time.now(),
                        target);
        desk.askEngine(reply, placer -> placer.plan(pending, time.moment()), Answer.Given::new);
    }

    private Optional<Answer<Placement>> refusal(
            WorkloadSpec spec, @Nullable NodeId target, int members) {
        Optional<String> violation = SpecRules.violation(spec).or(() -> undeclared(spec));
        if (violation.isPresent()) {
            return violation.map(Refusals::invalid);
        } else if (target != null && view.node(target) == null) {
            return Optional.of(Refusals.unknownNode(target));
        } else if (members > MAX_PLANNED) {
            return Optional.of(
                    Refusals.invalid("scheduling.gang: at most " + MAX_PLANNED + " members"));
        }
        return members < minMembers(spec)
                ? Optional.of(
                        Refusals.invalid(
                                "scheduling.gang.min_members: more than"
                                        + " scheduling.parallel.completions"))
                : Optional.empty();
    }

    private Optional<String> undeclared(WorkloadSpec spec) {
        List<String> declared = view.virtualClusters().stream().map(VirtualCluster::name).toList();
        return undeclaredClusters.getAsBoolean()
                ? Optional.empty()
                : VirtualClusterNames.refusal(spec.scheduling().queue().virtualCluster(), declared);
    }

    private static int minMembers(WorkloadSpec spec) {
        Gang gang = spec.scheduling().gang();
        return gang == null ? 1 : gang.minMembers();
    }

    /**
     * How many start together: those of a gang. Of other parallel workloads the first worker is
     * placed at once and the others take their turns in the queue.
     */
    private static int members(WorkloadSpec spec) {
        Gang gang = spec.scheduling().gang();
        Parallel parallel = spec.scheduling().parallel();
        return gang == null || parallel == null
                ? 1
                : Math.min(parallel.completions(), gang.maxMembers());
    }

    /** Who waits for devices, and why: by virtual cluster, within one in the order of its queue. */
    public void queue(Caller caller, PageRequest page, Reply<Page<QueueEntry>> reply) {
        if (!desk.admits(caller, Operation.LIST_QUEUE, reply)) {
            return;
        }
        Sight sight = Sight.of(caller);
        boolean first = page.after() == null && sight.everything();
        int looked = first ? page.limit() : PageRequest.MAX_ITEMS;
        long revision = view.revision();
        desk.askEngine(
                reply,
                placer -> new Queued(total(placer, sight), placer.queue(time.moment(), looked)),
                queued -> part(seen(queued, sight), page, revision));
    }

    private record Queued(int total, List<QueueEntry> entries) {}

    private static int total(Placer placer, Sight sight) {
        return placer.virtualClusters().stream()
                .filter(usage -> sight.covers(usage.cluster().name()))
                .mapToInt(VirtualClusterUsage::waiting)
                .sum();
    }

    private Queued seen(Queued queued, Sight sight) {
        if (sight.everything()) {
            return queued;
        }
        List<QueueEntry> entries =
                queued.entries().stream().filter(entry -> sees(sight, entry)).toList();
        return new Queued(sight.others() ? queued.total() : entries.size(), entries);
    }

    private boolean sees(Sight sight, QueueEntry entry) {
        return sees(sight, entry.workload().id());
    }

    private boolean sees(Sight sight, WorkloadId id) {
        WorkloadRecord workload = view.workload(id);
        return sight.everything() || (workload != null && sight.sees(workload));
    }

    /** Goes on behind an entry, where that still waits. */
    private static Answer<Page<QueueEntry>> part(
            Queued queued, PageRequest request, long revision) {
        List<QueueEntry> entries = queued.entries();
        String after = request.after();
        int start = 0;
        if (after != null) {
            List<String> names = entries.stream().map(PlacementOperations::name).toList();
            start = names.indexOf(after) + 1;
            if (start == 0) {
                return Refusals.invalid(
                        "after: \"" + after + "\" waits no more; begin at the start");
            }
        }
        int end = Math.min(entries.size(), start + request.limit());
        boolean more = end > start && end < queued.total();
        return new Answer.Given<>(
                new Page<>(
                        entries.subList(start, end),
                        queued.total(),
                        more ? name(entries.get(end - 1)) : null,
                        revision));
    }

    private static String name(QueueEntry entry) {
        return entry.workload().id().toString();
    }

    /**
     * Which moves would let the first waiting workload start; empty when none would, or where they
     * are not for the caller to see.
     */
    public void advise(Caller caller, Reply<Optional<Advice>> reply) {
        if (desk.admits(caller, Operation.ADVISE_MOVES, reply)) {
            desk.askEngine(
                    reply,
                    placer -> placer.advise(time.moment()),
                    advice ->
                            new Answer.Given<>(
                                    Optional.ofNullable(advice)
                                            .filter(moves -> sees(Sight.of(caller), moves))));
        }
    }

    private boolean sees(Sight sight, Advice advice) {
        return sees(sight, advice.beneficiary())
                && advice.moves().stream().allMatch(move -> sees(sight, move.workload()));
    }
}
