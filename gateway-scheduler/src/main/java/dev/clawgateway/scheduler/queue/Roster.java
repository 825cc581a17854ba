package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everybody who holds devices, by id and by the number the fleet knows them by. */
public final class Roster {
    private final Map<WorkloadId, Occupant> byId = new HashMap<>();
    private final List<@Nullable Occupant> bySlot = new ArrayList<>();
    private final ArrayDeque<Integer> freeSlots = new ArrayDeque<>();
    private final Map<WorkloadId, List<Occupant>> restoredGangs = new HashMap<>();

    /** How many may be stopped, by priority. */
    private final TreeMap<Integer, Integer> priorities = new TreeMap<>();

    private final Protection protection;

    public Roster(Protection protection) {
        this.protection = protection;
    }

    /** A number for somebody about to hold devices. */
    public int takeSlot() {
        Integer free = freeSlots.pollLast();
        if (free != null) {
            return free;
        }
        bySlot.add(null);
        return bySlot.size() - 1;
    }

    void giveSlot(int slot) {
        bySlot.set(slot, null);
        freeSlots.add(slot);
    }

    public void add(Occupant running) {
        byId.put(running.id, running);
        bySlot.set(running.slot, running);
        if (running.preemptible()) {
            running.line.victims.add(running);
            priorities.merge(running.priority, 1, Integer::sum);
            protection.cover(running);
        }
    }

    /** Joins a member that was restored to those of its gang restored before. */
    public void join(Occupant running, WorkloadId gang) {
        List<Occupant> troop = restoredGangs.computeIfAbsent(gang, _ -> new ArrayList<>());
        troop.add(running);
        running.troop = troop;
    }

    /** Takes a workload out; null when it holds nothing. */
    public @Nullable Occupant remove(WorkloadId id) {
        Occupant running = byId.remove(id);
        if (running != null) {
            giveSlot(running.slot);
            spare(running);
            running.left();
            running.troop.remove(running);
            if (running.troop.isEmpty() && !restoredGangs.isEmpty()) {
                restoredGangs.values().removeIf(List::isEmpty);
            }
        }
        return running;
    }

    /** It may be stopped for nobody any more: it is leaving. */
    public void spare(Occupant running) {
        if (running.line.victims.remove(running)) {
            priorities.computeIfPresent(
                    running.priority, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /** The lowest priority of all who may be stopped at all; the highest number for nobody. */
    public int lowestPriority() {
        return priorities.isEmpty() ? Integer.MAX_VALUE : priorities.firstKey();
    }

    /** Who holds devices under this id; null for nobody. */
    public @Nullable Occupant find(WorkloadId id) {
        return byId.get(id);
    }

    /** How many hold devices. */
    public int size() {
        return byId.size();
    }

    boolean holds(WorkloadId id) {
        return byId.containsKey(id);
    }

    /** Who made a claim; null when it only keeps devices for somebody. */
    public @Nullable Occupant of(DeviceHolder claim) {
        return claim.owner() < 0 ? null : bySlot.get(claim.owner());
    }

    /** In no particular order. */
    Collection<Occupant> all() {
        return byId.values();
    }
}
