package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadState;
import dev.clawgateway.core.state.ClusterView;
import dev.clawgateway.core.state.Membership;
import dev.clawgateway.core.state.WorkloadRecord;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.claw.CliReply;
import dev.clawgateway.protocol.claw.CliRequest;
import dev.clawgateway.protocol.claw.GatedWorkloadInfo;
import dev.clawgateway.protocol.claw.WorkloadInfo;
import dev.clawgateway.protocol.claw.WorkloadStatus;
import dev.clawgateway.server.logs.WorkloadLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Answers about workloads and their logs. */
final class WorkloadQueries {
    /** Escaping can make a line six times as long; messages may have 64 MiB. */
    private static final long MAX_LOG_CHARS = 8L << 20;

    /** Label under which submitters put a name for people. */
    static final String NAME_LABEL = "name";

    private final ClusterView view;
    private final WorkloadLogs logs;
    private final Time time;
    private final Executor queries;

    WorkloadQueries(ClusterView view, WorkloadLogs logs, Time time, Executor queries) {
        this.view = view;
        this.logs = logs;
        this.time = time;
        this.queries = queries;
    }

    CliReply list(CliRequest.ListWorkloads request) {
        return new CliReply.Workloads(
                view.workloads().stream()
                        .filter(workload ->
                                request.stateFilter() == null
                                        || workload.state() == request.stateFilter())
                        .filter(workload ->
                                request.nodeFilter() == null
                                        || node(workload).equals(request.nodeFilter()))
                        .sorted(
                                Comparator.comparing(WorkloadRecord::createdAt)
                                        .thenComparing(WorkloadRecord::id))
                        .map(workload -> info(workload, false))
                        .toList());
    }

    CliReply get(CliRequest.GetWorkload request) {
        WorkloadRecord workload = view.workload(request.workloadId());
        return workload == null
                ? Refusals.unknownWorkload(request.workloadId(), request.type())
                : new CliReply.Workload(info(workload, true));
    }

    CliReply gated() {
        Instant now = time.now();
        return new CliReply.GatedWorkloads(
                view.workloads().stream()
                        .filter(workload -> workload.state() == WorkloadState.PENDING)
                        .filter(workload -> !workload.pendingGates().isEmpty())
                        .sorted(
                                Comparator.comparing(WorkloadRecord::createdAt)
                                        .thenComparing(WorkloadRecord::id))
                        .map(workload -> gated(workload, now))
                        .toList());
    }

    private static GatedWorkloadInfo gated(WorkloadRecord workload, Instant now) {
        long waiting = Duration.between(workload.createdAt(), now).toSeconds();
        return new GatedWorkloadInfo(
                workload.id(),
                workload.spec().image(),
                workload.pendingGates(),
                workload.createdAt(),
                Math.max(0, waiting));
    }

    /** Logs of unknown workloads are readable too; there may be none. */
    void logs(CliRequest.GetLogs request, PendingReply reply) {
        long lines = request.tail() == null ? Long.MAX_VALUE : request.tail();
        logs.tail(
                request.workloadId(),
                lines,
                request.includeStderr(),
                MAX_LOG_CHARS,
                tail ->
                        queries.execute(() ->
                                reply.give(
                                        new CliReply.Logs(
                                                request.workloadId(),
                                                tail.stdout(),
                                                tail.stderr()))));
    }

    private static NodeId node(WorkloadRecord workload) {
        Allocation allocation = workload.allocation();
        return allocation == null ? WorkloadInfo.NO_NODE : allocation.node();
    }

    private static WorkloadInfo info(WorkloadRecord workload, boolean withStatus) {
        Allocation allocation = workload.allocation();
        List<Integer> gpus = allocation == null ? List.of() : allocation.gpuIndexes();
        return new WorkloadInfo(
                workload.id(),
                node(workload),
                workload.state(),
                workload.spec().image(),
                workload.createdAt(),
                workload.startedAt(),
                workload.finishedAt(),
                withStatus ? status(workload, gpus) : null,
                gpus,
                workload.attempt(),
                workload.exitCode(),
                workload.message(),
                name(workload));
    }

    /** The submitter's name for it; a worker of a parallel workload has its number behind. */
    private static @Nullable String name(WorkloadRecord workload) {
        String name = workload.spec().labels().get(NAME_LABEL);
        Membership membership = workload.membership();
        return name == null || membership == null ? name : name + "/" + membership.index();
    }

    private static WorkloadStatus status(WorkloadRecord workload, List<Integer> gpus) {
        return new WorkloadStatus(
                workload.state(),
                workload.startedAt(),
                workload.finishedAt(),
                workload.exitCode(),
                gpus);
    }
}
