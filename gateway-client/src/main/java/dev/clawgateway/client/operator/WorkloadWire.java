package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.LogPosition;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.protocol.claw.operator.info.WorkloadStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Workloads and their output between the wire and the caller, both ways, nothing lost. */
final class WorkloadWire {
    private WorkloadWire() {}

    static WorkloadView view(WorkloadInfo workload) {
        return new WorkloadView(
                workload.workloadId(),
                workload.state(),
                workload.image(),
                workload.nodeId().equals(WorkloadInfo.NO_NODE) ? null : workload.nodeId(),
                workload.nodeName(),
                workload.createdAt(),
                workload.startedAt(),
                workload.finishedAt(),
                view(workload.status()),
                workload.gpuIds(),
                workload.attempt(),
                workload.exitCode(),
                workload.reason(),
                workload.name(),
                workload.group(),
                workload.workerIndex(),
                workload.failures(),
                workload.spec(),
                workload.stopCause(),
                workload.nodeMessage(),
                workload.restarts(),
                workload.nextTry(),
                workload.unhealthyGpus());
    }

    static WorkloadInfo info(WorkloadView workload) {
        return new WorkloadInfo(
                workload.id(),
                Objects.requireNonNullElse(workload.node(), WorkloadInfo.NO_NODE),
                workload.state(),
                workload.image(),
                workload.createdAt(),
                workload.startedAt(),
                workload.finishedAt(),
                status(workload.run()),
                workload.gpus(),
                workload.attempt(),
                workload.exitCode(),
                workload.reason(),
                workload.name(),
                workload.nodeName(),
                workload.group(),
                workload.workerIndex(),
                workload.failures(),
                workload.spec(),
                workload.stopCause(),
                workload.nodeMessage(),
                workload.restarts(),
                workload.nextTry(),
                workload.unhealthyGpus());
    }

    private static WorkloadView.@Nullable Run view(@Nullable WorkloadStatus status) {
        return status == null
                ? null
                : new WorkloadView.Run(
                        status.state(),
                        status.startedAt(),
                        status.finishedAt(),
                        status.exitCode(),
                        status.gpuIds());
    }

    private static @Nullable WorkloadStatus status(WorkloadView.@Nullable Run run) {
        return run == null
                ? null
                : new WorkloadStatus(
                        run.state(), run.startedAt(), run.finishedAt(), run.exitCode(), run.gpus());
    }

    static OutputPart view(CliReply.Logs logs) {
        LogPosition first = logs.first();
        return new OutputPart(
                logs.workloadId(),
                logs.stdoutLines(),
                logs.stderrLines(),
                first == null
                        ? null
                        : new OutputPart.Position(first.series(), first.stdout(), first.stderr()));
    }

    static CliReply.Logs logs(OutputPart output) {
        OutputPart.Position first = output.first();
        return new CliReply.Logs(
                output.workload(),
                output.stdout(),
                output.stderr(),
                first == null
                        ? null
                        : new LogPosition(first.series(), first.stdout(), first.stderr()));
    }
}
