package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows clients down that come back at once, however often they are refused or superseded: the
 * error is told at once, but their connection is closed later, each time twice as late. By node id;
 * by address only where one address is refused very often, since many nodes may share one. Safe
 * from any event loop.
 */
public final class RegistrationDamping {
    private static final Duration FIRST_HOLD = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

    /** Whoever is not refused again for so long after its Close starts anew. */
    private static final Duration FORGIVEN_AFTER = Duration.ofSeconds(30);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int FREE_PER_ADDRESS = 10;
    private static final int MAX_REMEMBERED = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationDamping.class);

    /** How often something was refused in a row, and until when that counts. */
    private record Row(int refusals, long untilNanos) {}

    private final Map<NodeId, Row> nodes = new ConcurrentHashMap<>();
    private final Map<String, Row> addresses = new ConcurrentHashMap<>();
    private final AtomicLong unlogged = new AtomicLong();
    private final AtomicLong nextLog;
    private final Time time;

    public RegistrationDamping(Time time) {
        this.time = time;
        nextLog = new AtomicLong(time.nanos());
    }

    /**
     * A registration was refused, or superseded.
     *
     * @param address of the peer, without its port
     * @param why for the log
     * @return how long to keep the connection open before it is closed
     */
    Duration refused(NodeId node, String address, String why) {
        long now = time.nanos();
        Duration byNode = hold(count(nodes, node, now));
        Row row =
                addresses.compute(
                        full(addresses, address, now) ? "others" : address,
                        (_, known) ->
                                known == null || now - known.untilNanos() > 0
                                        ? new Row(1, now + MINUTE.toNanos())
                                        : new Row(known.refusals() + 1, known.untilNanos()));
        Duration byAddress = hold(row.refusals() - FREE_PER_ADDRESS);
        log(node, address, why, now);
        return byNode.compareTo(byAddress) >= 0 ? byNode : byAddress;
    }

    /** Whether it was refused or superseded of late: what it does is then not worth a line. */
    boolean troubled(NodeId node) {
        Row row = nodes.get(node);
        return row != null && time.nanos() - row.untilNanos() <= 0;
    }

    private static int count(Map<NodeId, Row> rows, NodeId node, long now) {
        if (full(rows, node, now)) {
            return 1;
        }
        Row row =
                rows.compute(
                        node,
                        (_, known) -> {
                            boolean anew = known == null || now - known.untilNanos() > 0;
                            int refusals = anew ? 1 : known.refusals() + 1;
                            long counts = hold(refusals).plus(FORGIVEN_AFTER).toNanos();
                            return new Row(refusals, now + counts);
                        });
        return row.refusals();
    }

    private static <K> boolean full(Map<K, Row> rows, K key, long now) {
        if (rows.size() >= MAX_REMEMBERED) {
            rows.values().removeIf(row -> now - row.untilNanos() > 0);
        }
        return rows.size() >= MAX_REMEMBERED && !rows.containsKey(key);
    }

    private static Duration hold(int refusals) {
        if (refusals <= 0) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST_HOLD.multipliedBy(1L << Math.min(refusals - 1, 10));
        return doubled.compareTo(LONGEST_HOLD) < 0 ? doubled : LONGEST_HOLD;
    }

    /** One line a minute, for the one that came then, with the number of all. */
    private void log(NodeId node, String address, String why, long now) {
        unlogged.incrementAndGet();
        long due = nextLog.get();
        if (now - due >= 0 && nextLog.compareAndSet(due, now + MINUTE.toNanos())) {
            LOG.atWarn()
                    .addKeyValue("node", node)
                    .addKeyValue("peer", address)
                    .addKeyValue("why", why)
                    .addKeyValue("count", unlogged.getAndSet(0))
                    .log("registrations refused or superseded");
        }
    }
}
