package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.QueueEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualClusterNames;
import dev.clawgateway.core.placement.VirtualClusterUsage;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.WorkerPlace;
import dev.clawgateway.core.record.WorkloadRecord;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.SpecRules;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Questions that the placement engine answers, on the control thread. They change nothing. */
final class PlacementQueries {
    /** Entries a queue listing has at most; each takes a line of text. */
    private static final int MAX_LISTED = 10_000;

    /** No workload has more workers. */
    private static final int MAX_PLANNED = 10_000;

    private final ClusterView view;
    private final WorkloadInfos infos;
    private final SchedulerQueries scheduler;
    private final Time time;
    private final Supplier<UUID> ids;
    private final Executor queries;
    private final boolean undeclaredClusters;

    PlacementQueries(
            ClusterView view,
            SchedulerQueries scheduler,
            Time time,
            Supplier<UUID> ids,
            Executor queries,
            boolean undeclaredClusters) {
        this.view = view;
        this.infos = new WorkloadInfos(view);
        this.scheduler = scheduler;
        this.time = time;
        this.ids = ids;
        this.queries = queries;
        this.undeclaredClusters = undeclaredClusters;
    }

    /** One workload; of one that waits its turn the engine knows best why. */
    void workload(CliRequest.GetWorkload request, PendingReply reply) {
        WorkloadRecord workload = view.workload(request.workloadId());
        boolean asked =
                workload != null
                        && queued(workload)
                        && scheduler.ask(placer -> {
                            Explanation why = placer.explain(queueName(workload), time.moment());
                            later(reply, () -> whole(request, why));
                        });
        if (!asked) {
            later(reply, () -> whole(request, null));
        }
    }

    /** As published now, which may be after the question was put. */
    private CliReply whole(CliRequest.GetWorkload request, @Nullable Explanation why) {
        WorkloadRecord workload = view.workload(request.workloadId());
        if (workload == null) {
            return Refusals.unknownWorkload(request.workloadId(), request.type());
        }
        String reason =
                why != null && queued(workload)
                        ? Explanations.waiting(workload, why)
                        : workload.reason();
        return new CliReply.Workload(infos.whole(workload, reason));
    }

    void status(CliRequest.GetSchedulingStatus request, PendingReply reply) {
        WorkloadRecord workload = view.workload(request.workloadId());
        if (workload == null) {
            reply.give(Refusals.unknownWorkload(request.workloadId(), request.type()));
        } else if (queued(workload)) {
            ask(
                    reply,
                    placer -> placer.explain(queueName(workload), time.moment()),
                    why ->
                            status(
                                    workload,
                                    why == null
                                            ? workload.reason()
                                            : Explanations.waiting(workload, why)));
        } else {
            reply.give(status(workload, failure(workload)));
        }
    }

    private static @Nullable String failure(WorkloadRecord workload) {
        boolean waits = workload.state() == WorkloadState.PENDING;
        return waits || workload.state() == WorkloadState.FAILED ? workload.reason() : null;
    }

    private static CliReply status(WorkloadRecord workload, @Nullable String reason) {
        WorkerPlace place = workload.place();
        Allocation allocation = workload.allocation();
        return new CliReply.SchedulingStatus(
                workload.id(),
                workload.state(),
                workload.pendingGates(),
                allocation == null ? null : allocation.node(),
                allocation == null ? List.of() : allocation.gpuIndexes(),
                place == null ? null : place.index(),
                reason);
    }

    void explain(CliRequest.ExplainWorkload request, PendingReply reply) {
        WorkloadRecord workload = view.workload(request.workloadId());
        if (workload == null) {
            reply.give(Refusals.unknownWorkload(request.workloadId(), request.type()));
        } else if (queued(workload)) {
            ask(
                    reply,
                    placer -> placer.explain(queueName(workload), time.moment()),
                    why ->
                            new CliReply.Explained(
                                    why == null
                                            ? Explanations.ofRecord(workload, node(workload))
                                            : Explanations.of(why)));
        } else {
            reply.give(new CliReply.Explained(Explanations.ofRecord(workload, node(workload))));
        }
    }

    private @Nullable NodeRecord node(WorkloadRecord workload) {
        Allocation allocation = workload.allocation();
        return allocation == null ? null : view.node(allocation.node());
    }

    void plan(CliRequest.PlanWorkload request, PendingReply reply) {
        Optional<String> violation =
                SpecRules.violation(request.spec()).or(() -> undeclared(request.spec()));
        if (violation.isPresent()) {
            reply.refuse(ErrorCode.INVALID_REQUEST, violation.get());
            return;
        } else if (request.nodeId() != null && view.node(request.nodeId()) == null) {
            reply.give(Refusals.unknownNode(request.nodeId(), request.type()));
            return;
        }
        int members = members(request.spec());
        Gang gang = request.spec().scheduling().gang();
        int min = gang == null ? 1 : gang.minMembers();
        if (members < min || members > MAX_PLANNED) {
            reply.refuse(ErrorCode.INVALID_REQUEST, gangRefusal(members));
            return;
        }
        PendingWorkload pending =
                new PendingWorkload(
                        Stream.generate(ids).limit(members).map(WorkloadId::new).toList(),
                        min,
                        request.spec(),
                        time.now(),
                        request.nodeId());
        ask(reply, placer -> placer.plan(pending, time.moment()), Explanations::plan);
    }

    private Optional<String> undeclared(WorkloadSpec spec) {
        List<String> declared = view.virtualClusters().stream().map(VirtualCluster::name).toList();
        return undeclaredClusters
                ? Optional.empty()
                : VirtualClusterNames.refusal(spec.scheduling().queue().virtualCluster(), declared);
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

    private static String gangRefusal(int members) {
        return members > MAX_PLANNED
                ? "scheduling.gang: at most " + MAX_PLANNED + " members"
                : "scheduling.gang.min_members: more than scheduling.parallel.completions";
    }

    void clusters(PendingReply reply) {
        ask(
                reply,
                Placer::virtualClusters,
                usages ->
                        new CliReply.VirtualClusters(
                                usages.stream()
                                        .map(usage ->
                                                new VirtualClusterInfo(
                                                        usage.cluster(),
                                                        usage.used(),
                                                        usage.waiting(),
                                                        (float) usage.share()))
                                        .toList()));
    }

    void queue(CliRequest.ListQueue request, PendingReply reply) {
        int limit = Math.min(request.limit(), MAX_LISTED);
        ask(
                reply,
                placer -> new QueueAnswer(total(placer), placer.queue(time.moment(), limit)),
                answer ->
                        new CliReply.Queue(
                                answer.total(),
                                answer.entries().stream().map(Explanations::waiting).toList()));
    }

    private record QueueAnswer(int total, List<QueueEntry> entries) {}

    private static int total(Placer placer) {
        return placer.virtualClusters().stream().mapToInt(VirtualClusterUsage::waiting).sum();
    }

    void advise(PendingReply reply) {
        ask(
                reply,
                placer -> placer.advise(time.moment()),
                advice ->
                        advice == null
                                ? new CliReply.Moves(null, List.of())
                                : new CliReply.Moves(advice.beneficiary(), advice.moves()));
    }

    /** The question runs on the control thread, the rest does not. */
    private <T extends @Nullable Object> void ask(
            PendingReply reply, Function<Placer, T> question, Function<T, CliReply> translation) {
        boolean asked =
                scheduler.ask(placer -> {
                    T answer = question.apply(placer);
                    later(reply, () -> translation.apply(answer));
                });
        if (!asked) {
            Outcome.Refused why = scheduler.whyNot();
            reply.refuse(why.code(), why.detail());
        }
    }

    private void later(PendingReply reply, Supplier<CliReply> answer) {
        queries.execute(() -> reply.from(answer));
    }

    private static boolean queued(WorkloadRecord workload) {
        return workload.state() == WorkloadState.PENDING && workload.pendingGates().isEmpty();
    }

    /** A gang waits under its first member's name. */
    private static WorkloadId queueName(WorkloadRecord workload) {
        WorkerPlace place = workload.place();
        return workload.spec().scheduling().gang() == null || place == null
                ? workload.id()
                : place.group();
    }
}
