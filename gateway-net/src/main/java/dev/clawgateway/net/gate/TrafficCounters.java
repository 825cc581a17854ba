package dev.clawgateway.net.gate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * What has gone over the wire since the start, for the metrics. Written from every thread without a
 * lock. All labels come from fixed sets; should one grow past {@link #MAX_LABELS} all the same, the
 * rest counts as {@code other}.
 */
public final class TrafficCounters {
    /** Label under which a message counts whose type is unknown or unreadable. */
    public static final String UNKNOWN_TYPE = "unknown";

    private static final int MAX_LABELS = 256;

    private final Counts framesIn = new Counts();
    private final Counts bytesIn = new Counts();
    private final Counts framesOut = new Counts();
    private final Counts bytesOut = new Counts();
    private final Counts refusals = new Counts();
    private final Counts violations = new Counts();
    private final Counts closes = new Counts();
    private final Counts drops = new Counts();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong inbound = new AtomicLong();

    /** A message of a type arrived. */
    public void received(String type, long bytes) {
        framesIn.add(type, 1);
        bytesIn.add(type, bytes);
    }

    /** A message of a type was handed to the socket. */
    public void sent(String type, long bytes) {
        framesOut.add(type, 1);
        bytesOut.add(type, bytes);
    }

    /** A connection or request was refused. */
    public void refused(String reason) {
        refusals.add(reason, 1);
    }

    /** A peer broke a rule of the protocol or exceeded a limit. */
    public void violated(String rule) {
        violations.add(rule, 1);
    }

    /** The gateway ended a session. */
    public void closed(String cause) {
        closes.add(cause, 1);
    }

    /** Something that may be dropped was dropped. */
    public void dropped(String kind, long count) {
        drops.add(kind, count);
    }

    public Counts framesIn() {
        return framesIn;
    }

    public Counts bytesIn() {
        return bytesIn;
    }

    public Counts framesOut() {
        return framesOut;
    }

    public Counts bytesOut() {
        return bytesOut;
    }

    /** By reason. */
    public Counts refusals() {
        return refusals;
    }

    /** By rule. */
    public Counts violations() {
        return violations;
    }

    /** Sessions the gateway ended, by cause; {@code slow_consumer} among them. */
    public Counts closes() {
        return closes;
    }

    /** By kind, such as {@code log_line}. */
    public Counts drops() {
        return drops;
    }

    /** Bytes of messages that wait to be sent, over all sessions. */
    public long pendingBytes() {
        return pending.get();
    }

    /** Bytes of messages and requests that have arrived in part, over all connections. */
    public long inboundBytes() {
        return inbound.get();
    }

    public AtomicLong inboundCounter() {
        return inbound;
    }

    public AtomicLong pendingCounter() {
        return pending;
    }

    /** Counters that differ in one label. */
    public static final class Counts {
        private final Map<String, LongAdder> byLabel = new ConcurrentHashMap<>();

        private void add(String label, long amount) {
            LongAdder counter = byLabel.get(label);
            if (counter == null) {
                String kept = byLabel.size() < MAX_LABELS ? label : "other";
                counter = byLabel.computeIfAbsent(kept, _ -> new LongAdder());
            }
            counter.add(amount);
        }

        /** The count under a label; 0 when nothing was counted. */
        public long count(String label) {
            LongAdder counter = byLabel.get(label);
            return counter == null ? 0 : counter.sum();
        }

        /** Over all labels. */
        public long total() {
            return byLabel.values().stream().mapToLong(LongAdder::sum).sum();
        }

        /** Every label counted so far, in no order. */
        public void forEach(BiConsumer<String, Long> reader) {
            byLabel.forEach((label, counter) -> reader.accept(label, counter.sum()));
        }
    }
}
