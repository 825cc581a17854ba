package dev.clawgateway.client.node;

import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadLogs;
import java.util.ArrayList;
import java.util.List;

/** Cuts output into messages that the gateway takes: at most 10,000 lines and well under 1 MiB. */
final class LogBatches {
    static final int MAX_BYTES = 900 * 1024;
    // Quotes and a comma.
    private static final int LINE_OVERHEAD = 3;

    private LogBatches() {}

    /** The same lines in the same order. A line too long for any message is cut. */
    static List<WorkloadLogs> of(WorkloadLogs logs) {
        List<WorkloadLogs> batches = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        long bytes = 0;
        for (String whole : logs.lines()) {
            // Six bytes is the most that one character can take when escaped.
            String line =
                    whole.length() > MAX_BYTES / 6 ? whole.substring(0, MAX_BYTES / 6) : whole;
            long size = bytes(line);
            if (bytes + size > MAX_BYTES || lines.size() == WorkloadLogs.MAX_LINES) {
                batches.add(with(logs, lines));
                lines = new ArrayList<>();
                bytes = 0;
            }
            lines.add(line);
            bytes += size;
        }
        if (!lines.isEmpty()) {
            batches.add(with(logs, lines));
        }
        return batches;
    }

    static WorkloadLogs with(WorkloadLogs logs, List<String> lines) {
        return new WorkloadLogs(logs.workloadId(), lines, logs.isStderr(), logs.attempt());
    }

    /** An upper bound of what these lines take as JSON. */
    static long bytes(List<String> lines) {
        return lines.stream().mapToLong(LogBatches::bytes).sum();
    }

    private static long bytes(String line) {
        long bytes = LINE_OVERHEAD;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' || c == 0x7F) {
                bytes += 6;
            } else if (c >= 0x80) {
                bytes += 3;
            } else {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            }
        }
        return bytes;
    }
}
