package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.Continuity;
import dev.clawgateway.core.record.EndMark;
import dev.clawgateway.core.state.maintenance.WindowTable;
import dev.clawgateway.core.state.node.DeviceMoves;
import dev.clawgateway.core.state.node.Keepers;
import dev.clawgateway.core.state.share.Population;
import dev.clawgateway.core.workload.Allocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The control thread's own state: nodes and workloads by id. Holds no rule; iterates in an order
 * that never varies.
 */
final class Tables {
    final Keepers keepers = new Keepers();

    private final Map<NodeId, NodeEntry> nodes = new LinkedHashMap<>();
    private final WindowTable windows;
    private final Population population;

    /** Draining ones of which something is new in this turn. */
    private final Set<NodeId> touched = new LinkedHashSet<>();

    private final Map<WorkloadId, WorkloadRecord> workloads = new HashMap<>();

    /** Final workloads, the one that ended longest ago first. */
    private final Set<WorkloadId> finished = new LinkedHashSet<>();

    /** Those that have ended since they were last taken. */
    private List<WorkloadId> ended = new ArrayList<>();

    /** Of workloads that are forgotten, the one that was forgotten longest ago first. */
    private final Map<WorkloadId, EndMark> marks = new LinkedHashMap<>();

    private long lastMark;

    /** Beyond this the node is forgotten whole that was forgotten longest ago. */
    private static final int MOST_GONE = 10_000;

    /** What nodes may still run that are no longer known, should they return. */
    private final Map<NodeId, OldWork.GivenUp> gone = new LinkedHashMap<>();

    Tables(WindowTable windows, Population population) {
        this.windows = windows;
        this.population = population;
    }

    /** Enters what was stored. */
    void load(Continuity stored) {
        stored.ends().forEach(this::put);
    }

    /** Something happened to a node that may matter to its drain. */
    void touch(NodeEntry entry) {
        if (entry.record.draining()) {
            touched.add(entry.record.id());
        }
    }

    /** The time is over in which the node was to be emptied. */
    void drainDue(NodeId id) {
        NodeEntry entry = nodes.get(id);
        if (entry != null && entry.record.draining()) {
            entry.drainDue = true;
            touch(entry);
        }
    }

    /** It was given up without a word of its node, which may have been told to start it. */
    void unconfirmed(Held workload) {
        NodeEntry entry = nodes.get(workload.node());
        if (entry != null) {
            entry.strays.unconfirmed(workload.id(), workload.attempt());
        }
    }

    /** The next of those, which is not given again; null for none. */
    @Nullable NodeEntry pollTouched() {
        while (!touched.isEmpty()) {
            NodeId first = touched.iterator().next();
            touched.remove(first);
            NodeEntry entry = nodes.get(first);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    @Nullable NodeEntry node(NodeId id) {
        return nodes.get(id);
    }

    /** Of a node; null where there is none. */
    @Nullable Long nodeRevision(NodeId id) {
        NodeEntry entry = nodes.get(id);
        return entry == null ? null : entry.record.revision();
    }

    /** Of a workload; null where there is none. */
    @Nullable Long workloadRevision(WorkloadId id) {
        WorkloadRecord workload = workloads.get(id);
        return workload == null ? null : workload.revision();
    }

    Collection<NodeEntry> nodes() {
        return nodes.values();
    }

    int nodeCount() {
        return nodes.size();
    }

    void put(NodeEntry entry) {
        entry.closedBy(windows);
        OldWork.GivenUp before = gone.remove(entry.record.id());
        entry.givenUp = before == null ? entry.givenUp : before;
        nodes.put(entry.record.id(), entry);
    }

    void remove(NodeId id) {
        NodeEntry entry = nodes.remove(id);
        if (entry != null && !entry.givenUp.isEmpty()) {
            gone.put(id, entry.givenUp);
            if (gone.size() > MOST_GONE) {
                gone.remove(gone.keySet().iterator().next());
            }
        }
    }

    /** What a node may still run that was given up; of one that is not known too. */
    OldWork.GivenUp givenUp(NodeId id) {
        NodeEntry entry = nodes.get(id);
        return entry != null ? entry.givenUp : gone.computeIfAbsent(id, _ -> new OldWork.GivenUp());
    }

    @Nullable WorkloadRecord workload(WorkloadId id) {
        return workloads.get(id);
    }

    /** All there are, in no order. */
    Collection<WorkloadRecord> workloads() {
        return workloads.values();
    }

    int workloadCount() {
        return workloads.size();
    }

    void put(WorkloadRecord workload) {
        WorkloadRecord before = workloads.put(workload.id(), workload);
        population.changed(before, workload);
        index(before, false);
        index(workload, true);
        if (workload instanceof Ended) {
            finished.add(workload.id());
            if (before != null && !(before instanceof Ended)) { // not those that were loaded
                ended.add(workload.id());
            }
        }
    }

    void remove(WorkloadId id) {
        population.changed(workloads.remove(id), null);
        finished.remove(id);
    }

    /** Remembers of a workload that is forgotten which attempts of it are to be stopped. */
    EndMark mark(Ended forgotten) {
        int over = forgotten.attempt() - (forgotten.adoptedAndLost() ? 1 : 0);
        EndMark mark = new EndMark(lastMark + 1, forgotten.id(), over);
        put(mark);
        return mark;
    }

    void put(EndMark mark) {
        lastMark = mark.number();
        marks.remove(mark.workload());
        marks.put(mark.workload(), mark);
        if (marks.size() > EndMark.MOST) {
            marks.remove(marks.keySet().iterator().next());
        }
    }

    boolean isForgotten(WorkloadId id) {
        return marks.containsKey(id);
    }

    /** The last attempt to be stopped of a workload that is forgotten; 0 where none is known. */
    int lastAttemptOfForgotten(WorkloadId id) {
        EndMark mark = marks.get(id);
        return mark == null ? 0 : mark.attempt();
    }

    /** Those that have ended since the last call. */
    List<WorkloadId> takeEnded() {
        if (ended.isEmpty()) {
            return List.of();
        }
        List<WorkloadId> taken = ended;
        ended = new ArrayList<>();
        return taken;
    }

    /** The final workload that ended longest ago; null when none has ended. */
    @Nullable WorkloadId oldestFinished() {
        return finished.isEmpty() ? null : finished.iterator().next();
    }

    /** What a node holds, in the order of their ids. */
    List<Held> heldBy(NodeEntry node) {
        List<Held> held = new ArrayList<>(node.held.size());
        for (WorkloadId id : node.held) {
            if (workloads.get(id) instanceof Held workload) {
                held.add(workload);
            }
        }
        return held;
    }

    /** The session of the node that holds the workload; null when none is open. */
    @Nullable SessionId sessionOf(Held workload) {
        NodeEntry entry = nodes.get(workload.node());
        return entry == null ? null : entry.session;
    }

    /** With the UUIDs of the devices, where the node gives them. */
    Allocation named(Allocation allocation) {
        NodeEntry entry = nodes.get(allocation.node());
        return entry == null ? allocation : DeviceMoves.named(allocation, entry.record.capacity());
    }

    /** A node itself said that the current attempt is over, and another one follows. */
    void endReported(NodeId id, Pending workload) {
        NodeEntry entry = nodes.get(id);
        if (entry != null) {
            entry.strays.ended(workload.id(), workload.attempt());
        }
    }

    private void index(@Nullable WorkloadRecord workload, boolean held) {
        NodeEntry entry = workload instanceof Held some ? nodes.get(some.node()) : null;
        if (workload instanceof Held on && entry != null) {
            if (held) {
                entry.held.add(workload.id());
                if (on.current().devicesUnknown()) {
                    entry.blind.add(workload.id());
                }
            } else {
                entry.held.remove(workload.id());
                entry.blind.remove(workload.id());
            }
            touch(entry);
        }
    }
}
