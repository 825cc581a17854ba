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
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
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
                () -> page(selection.of(visible(caller)), page));
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
