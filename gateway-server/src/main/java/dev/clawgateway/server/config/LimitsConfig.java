package dev.clawgateway.server.config;

import java.time.Duration;

/**
 * {@code [limits]}: every queue, buffer, frame and list has a bound.
 *
 * @param inboxCommands commands that may wait for the control thread; a further one is answered as
 *     overloaded
 * @param shutdownTimeout for everything between a signal and the exit
 */
public record LimitsConfig(
        Connections connections,
        Messages messages,
        Outbound outbound,
        Http http,
        Logs logs,
        int inboxCommands,
        Duration shutdownTimeout) {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    /**
     * Who may connect, and how long they may take.
     *
     * @param maxConnections sessions of operators, and besides, as many of nodes that are not
     *     registered yet; {@code server.max_nodes} bounds those that are
     * @param maxOthers connections beyond the sessions: plain HTTP, and such as have not upgraded
     * @param maxStrangersPerAddress of these, connections of one address
     * @param maxOperatorsPerAddress sessions of operators from one address other than loopback
     * @param operatorIdle how long an operator's session may stay without a request
     * @param tlsHandshake how long a TLS handshake may take
     * @param handshake how long the upgrade may take, and again the first message
     */
    public record Connections(
            int maxConnections,
            int maxOthers,
            int maxStrangersPerAddress,
            int maxOperatorsPerAddress,
            Duration operatorIdle,
            Duration tlsHandshake,
            Duration handshake) {
        static Connections read(Section section) {
            return new Connections(
                    section.integer("max_connections", 1000, 1, 1_000_000),
                    section.integer("max_other_connections", 1000, 1, 1_000_000),
                    section.integer("max_strangers_per_address", 512, 1, 1_000_000),
                    section.integer("max_operators_per_address", 128, 1, 1_000_000),
                    section.seconds("operator_idle_timeout_secs", 600, 1, 604_800),
                    section.seconds("tls_handshake_timeout_secs", 5, 1, 300),
                    section.seconds("handshake_timeout_secs", 10, 1, 300));
        }
    }

    /**
     * What a session may send.
     *
     * @param maxBytes payload of a message; a longer one is dropped, counted and answered
     * @param hardCapBytes a message beyond it closes the session at once
     * @param maxOversize dropped messages that a session survives
     * @param maxFragments of one message
     * @param completeWithin from a message's first byte to its last
     * @param perSecond messages a node may send in the long run
     * @param burst messages a node may send at once
     */
    public record Messages(
            int maxBytes,
            int hardCapBytes,
            int maxOversize,
            int maxFragments,
            Duration completeWithin,
            int perSecond,
            int burst) {
        static final Messages DEFAULT =
                new Messages(MIB, 16 * MIB, 3, 1024, Duration.ofSeconds(10), 500, 2000);

        public Messages {
            if (hardCapBytes <= maxBytes) {
                throw new ConfigException(
                        "limits.message_hard_cap_bytes",
                        hardCapBytes,
                        "must be more than limits.max_message_bytes = " + maxBytes);
            }
        }

        static Messages read(Section section) {
            int bytes = section.integer("max_message_bytes", DEFAULT.maxBytes, KIB, 64 * MIB);
            int cap = section.integer("message_hard_cap_bytes", 16 * MIB, 2 * KIB, 256 * MIB);
            int oversize = section.integer("max_oversize_messages", 3, 0, 1000);
            int fragments = section.integer("max_fragments", 1024, 1, 1_000_000);
            Duration complete = section.seconds("message_timeout_secs", 10, 1, 300);
            int rate = section.integer("node_messages_per_sec", 500, 1, 1_000_000);
            int burst = section.integer("node_messages_burst", 2000, 1, 10_000_000);
            return section.build(
                    () -> new Messages(bytes, cap, oversize, fragments, complete, rate, burst),
                    DEFAULT);
        }
    }

    /**
     * What may wait to be sent to one session; beyond it the session is closed as too slow.
     *
     * @param commands frames that carry decisions to a node
     * @param replies frames that answer
     * @param bytes of all of them
     * @param stall how long a session may take nothing
     * @param totalBytes of all sessions together; 0 for a quarter of the memory there may be
     */
    public record Outbound(int commands, int replies, int bytes, Duration stall, long totalBytes) {
        static Outbound read(Section section) {
            return new Outbound(
                    section.integer("queued_commands", 64, 1, 100_000),
                    section.integer("queued_replies", 32, 1, 100_000),
                    section.integer("queued_bytes", 4 * MIB, 64 * KIB, 1024 * MIB),
                    section.seconds("stall_timeout_secs", 20, 1, 3600),
                    section.number("queued_total_bytes", 0, 0, 1L << 40));
        }
    }

    /**
     * Plain HTTP requests.
     *
     * @param headBytes of all header fields together
     * @param idle how long a connection may stay open between requests
     */
    public record Http(int headBytes, int bodyBytes, Duration idle) {
        static Http read(Section section) {
            return new Http(
                    section.integer("http_head_bytes", 8 * KIB, KIB, MIB),
                    section.integer("http_body_bytes", MIB, KIB, 64 * MIB),
                    section.seconds("http_idle_timeout_secs", 60, 1, 3600));
        }
    }

    /**
     * Log lines of workloads, kept in memory.
     *
     * @param linesPerStream lines kept of each stream of a workload; the oldest go first
     * @param workloads workloads whose logs are kept; the least recently used go first
     * @param totalBytes of all of them together
     */
    public record Logs(int linesPerStream, int workloads, long totalBytes) {
        static Logs read(Section section) {
            return new Logs(
                    section.integer("log_lines_per_stream", 10_000, 1, 1_000_000),
                    section.integer("log_workloads", 10_000, 1, 10_000_000),
                    section.number("log_total_bytes", 256L * MIB, MIB, 1L << 40));
        }
    }

    static LimitsConfig read(Section section) {
        return new LimitsConfig(
                Connections.read(section),
                Messages.read(section),
                Outbound.read(section),
                Http.read(section),
                Logs.read(section),
                section.integer("inbox_commands", 65_536, 16, 10_000_000),
                section.seconds("shutdown_timeout_secs", 30, 1, 600));
    }
}
