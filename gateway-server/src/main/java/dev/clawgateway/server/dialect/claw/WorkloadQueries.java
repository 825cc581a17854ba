package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.control.output.LogLines;
import dev.clawgateway.control.output.LogPlace;
import dev.clawgateway.control.output.LogWish;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.record.WorkloadRecord;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.LogPosition;
import dev.clawgateway.protocol.claw.operator.Page;
import dev.clawgateway.protocol.claw.operator.info.GatedWorkloadInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.server.dialect.claw.ListKey.OfWorkload;
import dev.clawgateway.server.dialect.claw.ListPart.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Answers about workloads and their logs. */
final class WorkloadQueries {
    /** Of all lines in a reply; clients take 16 MiB in one frame. */
    private static final long MAX_LOG_BYTES = 8L << 20;

    /** Whom a client must see that sees only a part. */
    private static final Comparator<WorkloadRecord> UNFINISHED_AND_NEWEST =
            Comparator.<WorkloadRecord, Boolean>comparing(workload -> workload.state().isFinal())
                    .thenComparing(OfWorkload::of, Comparator.reverseOrder());

    private final ClusterView view;
    private final WorkloadInfos infos;
    private final WorkloadLogs logs;
    private final Time time;
    private final Executor queries;

    WorkloadQueries(ClusterView view, WorkloadLogs logs, Time time, Executor queries) {
        this.view = view;
        this.infos = new WorkloadInfos(view);
        this.logs = logs;
        this.time = time;
        this.queries = queries;
    }

    CliReply list(CliRequest.ListWorkloads request) {
        String after = request.page().after();
        OfWorkload from = after == null ? null : OfWorkload.read(after).orElse(null);
        if (after != null && from == null) {
            return Refusals.notACursor(after, request.type());
        }
        List<WorkloadRecord> wanted = wanted(request);
        Form<WorkloadRecord, OfWorkload, WorkloadInfo> form =
                new Form<>(OfWorkload::of, infos::listed, ClawCodec::size);
        ListPart<WorkloadInfo, OfWorkload> part =
                request.page().equals(Page.NONE)
                        ? ListPart.best(wanted, UNFINISHED_AND_NEWEST, form)
                        : ListPart.page(wanted, request.page(), from, form);
        OfWorkload next = part.next();
        return new CliReply.Workloads(
                part.entries(), part.total(), next == null ? null : next.text());
    }

    private List<WorkloadRecord> wanted(CliRequest.ListWorkloads request) {
        Long most = request.wanted().ended();
        List<WorkloadRecord> matching =
                view.workloads().stream()
                        .filter(workload -> WorkloadMatch.matches(workload, request))
                        .toList();
        if (most == null) {
            return matching;
        }
        List<WorkloadRecord> ended =
                matching.stream().filter(workload -> workload.state().isFinal()).toList();
        int kept = (int) Math.min(most, ended.size());
        return Stream.concat(
                        matching.stream().filter(workload -> !workload.state().isFinal()),
                        ListPart.first(ended, kept, UNFINISHED_AND_NEWEST).stream())
                .toList();
    }

    CliReply gated() {
        Instant now = time.now();
        List<WorkloadRecord> gated =
                view.workloads().stream()
                        .filter(workload -> workload.state() == WorkloadState.PENDING)
                        .filter(workload -> !workload.pendingGates().isEmpty())
                        .toList();
        Form<WorkloadRecord, OfWorkload, GatedWorkloadInfo> form =
                new Form<>(OfWorkload::of, workload -> gated(workload, now), ClawCodec::size);
        ListPart<GatedWorkloadInfo, OfWorkload> part = ListPart.page(gated, Page.NONE, null, form);
        return new CliReply.GatedWorkloads(part.entries(), part.total());
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
        LogPosition from = request.from();
        LogWish wish =
                new LogWish(
                        request.tail() == null ? Long.MAX_VALUE : request.tail(),
                        request.includeStderr(),
                        from == null
                                ? null
                                : new LogPlace(from.series(), from.stdout(), from.stderr()),
                        MAX_LOG_BYTES);
        logs.read(
                request.workloadId(),
                wish,
                lines -> queries.execute(() -> reply.give(reply(request.workloadId(), lines))));
    }

    private static CliReply reply(WorkloadId workload, LogLines lines) {
        LogPlace first = lines.first();
        return new CliReply.Logs(
                workload,
                lines.stdout(),
                lines.stderr(),
                new LogPosition(first.series(), first.stdout(), first.stderr()));
    }
}
