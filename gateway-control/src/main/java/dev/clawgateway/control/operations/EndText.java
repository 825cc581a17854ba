package dev.clawgateway.control.operations;

import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.due.DurationText;
import dev.clawgateway.core.workload.Allocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a workload ended and where it ran, in a line for people. */
final class EndText {
    private EndText() {}

    static String of(WorkloadRecord workload, @Nullable NodeRecord node) {
        StringBuilder text = new StringBuilder(workload.state().name().toLowerCase(Locale.ROOT));
        String reason = workload.reason();
        Integer exitCode = workload.exitCode();
        String code = "exit code " + exitCode;
        if (reason != null) {
            text.append(": ").append(reason);
        }
        if (exitCode != null && (reason == null || !reason.contains(code))) {
            text.append(reason == null ? " with " : "; ").append(code);
        }
        return text.append(place(workload, node)).toString();
    }

    private static String place(WorkloadRecord workload, @Nullable NodeRecord node) {
        Allocation allocation = workload.allocation();
        Instant started = workload.startedAt();
        Instant finished = workload.finishedAt();
        if (allocation == null) {
            return "; it was never placed";
        } else if (started == null || finished == null) {
            return "; it never ran on " + name(allocation, node);
        }
        List<Integer> gpus = allocation.gpuIndexes();
        return "; ran "
                + DurationText.of(
                        Duration.ofSeconds(Duration.between(started, finished).toSeconds()))
                + " on "
                + name(allocation, node)
                + (gpus.isEmpty() ? "" : ", GPUs " + gpus);
    }

    private static String name(Allocation allocation, @Nullable NodeRecord node) {
        return node == null ? "node " + allocation.node() : node.name();
    }
}
