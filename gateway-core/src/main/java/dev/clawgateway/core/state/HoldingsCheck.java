package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the engine holds what live attempts, and attempts that nodes report, are known to hold:
 * all of it, and nothing else. Looked at after each start and once an hour, some nodes at a time. A
 * difference is a fault of this program: it is told, and nothing else is done about it.
 */
final class HoldingsCheck {
    static final Duration INTERVAL = Duration.ofHours(1);

    /** Nodes looked at between two looks at anything else. */
    static final int NODES_AT_ONCE = 500;

    private final Tables tables;
    private final Placer placer;
    private final Homecoming homecoming;
    private final ArrayDeque<NodeId> left = new ArrayDeque<>();
    private @Nullable Long doneAtNanos;
    private int found;
    private int told;

    HoldingsCheck(Tables tables, Placer placer, Homecoming homecoming) {
        this.tables = tables;
        this.placer = placer;
        this.homecoming = homecoming;
    }

    /** One step, when one is due. */
    void step(Turn turn) {
        long now = turn.now().nanos();
        if (left.isEmpty()) {
            boolean early = doneAtNanos != null && now - doneAtNanos < INTERVAL.toNanos();
            if (early || homecoming.awaited(now)) {
                return;
            }
            found = 0;
            tables.nodes().forEach(node -> left.add(node.record.id()));
        }
        for (int i = 0; i < NODES_AT_ONCE && !left.isEmpty(); i++) {
            NodeEntry node = tables.node(left.remove());
            if (node != null) {
                look(turn, node);
            }
        }
        if (left.isEmpty()) {
            end(turn);
        }
    }

    private void look(Turn turn, NodeEntry node) {
        for (Held held : tables.heldBy(node)) {
            compare(turn, node, held.id(), held.holds());
        }
        for (Map.Entry<WorkloadId, Allocation> claim : node.unknown.claimed().entrySet()) {
            compare(turn, node, claim.getKey(), claim.getValue());
        }
    }

    private void compare(Turn turn, NodeEntry node, WorkloadId id, Allocation known) {
        Allocation entered = placer.holds(id);
        if (entered == null || !same(known, entered)) {
            found++;
            turn.event(
                    Event.Kind.HOLDINGS_DIFFER,
                    node.record.id(),
                    "for %s the engine has %s, and is to have %s"
                            .formatted(
                                    id,
                                    entered == null ? "nothing" : words(entered),
                                    words(known)));
        }
    }

    /** Of which devices is what their node tells of them; the amounts are of the decision. */
    private static boolean same(Allocation one, Allocation other) {
        return one.node().equals(other.node())
                && one.gpuIndexes().equals(other.gpuIndexes())
                && gpuMillis(one) == gpuMillis(other)
                && one.cpuMillis() == other.cpuMillis()
                && one.memoryMib() == other.memoryMib();
    }

    private static int gpuMillis(Allocation allocation) {
        return allocation.gpus().stream().mapToInt(GpuGrant::milli).sum();
    }

    private static String words(Allocation holds) {
        return "GPUs %s (%d thousandths), %d mCPU and %d MiB of %s"
                .formatted(
                        holds.gpuIndexes(),
                        gpuMillis(holds),
                        holds.cpuMillis(),
                        holds.memoryMib(),
                        holds.node());
    }

    /** Each that is known was looked at; now whether there are others. */
    private void end(Turn turn) {
        doneAtNanos = turn.now().nanos();
        int known = 0;
        for (NodeEntry node : tables.nodes()) {
            known += node.held.size() + node.unknown.size();
        }
        int entered = placer.holdings();
        if (entered != known) {
            found++;
            turn.event(
                    Event.Kind.HOLDINGS_DIFFER,
                    new Subject.Gateway(),
                    "the engine holds for %d attempts, and %d are known".formatted(entered, known));
        }
        if (found != told) {
            told = found;
            turn.change(new Change.HoldingsChecked(found));
        }
    }
}
