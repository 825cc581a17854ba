package dev.clawgateway.core.state;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.Strangeness;
import dev.clawgateway.core.state.maintenance.WindowTable;
import dev.clawgateway.core.state.node.Keepers;
import dev.clawgateway.core.state.node.Strays;
import dev.clawgateway.core.state.node.UnknownHeld;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A node with what is known of it only now. */
final class NodeEntry {
    /**
     * A node that is not heard although its session is open: since when, and when that is too long.
     */
    record Silence(long sinceNanos, Duration patience) {}

    /** How a node is heard. */
    enum Hearing {
        HEARD,
        /** Its session ended a moment ago. */
        AWAY,
        /** Not heard for half the time that its work is kept, and not given up. */
        MISSING,
        /** Given up, or away for so long that it holds nothing more. */
        GONE
    }

    /** What it counts as where many are silent together. */
    enum Counted {
        NOT,
        PRESENT,
        MISSING
    }

    NodeRecord record;
    NodeStatus status = NodeStatus.DISCONNECTED;

    /** The open session; null for none. */
    @Nullable SessionId session;

    /** Monotonic nanoseconds of the last change between connected and not. */
    long since;

    /** What is known of its silence; null while it is heard. */
    @Nullable Silence silence;

    Hearing hearing = Hearing.GONE;
    Counted counted = Counted.NOT;

    /** When it may be given up, as one among others; null while its time is not up. */
    @Nullable Long lossTurn;

    /** Why devices of it are unhealthy, by what they are known by. */
    Map<String, String> unfit = Map.of();

    /** The time to empty it is over, and it was not told yet. */
    boolean drainDue;

    final Set<WorkloadId> held = new TreeSet<>();
    final Strays strays = new Strays();

    OldWork.GivenUp givenUp = new OldWork.GivenUp();
    final UnknownHeld unknown;

    /** Adopted workloads of which it does not say what devices they use. */
    final Set<WorkloadId> blind = new TreeSet<>();

    /** Which it knew, where that is not this one; null otherwise. */
    @Nullable String otherFleet;

    /** As was told to readers. */
    @Nullable Strangeness strangeness;

    final Avoidance.Starts starts = new Avoidance.Starts();

    /** Null while it is not. */
    @Nullable Avoided avoided;

    /** As readers and the engine were told. */
    @Nullable Avoided toldAvoided;

    /** Null until it is in the tables. */
    private @Nullable WindowTable windows;

    NodeEntry(NodeRecord record, long since, Keepers keepers) {
        this.record = record;
        this.since = since;
        unknown = new UnknownHeld(record.id(), keepers);
    }

    /** It could not be heard until now. */
    void excuse(long nowNanos) {
        silence = silence == null ? null : new Silence(nowNanos, silence.patience());
    }

    /** The same, and another patience is had with it, or the one that its beats ask for. */
    void excuse(long nowNanos, Duration patience) {
        if (silence != null) {
            boolean own = silence.patience().compareTo(patience) > 0;
            silence = new Silence(nowNanos, own ? silence.patience() : patience);
        }
    }

    /** Whether it may run, or be about to start, what it holds no more. */
    boolean mayRunMore() {
        return !givenUp.isEmpty() || strays.mayRun() || !unknown.isEmpty();
    }

    boolean connected() {
        return session != null;
    }

    /** Whether this is its open session. */
    boolean on(SessionId one) {
        return one.equals(session);
    }

    /** It is in the tables. */
    void closedBy(WindowTable all) {
        windows = all;
    }

    /** The maintenance window that says most about it; null for none. */
    @Nullable MaintenanceWindow window() {
        return windows == null ? null : windows.of(record);
    }

    /** Whether a maintenance window keeps new work away. */
    boolean closed() {
        MaintenanceWindow window = window();
        return window != null && window.closed();
    }

    /** Why it takes no new work, strongest reason first. */
    Availability availability() {
        return record.availability(
                connected() ? status : NodeStatus.DISCONNECTED, window(), avoided());
    }

    /** Why it is left alone, with what it runs on devices that nobody knows. */
    @Nullable Avoided avoided() {
        boolean devices = !record.capacity().gpus().isEmpty();
        boolean unnamed = !blind.isEmpty() || unknown.blind();
        return devices && unnamed ? Avoided.RUNS_UNKNOWN : avoided;
    }

    private @Nullable String remark() {
        Avoided why = avoided();
        if (why != null) {
            return why.text();
        }
        MaintenanceWindow window = window();
        return window != null && window.closed() ? window.text() : null;
    }

    SchedulableNode schedulable() {
        Map<String, ConditionStatus> conditions = new HashMap<>();
        for (NodeCondition condition : record.conditions().values()) {
            conditions.put(condition.type(), condition.status());
        }
        return new SchedulableNode(
                record.id(),
                record.name(),
                record.capacity().asJudged(),
                record.labels(),
                conditions,
                record.taints(),
                availability(),
                List.copyOf(record.unfitGpus().keySet()),
                remark(),
                windows == null ? null : windows.closing(record));
    }
}
