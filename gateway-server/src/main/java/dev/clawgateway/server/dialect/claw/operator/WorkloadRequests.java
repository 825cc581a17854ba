package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.Accepted;
import dev.clawgateway.control.operations.OutputOperations;
import dev.clawgateway.control.operations.WorkloadOperations;
import dev.clawgateway.control.operations.lists.Cursor;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.control.operations.lists.WorkloadSelection;
import dev.clawgateway.control.output.LogLines;
import dev.clawgateway.control.output.LogPlace;
import dev.clawgateway.control.output.LogWish;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.LogPosition;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import dev.clawgateway.protocol.claw.operator.WorkloadFilter;
import dev.clawgateway.protocol.claw.operator.info.GatedWorkloadInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What operators ask and order about workloads. */
final class WorkloadRequests {
    /** Of all lines in a reply; clients take 16 MiB in one frame. */
    private static final long MAX_LOG_BYTES = 8L << 20;

    private final WorkloadOperations workloads;
    private final OutputOperations output;
    private final Time time;

    WorkloadRequests(WorkloadOperations workloads, OutputOperations output, Time time) {
        this.workloads = workloads;
        this.output = output;
        this.time = time;
    }

    void start(CliRequest.StartWorkload request, PendingReply reply) {
        workloads.submit(
                reply.caller(),
                request.spec(),
                request.nodeId(),
                request.queue(),
                reply.told(submitted ->
                        switch (submitted) {
                            case Accepted.Placed placed ->
                                    new CliReply.WorkloadStarted(placed.workload(), placed.node());
                            case Accepted.Waiting waiting -> waiting(waiting);
                        }));
    }

    private static CliReply waiting(Accepted.Waiting waiting) {
        return new CliReply.SchedulingStatus(
                waiting.workload(),
                WorkloadState.PENDING,
                waiting.pendingGates(),
                null,
                List.of(),
                null,
                waiting.reason());
    }

    void stop(CliRequest.StopWorkload request, PendingReply reply) {
        workloads.stop(
                reply.caller(),
                request.workloadId(),
                request.force(),
                reply.told(_ -> new CliReply.WorkloadStopped(request.workloadId())));
    }

    void clearGate(CliRequest.ClearGate request, PendingReply reply) {
        workloads.clearGate(
                reply.caller(),
                request.workloadId(),
                request.gateName(),
                reply.told(pending ->
                        new CliReply.GateCleared(
                                request.workloadId(), request.gateName(), pending)));
    }

    void get(CliRequest.GetWorkload request, PendingReply reply) {
        workloads.get(
                reply.caller(),
                request.workloadId(),
                reply.found(workload -> new CliReply.Workload(WorkloadInfos.whole(workload))));
    }

    void list(CliRequest.ListWorkloads request, PendingReply reply) {
        if (request.page().equals(WantedPart.NONE)) {
            workloads.latest(
                    reply.caller(),
                    selection(request),
                    PageRequest.MAX_ITEMS,
                    reply.found(page -> best(page.items(), page.total())));
        } else {
            workloads.list(
                    reply.caller(),
                    selection(request),
                    FrameCut.request(request.page()),
                    reply.found(page -> part(page.items(), page.total(), page.next())));
        }
    }

    private static WorkloadSelection selection(CliRequest.ListWorkloads request) {
        WorkloadFilter wanted = request.wanted();
        NodeId node = request.nodeFilter();
        boolean nowhere = WorkloadInfo.NO_NODE.equals(node);
        return new WorkloadSelection(
                nowhere ? null : node,
                request.stateFilter(),
                wanted.group(),
                wanted.labels(),
                wanted.match(),
                wanted.ended(),
                workload -> !nowhere || WorkloadInfos.node(workload).equals(node));
    }

    /** What fits, for those who cannot ask for the rest, in the order of creation. */
    private static CliReply best(List<ListedWorkload> items, long total) {
        List<WorkloadInfo> fitting =
                FrameCut.fitting(items, WorkloadInfos::listed, ClawCodec::size);
        List<WorkloadInfo> entries =
                IntStream.range(0, fitting.size())
                        .boxed()
                        .sorted(
                                Comparator.comparing(
                                        i -> Cursor.OfWorkload.of(items.get(i).record())))
                        .map(fitting::get)
                        .toList();
        return new CliReply.Workloads(entries, total, null);
    }

    private static CliReply part(List<ListedWorkload> items, long total, @Nullable String next) {
        List<WorkloadInfo> entries =
                FrameCut.fitting(items, WorkloadInfos::listed, ClawCodec::size);
        String cut =
                entries.size() < items.size()
                        ? Cursor.OfWorkload.of(items.get(entries.size() - 1).record()).text()
                        : next;
        return new CliReply.Workloads(entries, total, cut);
    }

    void gated(PendingReply reply) {
        workloads.gated(
                reply.caller(),
                PageRequest.FIRST,
                reply.found(page ->
                        new CliReply.GatedWorkloads(
                                FrameCut.fitting(
                                        page.items(), gatedAt(time.now()), ClawCodec::size),
                                page.total())));
    }

    private static Function<ListedWorkload, GatedWorkloadInfo> gatedAt(Instant now) {
        return view -> {
            WorkloadRecord workload = view.record();
            long waiting = Duration.between(workload.createdAt(), now).toSeconds();
            return new GatedWorkloadInfo(
                    workload.id(),
                    workload.spec().image(),
                    workload.pendingGates(),
                    workload.createdAt(),
                    Math.max(0, waiting));
        };
    }

    /** Logs of unknown workloads are readable too; there may be none. */
    void logs(CliRequest.GetLogs request, PendingReply reply) {
        LogPosition from = request.from();
        LogWish wish =
                new LogWish(
                        request.tail() == null ? Long.MAX_VALUE : request.tail(),
                        request.includeStderr(),
                        from == null
                                ? null
                                : new LogPlace(from.series(), from.stdout(), from.stderr()),
                        MAX_LOG_BYTES);
        output.read(
                reply.caller(),
                request.workloadId(),
                wish,
                reply.found(lines -> logs(request.workloadId(), lines)));
    }

    private static CliReply logs(WorkloadId workload, LogLines lines) {
        LogPlace first = lines.first();
        return new CliReply.Logs(
                workload,
                lines.stdout(),
                lines.stderr(),
                new LogPosition(first.series(), first.stdout(), first.stderr()));
    }
}
