package dev.clawgateway.server.config;

import java.time.Duration;

/** {@code [limits]}: every queue, buffer, frame and list has a bound. */
public record LimitsConfig(Connections connections, Messages messages, Logs logs, Control control) {
    private static final int MIB = 1 << 20;

    /**
     * Who may connect, and how long they may take.
     *
     * @param maxConnections WebSocket sessions of all kinds; one more is answered with 503
     * @param handshakeTimeout for the request head and the upgrade, TLS included
     * @param firstMessageTimeout from the upgrade to the first whole message
     * @param shutdownTimeout for everything between a signal and the exit
     */
    public record Connections(
            int maxConnections,
            Duration handshakeTimeout,
            Duration firstMessageTimeout,
            Duration shutdownTimeout) {
        static Connections read(Section section) {
            return new Connections(
                    section.integer("max_connections", 1000, 1, 1_000_000),
                    section.seconds("handshake_timeout_secs", 10, 1, 300),
                    section.seconds("first_message_timeout_secs", 10, 1, 300),
                    section.seconds("shutdown_timeout_secs", 30, 1, 600));
        }
    }

    /**
     * What a session may send and be sent.
     *
     * @param maxMessageBytes payload of a message; a longer one is dropped, counted and answered
     * @param maxFrameBytes beyond it the session is closed at once
     * @param sizeViolations messages too long that a session may send before it is closed
     * @param nodeQueueFrames commands queued to a node
     * @param nodeQueueReplies replies queued to a node, besides the commands
     * @param outboundBytes bytes queued to any session; beyond it the session is closed
     */
    public record Messages(
            int maxMessageBytes,
            int maxFrameBytes,
            int sizeViolations,
            int nodeQueueFrames,
            int nodeQueueReplies,
            int outboundBytes) {
        static final Messages DEFAULT = new Messages(MIB, 16 * MIB, 3, 64, 32, 16 * MIB);

        public Messages {
            if (maxFrameBytes <= maxMessageBytes) {
                throw new ConfigException(
                        "limits.max_frame_bytes",
                        maxFrameBytes,
                        "must be more than limits.max_message_bytes = " + maxMessageBytes);
            }
        }

        static Messages read(Section section) {
            int message = section.integer("max_message_bytes", MIB, 1024, 64 * MIB);
            int frame = section.integer("max_frame_bytes", 16 * MIB, 2048, 256 * MIB);
            int violations = section.integer("size_violations", 3, 0, 1000);
            int frames = section.integer("node_queue_frames", 64, 1, 100_000);
            int replies = section.integer("node_queue_replies", 32, 1, 100_000);
            int outbound = section.integer("outbound_bytes", 16 * MIB, 64 * 1024, 1024 * MIB);
            return section.build(
                    () -> new Messages(message, frame, violations, frames, replies, outbound),
                    DEFAULT);
        }
    }

    /**
     * Log lines of workloads, kept in memory.
     *
     * @param linesPerBatch lines taken of one message; the rest of a longer one is dropped
     * @param linesPerStream lines kept of each stream of a workload; the oldest go first
     * @param workloads workloads whose logs are kept; the least recently written go first
     * @param totalBytes of all of them together
     */
    public record Logs(int linesPerBatch, int linesPerStream, int workloads, long totalBytes) {
        static Logs read(Section section) {
            return new Logs(
                    section.integer("log_lines_per_batch", 10_000, 1, 1_000_000),
                    section.integer("log_lines_per_stream", 10_000, 1, 1_000_000),
                    section.integer("log_workloads", 10_000, 1, 10_000_000),
                    section.number("log_total_bytes", 256L * MIB, MIB, 1L << 40));
        }
    }

    /**
     * The way to the control thread.
     *
     * @param inboxCommands commands that may wait; a further one is answered as overloaded
     * @param batchCommands commands made durable together
     */
    public record Control(int inboxCommands, int batchCommands) {
        static Control read(Section section) {
            return new Control(
                    section.integer("inbox_commands", 65_536, 16, 10_000_000),
                    section.integer("batch_commands", 1024, 1, 100_000));
        }
    }

    static LimitsConfig read(Section section) {
        return new LimitsConfig(
                Connections.read(section),
                Messages.read(section),
                Logs.read(section),
                Control.read(section));
    }
}
