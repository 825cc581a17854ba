package dev.clawgateway.embedded;

import dev.clawgateway.control.operations.Accepted;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.operations.follow.Followables;
import dev.clawgateway.control.operations.follow.WaitOperations;
import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.embedded.Calls.About;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A gateway within this program. Several may run side by side, each with a data folder of its own.
 * It installs no handler of signals, never ends the process, and logs by SLF4J to whatever the
 * program has for it.
 *
 * <p>Every call may be made by any thread, virtual ones too, and waits for its answer: what was
 * changed is durable when it returns. A call that cannot do what it was asked throws an {@link
 * EmbeddedException}; an interrupted one does, too, and leaves the thread interrupted. The program
 * acts as an operator with all rights, by the name that {@link EmbeddedConfig#caller} says; what it
 * changes is in the audit log as what everybody else does.
 */
public final class EmbeddedGateway implements AutoCloseable {
    /** By which way it comes in, as the audit log names it. */
    private static final String DIALECT = "embedded";

    private static final Set<WorkloadState> FINAL =
            Set.of(WorkloadState.STOPPED, WorkloadState.COMPLETED, WorkloadState.FAILED);

    private final Start started;
    private final Time time;
    private final Calls calls;
    private final Operations operations;
    private final Followables following;
    private final Caller caller;
    private final Lists lists;
    private final AtomicBoolean closing = new AtomicBoolean();

    private EmbeddedGateway(Start started, EmbeddedConfig config, Time time) {
        this.started = started;
        this.time = time;
        calls = new Calls(config.patience());
        operations = started.server().operations();
        following = started.server().following();
        caller =
                new Caller(new Principal.Operator(config.caller()), DIALECT, "", true, null)
                        .with(Rights.FULL);
        lists = new Lists(calls, operations, caller);
    }

    /**
     * Starts one; when this returns it listens.
     *
     * @throws EmbeddedException.CannotStart saying why
     */
    public static EmbeddedGateway start(EmbeddedConfig config) {
        Time time = new SystemTime();
        return new EmbeddedGateway(Start.of(config, time), config, time);
    }

    /** Where nodes, operators and browsers reach it, such as {@code http://127.0.0.1:41234}. */
    public URI address() {
        return URI.create(started.server().url());
    }

    /** Nodes, unfinished workloads, and what there is of devices. */
    public GatewayState state() {
        List<ListedNode> known = lists.nodes();
        Map<NodeId, NodeSummary> nodes = new LinkedHashMap<>();
        summaries(known).forEach(node -> nodes.put(node.id(), node));
        Map<WorkloadId, WorkloadSummary> workloads = new LinkedHashMap<>();
        for (ListedWorkload workload : lists.workloads(one -> !one.state().isFinal())) {
            workloads.put(workload.record().id(), Summaries.of(workload));
        }
        return new GatewayState(
                nodes, workloads, Summaries.total(known), Summaries.available(known));
    }

    /** All known nodes, connected or not, by name. */
    public List<NodeSummary> nodes() {
        return summaries(lists.nodes());
    }

    private List<NodeSummary> summaries(List<ListedNode> nodes) {
        Map<NodeId, List<WorkloadId>> holders = lists.holders();
        return nodes.stream()
                .map(node ->
                        Summaries.of(node, holders.getOrDefault(node.record().id(), List.of())))
                .toList();
    }

    /** One node; empty where none is known by that id. */
    public Optional<NodeSummary> node(NodeId id) {
        try {
            ListedNode node =
                    calls.<ListedNode>ask(
                            About.of(id), reply -> operations.nodes().get(caller, id, reply));
            List<WorkloadId> workloads =
                    lists.workloads(one -> id.equals(one.node())).stream()
                            .map(one -> one.record().id())
                            .toList();
            return Optional.of(Summaries.of(node, workloads));
        } catch (EmbeddedException.NodeNotFound _) {
            return Optional.empty();
        }
    }

    /**
     * Has something run on that node and no other.
     *
     * @throws EmbeddedException.NoCapacity when it does not fit there now
     * @throws EmbeddedException.NodeNotFound when no such node is known
     */
    public WorkloadId deploy(NodeId node, WorkloadRequest request) {
        return submit(request, node, false).workload();
    }

    /**
     * Has something run where the gateway thinks best, now.
     *
     * @return with a node, unless a gate of the request holds it back
     * @throws EmbeddedException.NoCapacity when it fits nowhere now
     */
    public Scheduled schedule(WorkloadRequest request) {
        return submit(request, null, false);
    }

    /**
     * The same, but what fits nowhere now waits for its turn.
     *
     * @throws EmbeddedException.NoCapacity when it would not fit even if all were free
     */
    public Scheduled enqueue(WorkloadRequest request) {
        return submit(request, null, true);
    }

    private Scheduled submit(WorkloadRequest request, @Nullable NodeId target, boolean queue) {
        About about = target == null ? About.NOTHING : About.of(target);
        Accepted accepted =
                calls.<Accepted>order(
                        about,
                        reply ->
                                operations
                                        .workloads()
                                        .submit(caller, request.spec(), target, queue, reply));
        return switch (accepted) {
            case Accepted.Placed(WorkloadId workload, NodeId node) ->
                    new Scheduled(workload, node, null);
            case Accepted.Waiting(WorkloadId workload, List<String> _, String reason) ->
                    new Scheduled(workload, null, reason);
        };
    }

    /**
     * Ends a workload.
     *
     * @param force without the grace that it has otherwise
     * @return whether anything changed by it: false when it is being stopped so already
     * @throws EmbeddedException.WorkloadNotFound when no such workload is known
     * @throws EmbeddedException.Refused when it has ended
     */
    public boolean stop(WorkloadId workload, boolean force) {
        return calls.<Boolean>order(
                About.of(workload),
                reply -> operations.workloads().stop(caller, workload, force, reply));
    }

    /**
     * How a workload stands.
     *
     * @throws EmbeddedException.WorkloadNotFound when no such workload is known
     */
    public WorkloadSummary workload(WorkloadId workload) {
        return Summaries.of(
                calls.<ListedWorkload>ask(
                        About.of(workload),
                        reply -> operations.workloads().get(caller, workload, reply)));
    }

    /** All that are remembered, in the order of their creation. */
    public List<WorkloadSummary> workloads() {
        return lists.workloads(_ -> true).stream().map(Summaries::of).toList();
    }

    /**
     * Waits until a workload has ended.
     *
     * @return how it ended, or stands when the time was over
     * @throws EmbeddedException.WorkloadNotFound when no such workload is known, or not any more
     */
    public WorkloadSummary await(WorkloadId workload, Duration longest) {
        WaitOperations.CameSoFar _ =
                calls.<WaitOperations.CameSoFar>await(
                        About.of(workload),
                        reply ->
                                following.waiting().await(caller, workload, FINAL, longest, reply));
        return workload(workload);
    }

    /**
     * What a workload prints, from the first line that is kept, as it comes. Each walk begins anew,
     * waits for further lines, and ends when the workload has ended and all is read. It may be left
     * at any line.
     *
     * @throws EmbeddedException.WorkloadNotFound when no such workload is known
     */
    public Iterable<OutputLine> output(WorkloadId workload) {
        WorkloadSummary _ = workload(workload);
        return () -> new Output(calls, following.output(), caller, workload);
    }

    /** What happens to the sessions of nodes from now on. To be closed. */
    public SessionEvents sessions() {
        return new SessionEvents(calls, following.events(), caller, time);
    }

    /** The fleet in a few numbers. */
    public ClusterMetrics metrics() {
        GatewayOperations.Status status =
                calls.<GatewayOperations.Status>ask(
                        About.NOTHING, reply -> operations.gateway().status(caller, reply));
        List<NodeSummary.Reading> readings = new ArrayList<>();
        for (ListedNode node : lists.nodes()) {
            if (node.standing() != ListedNode.Standing.DISCONNECTED) {
                readings.addAll(Summaries.of(node, List.of()).readings());
            }
        }
        return new ClusterMetrics(
                status.totals().nodes(),
                status.totals().healthyNodes(),
                status.totals().gpus(),
                readings.size(),
                readings.stream()
                        .mapToInt(NodeSummary.Reading::utilizationPercent)
                        .average()
                        .orElse(0),
                readings.stream().mapToLong(NodeSummary.Reading::memoryUsedMib).sum(),
                readings.stream().mapToLong(NodeSummary.Reading::memoryTotalMib).sum(),
                status.totals().activeWorkloads());
    }

    /**
     * Stops in order: nobody gets in any more, sessions end, everything accepted is made durable.
     * Workloads go on running on their nodes, unless {@code shutdown.drain_workloads} says
     * otherwise. Not from a thread of the gateway; once closed, it does nothing.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            calls.close();
            started.server().close();
            Folders.remove(started.temporary());
        }
    }
}
