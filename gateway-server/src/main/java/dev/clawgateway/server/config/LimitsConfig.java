package dev.clawgateway.server.config;

import dev.clawgateway.control.output.LogLimits;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.core.state.settings.AnswerLimits;
import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.gate.MemoryBudget;
import dev.clawgateway.net.gate.Rate;
import dev.clawgateway.net.gate.Rates;
import dev.clawgateway.net.http.wire.HttpLimits;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.server.http.stream.StreamLimits;
import dev.clawgateway.server.stop.StopSettings;
import java.time.Duration;

/**
 * {@code [limits]}: every queue, buffer, frame and list has a bound. Each is read into the record
 * of whoever keeps it, which also has its default; what has no key here cannot be configured.
 *
 * @param readings what is kept of what devices measured
 * @param inboxCommands commands that may wait for the control thread; a further one is answered as
 *     overloaded
 * @param answers kept under callers' idempotency keys
 * @param stop how it ends, by {@code [shutdown]} too; five seconds after the most that this may
 *     take the process ends, done or not
 */
public record LimitsConfig(
        ConnectionLimits connections,
        MessageLimits messages,
        OutboundLimits outbound,
        HttpLimits http,
        LogLimits logs,
        HistoryLimits readings,
        StreamLimits streams,
        int inboxCommands,
        AnswerLimits answers,
        StopSettings stop) {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int MILLION = 1_000_000;

    /**
     * Reads it.
     *
     * @param nodes that may come back all at once, each a connection that is no session at first
     */
    static LimitsConfig read(Section section, Section shutdown, int nodes) {
        return new LimitsConfig(
                connections(section, nodes),
                messages(section),
                outbound(section),
                http(section),
                logs(section),
                readings(section),
                streams(section),
                section.integer("inbox_commands", 65_536, 16, 10 * MILLION),
                answers(section),
                stop(section.seconds("shutdown_timeout_secs", 30, 1, 600), shutdown));
    }

    /** Of the notice at most a quarter of the whole time counts, so that all else has its time. */
    private static StopSettings stop(Duration timeout, Section shutdown) {
        Duration notice = shutdown.seconds("notice_secs", 1, 0, 120);
        Duration quarter = timeout.dividedBy(4);
        boolean drains = shutdown.flag("drain_workloads", false);
        Duration drain = shutdown.seconds("drain_timeout_secs", 300, 1, 86_400);
        return new StopSettings(
                timeout, notice.compareTo(quarter) < 0 ? notice : quarter, drains ? drain : null);
    }

    private static AnswerLimits answers(Section section) {
        AnswerLimits usual = AnswerLimits.DEFAULT;
        return new AnswerLimits(
                section.integer("idempotency_keys_per_caller", usual.perCaller(), 1, 10 * MILLION),
                section.integer("idempotency_keys", usual.inAll(), 1, 10 * MILLION));
    }

    private static ConnectionLimits connections(Section section, int nodes) {
        return new ConnectionLimits(
                room(section, nodes), waits(section), operators(section), rates(section));
    }

    private static ConnectionLimits.Room room(Section section, int nodes) {
        ConnectionLimits.Room usual = ConnectionLimits.DEFAULT.room();
        int sessions = section.integer("max_connections", usual.maxSessions(), 1, MILLION);
        int usualOthers = Math.clamp(nodes, usual.maxOthers(), MILLION);
        int others = section.integer("max_other_connections", usualOthers, 1, MILLION);
        int perAddress =
                section.integer(
                        "max_strangers_per_address", usual.maxStrangersPerAddress(), 1, MILLION);
        long inbound = section.number("inbound_total_bytes", 0, 0, 1L << 40);
        return new ConnectionLimits.Room(
                sessions,
                others,
                perAddress,
                usual.maxTotal(),
                inbound > 0 ? inbound : usual.maxInboundBytes());
    }

    private static ConnectionLimits.Waits waits(Section section) {
        ConnectionLimits.Waits usual = ConnectionLimits.DEFAULT.waits();
        return new ConnectionLimits.Waits(
                seconds(section, "tls_handshake_timeout_secs", usual.tlsHandshake(), 300),
                seconds(section, "handshake_timeout_secs", usual.firstMessage(), 300),
                seconds(section, "registration_timeout_secs", usual.registration(), 3600),
                usual.closeLinger(),
                usual.userTimeout());
    }

    private static Rates rates(Section section) {
        Rates usual = Rates.DEFAULT;
        return new Rates(
                rate(section, "connections_per_address", usual.connectionsOfAddress()),
                rate(section, "sessions", usual.sessions()),
                rate(section, "registrations", usual.registrations()),
                rate(section, "requests_per_caller", usual.requestsOfCaller()));
    }

    private static Rate rate(Section section, String what, Rate usual) {
        return new Rate(
                section.integer(what + "_per_sec", usual.perSecond(), 1, MILLION),
                section.integer(what + "_burst", usual.burst(), 1, 10 * MILLION));
    }

    private static ConnectionLimits.Operators operators(Section section) {
        ConnectionLimits.Operators usual = ConnectionLimits.Operators.DEFAULT;
        return new ConnectionLimits.Operators(
                section.integer("max_operators_per_address", usual.maxPerAddress(), 1, MILLION),
                seconds(section, "operator_idle_timeout_secs", usual.idle(), 604_800),
                rate(section, "operator_messages", usual.messages()));
    }

    private static MessageLimits messages(Section section) {
        MessageLimits usual = MessageLimits.DEFAULT;
        MessageLimits asked =
                new MessageLimits(
                        section.integer("max_message_bytes", usual.maxBytes(), KIB, 64 * MIB),
                        section.integer(
                                "message_hard_cap_bytes", usual.hardCapBytes(), 2 * KIB, 256 * MIB),
                        section.integer("max_oversize_messages", usual.maxOversize(), 0, 1000),
                        section.integer("max_fragments", usual.maxFragments(), 1, MILLION),
                        seconds(section, "message_timeout_secs", usual.completeWithin(), 300),
                        section.integer("node_messages_per_sec", usual.perSecond(), 1, MILLION),
                        section.integer("node_messages_burst", usual.burst(), 1, 10 * MILLION),
                        usual.maxPauses(),
                        section.integer("control_frames", usual.controlFrames(), 10, MILLION));
        return section.build(() -> consistent(asked), usual);
    }

    private static MessageLimits consistent(MessageLimits limits) {
        if (limits.hardCapBytes() <= limits.maxBytes()) {
            throw new ConfigException(
                    "limits.message_hard_cap_bytes",
                    limits.hardCapBytes(),
                    "must be more than limits.max_message_bytes = " + limits.maxBytes());
        }
        return limits;
    }

    private static OutboundLimits outbound(Section section) {
        OutboundLimits usual = OutboundLimits.DEFAULT;
        int commands = section.integer("queued_commands", usual.maxCommands(), 1, 100_000);
        int replies = section.integer("queued_replies", usual.maxReplies(), 1, 100_000);
        int bytes = section.integer("queued_bytes", (int) usual.maxBytes(), 64 * KIB, 1024 * MIB);
        Duration stall = seconds(section, "stall_timeout_secs", usual.stall(), 3600);
        long total = section.number("queued_total_bytes", 0, 0, 1L << 40);
        return new OutboundLimits(
                commands,
                replies,
                bytes,
                usual.maxHandovers(),
                stall,
                usual.sendBufferBytes(),
                total > 0 ? total : MemoryBudget.usual());
    }

    private static HttpLimits http(Section section) {
        HttpLimits usual = HttpLimits.DEFAULT;
        return new HttpLimits(
                section.integer("http_line_bytes", usual.maxLineBytes(), 256, MIB),
                section.integer("http_head_bytes", usual.maxHeadBytes(), KIB, MIB),
                section.integer("http_headers", usual.maxHeaders(), 16, 10_000),
                section.integer("http_body_bytes", usual.maxBodyBytes(), KIB, 64 * MIB),
                seconds(section, "http_idle_timeout_secs", usual.idle(), 3600),
                arrival(section));
    }

    private static HttpLimits.Arrival arrival(Section section) {
        HttpLimits.Arrival usual = HttpLimits.Arrival.DEFAULT;
        return new HttpLimits.Arrival(
                seconds(section, "http_head_timeout_secs", usual.head(), 300),
                seconds(section, "http_request_timeout_secs", usual.whole(), 3600),
                section.integer(
                        "http_body_bytes_per_sec", usual.bodyBytesPerSecond(), 0, 1024 * MIB));
    }

    private static LogLimits logs(Section section) {
        LogLimits usual = LogLimits.DEFAULT;
        return new LogLimits(
                section.integer("log_lines_per_stream", usual.linesPerStream(), 1, MILLION),
                section.integer("log_workloads", usual.workloads(), 1, 10 * MILLION),
                section.number("log_total_bytes", usual.totalBytes(), MIB, 1L << 40),
                usual.pendingBytes());
    }

    private static HistoryLimits readings(Section section) {
        HistoryLimits usual = HistoryLimits.DEFAULT;
        return new HistoryLimits(
                section.seconds("reading_history_secs", usual.span().toSeconds(), 600, 86_400),
                section.seconds("reading_step_secs", usual.step().toSeconds(), 5, 600),
                section.integer("reading_devices", usual.devices(), 0, 10 * MILLION));
    }

    private static StreamLimits streams(Section section) {
        StreamLimits usual = StreamLimits.DEFAULT;
        return new StreamLimits(
                section.integer("max_streams", usual.most(), 1, MILLION),
                section.integer("max_streams_per_caller", usual.mostOfCaller(), 1, MILLION),
                seconds(section, "stream_heartbeat_secs", usual.heartbeat(), 3600),
                seconds(section, "stream_stall_secs", usual.stall(), 3600),
                section.integer("watch_changes", usual.changes(), 16, 10 * MILLION));
    }

    private static Duration seconds(Section section, String key, Duration usual, int most) {
        return section.seconds(key, usual.toSeconds(), 1, most);
    }
}
