package dev.clawgateway.control.output;

/**
 * Bounds of the log store.
 *
 * @param linesPerStream kept of each stream of a workload; the oldest go first
 * @param workloads whose logs are kept; the least recently used go first
 * @param totalBytes of all lines together, about; then, too, the least recently used go first
 * @param pendingBytes of lines on their way into the store; what exceeds them is dropped and
 *     counted
 */
public record LogLimits(int linesPerStream, int workloads, long totalBytes, long pendingBytes) {
    public static final LogLimits DEFAULT = new LogLimits(10_000, 10_000, 256L << 20, 64L << 20);
}
