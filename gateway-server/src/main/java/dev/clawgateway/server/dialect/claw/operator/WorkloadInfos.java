package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.life.Attempt;
import dev.clawgateway.core.life.Retry;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadStatus;
import dev.clawgateway.server.shown.ShownSpecs;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Workloads as operators see them. */
final class WorkloadInfos {
    /** Of one text in a list; whoever asks for one workload sees all of it. */
    private static final int MAX_LISTED_CHARS = 1024;

    private WorkloadInfos() {}

    /** As one among many. */
    static WorkloadInfo listed(ListedWorkload workload) {
        return info(workload, false);
    }

    /** With everything there is to say. */
    static WorkloadInfo whole(ListedWorkload workload) {
        return info(workload, true);
    }

    /** The node it is on or was on. */
    static NodeId node(WorkloadRecord workload) {
        Allocation allocation = workload.allocation();
        return allocation == null ? WorkloadInfo.NO_NODE : allocation.node();
    }

    private static WorkloadInfo info(ListedWorkload view, boolean whole) {
        WorkloadRecord workload = view.record();
        String nodeName = view.nodeName();
        Allocation allocation = workload.allocation();
        List<Integer> gpus = allocation == null ? List.of() : allocation.gpuIndexes();
        WorkerPlace place = workload.place();
        Retry retry = workload.retry();
        Attempt tried = workload.tried();
        return new WorkloadInfo(
                workload.id(),
                node(workload),
                workload.state(),
                image(workload, whole),
                workload.createdAt(),
                workload.startedAt(),
                workload.finishedAt(),
                whole ? status(workload, gpus) : null,
                gpus,
                workload.attempt(),
                workload.exitCode(),
                text(view.reason(), whole),
                ListedWorkload.name(workload),
                nodeName == null ? null : AsciiName.of(nodeName),
                place == null ? null : place.group(),
                place == null ? null : place.index(),
                workload.failures(),
                whole ? ShownSpecs.withoutSecrets(workload.spec()) : null,
                stopCause(workload),
                text(workload.word(), whole),
                workload.past().restarts(),
                retry == null ? null : retry.at(),
                view.unhealthyGpus(),
                tried != null && tried.adopted());
    }

    private static @Nullable String stopCause(WorkloadRecord workload) {
        StopOrder stop = workload.stop();
        return stop == null ? null : stop.cause().name().toLowerCase(Locale.ROOT);
    }

    private static String image(WorkloadRecord workload, boolean whole) {
        return whole ? workload.spec().image() : cut(workload.spec().image());
    }

    private static @Nullable String text(@Nullable String text, boolean whole) {
        return text == null || whole ? text : cut(text);
    }

    private static String cut(String text) {
        return text.length() <= MAX_LISTED_CHARS
                ? text
                : text.substring(0, MAX_LISTED_CHARS - 1) + "\u2026";
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
