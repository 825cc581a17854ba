package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Sight;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.operations.lists.Listing;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.control.operations.lists.WorkloadSelection;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.WorkloadChoice;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is done about workloads, and asked. Answers come from what is durable. */
public final class WorkloadOperations {
    private final Desk desk;
    private final ClusterView view;
    private final Time time;
    private final Supplier<UUID> ids;

    /**
     * Over a view.
     *
     * @param ids makes the ids of new workloads
     */
    public WorkloadOperations(Desk desk, ClusterView view, Time time, Supplier<UUID> ids) {
        this.desk = desk;
        this.view = view;
        this.time = time;
        this.ids = ids;
    }

    /**
     * Has something run.
     *
     * @param target the only node allowed; null for any
     * @param queue whether it waits when nothing fits now; otherwise it is refused then
     */
    public void submit(
            Caller caller,
            WorkloadSpec spec,
            @Nullable NodeId target,
            boolean queue,
            Reply<Accepted> reply) {
        var command = new Command.SubmitWorkload(new WorkloadId(ids.get()), spec, target, queue);
        desk.order(
                caller,
                Operation.SUBMIT_WORKLOAD,
                Target.in(spec.scheduling().queue().virtualCluster(), caller.principal()),
                command,
                reply,
                outcome -> {
                    OrderLog.submitted(caller, command, outcome);
                    return submitted(outcome);
                });
    }

    private static Accepted submitted(Outcome.Submitted outcome) {
        return switch (outcome) {
            case Outcome.Placed(var id, var node) -> new Accepted.Placed(id, node);
            case Outcome.Waiting(var id, var gates, var reason) ->
                    new Accepted.Waiting(id, gates, reason);
        };
    }

    /**
     * Ends a workload.
     *
     * @param force stops without grace
     */
    public void stop(Caller caller, WorkloadId workload, boolean force, Reply<Boolean> reply) {
        desk.order(
                caller,
                Operation.STOP_WORKLOAD,
                DoorTargets.of(workload, view),
                new Command.StopWorkload(workload, force),
                reply,
                outcome -> {
                    OrderLog.stopped(caller, workload, force);
                    return outcome.changed();
                });
    }

    /**
     * How many workloads a choice holds for that have not ended and that the caller may stop, as
     * published now: before the stop that expects so many.
     */
    public void countStops(Caller caller, WorkloadChoice choice, Reply<Integer> reply) {
        desk.askLater(
                caller,
                Operation.STOP_WORKLOADS,
                reply,
                () -> {
                    Command.StopWorkloads.Reach reach = reach(caller);
                    Instant now = time.now();
                    return new Answer.Given<>(
                            (int)
                                    view.workloads().stream()
                                            .filter(one -> !one.state().isFinal())
                                            .filter(reach::covers)
                                            .filter(one -> choice.holds(one, now))
                                            .count());
                });
    }

    /**
     * Ends all of a choice that have not ended and that the caller may stop, or none; answers with
     * their number.
     *
     * @param force stops without grace
     * @param expected how many they are to be; null for however many
     */
    public void stopAll(
            Caller caller,
            WorkloadChoice choice,
            boolean force,
            @Nullable Integer expected,
            Reply<Integer> reply) {
        desk.order(
                caller,
                Operation.STOP_WORKLOADS,
                new Command.StopWorkloads(choice, reach(caller), force, expected),
                reply,
                outcome -> {
                    OrderLog.stopped(caller, choice, force, outcome.workloads());
                    return outcome.workloads();
                });
    }

    /** Within its limits; others' as an admin alone. */
    private static Command.StopWorkloads.Reach reach(Caller caller) {
        Rights rights = caller.rights();
        if (rights == null) {
            return Command.StopWorkloads.Reach.ALL;
        }
        boolean others = !rights.ownOnly() && rights.role().includes(Role.ADMIN);
        return new Command.StopWorkloads.Reach(
                rights.virtualClusters(), others ? null : caller.principal());
    }

    /** Clears a gate; answers with those that are left. */
    public void clearGate(
            Caller caller, WorkloadId workload, String gate, Reply<List<String>> reply) {
        desk.order(
                caller,
                Operation.CLEAR_GATE,
                DoorTargets.of(workload, view),
                new Command.ClearGate(workload, gate),
                reply,
                Outcome.GateCleared::pendingGates);
    }

    /** Workloads, in the order of their creation. */
    public void list(
            Caller caller,
            WorkloadSelection selection,
            PageRequest page,
            Reply<Page<ListedWorkload>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_WORKLOADS,
                reply,
                () -> {
                    long revision = view.revision(); // before: what comes meanwhile may be missing
                    return page(selection.of(visible(caller)), page)
                            .map(part -> part.asOf(revision));
                });
    }

    private Collection<WorkloadRecord> visible(Caller caller) {
        return Sight.of(caller).of(view.workloads());
    }

    private Answer<Page<ListedWorkload>> page(Collection<WorkloadRecord> all, PageRequest request) {
        return Refusals.orNotACursor(
                request,
                Listing.WORKLOADS
                        .page(all, request)
                        .map(part -> part.map(one -> ListedWorkload.of(one, view))));
    }

    /** The unfinished, then the newest, for those who see one part only: there is no next. */
    public void latest(
            Caller caller,
            WorkloadSelection selection,
            int limit,
            Reply<Page<ListedWorkload>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_WORKLOADS,
                reply,
                () -> {
                    Collection<WorkloadRecord> wanted = selection.of(visible(caller));
                    List<ListedWorkload> first =
                            Listing.first(wanted, limit, WorkloadSelection.UNFINISHED_AND_NEWEST)
                                    .stream()
                                    .map(one -> ListedWorkload.of(one, view))
                                    .toList();
                    return new Answer.Given<>(new Page<>(first, wanted.size(), null));
                });
    }

    /** Those that wait for somebody to clear a gate, in the order of their creation. */
    public void gated(Caller caller, PageRequest page, Reply<Page<ListedWorkload>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_WORKLOADS,
                reply,
                () ->
                        page(
                                visible(caller).stream()
                                        .filter(one -> one.state() == WorkloadState.PENDING)
                                        .filter(one -> !one.pendingGates().isEmpty())
                                        .toList(),
                                page));
    }

    /** One workload; of one that waits its turn the placement engine knows best why. */
    public void get(Caller caller, WorkloadId id, Reply<ListedWorkload> reply) {
        if (!desk.admits(caller, Operation.GET_WORKLOAD, DoorTargets.of(id, view), reply)) {
            return;
        }
        WorkloadRecord workload = view.workload(id);
        boolean asked =
                workload != null
                        && ListedWorkload.queued(workload)
                        && desk.tryEngine(
                                reply,
                                placer ->
                                        placer.explain(
                                                ListedWorkload.queueName(workload), time.moment()),
                                why -> shown(id, why));
        if (!asked) {
            desk.later(reply, () -> shown(id, null));
        }
    }

    /** As published now, which may be after the question was put. */
    private Answer<ListedWorkload> shown(WorkloadId id, @Nullable Explanation why) {
        WorkloadRecord workload = view.workload(id);
        if (workload == null) {
            return Refusals.unknownWorkload(id);
        }
        String reason =
                why != null && ListedWorkload.queued(workload)
                        ? Explained.waiting(workload, why)
                        : workload.reason();
        return new Answer.Given<>(ListedWorkload.of(workload, view, reason));
    }
}
