package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Devices kept for one request until those who hold them are gone. On every node the ledger has,
 * beside what the leaving still hold, a placeholder for the rest of what is kept, device by device:
 * so nobody else is given it, and nothing is counted twice.
 *
 * <pre>
 *   kept      GPU 0  GPU 1  GPU 2
 *   leaving   GPU 0
 *   placeholder      GPU 1  GPU 2
 * </pre>
 */
public final class Hold {
    private static final DeviceHolder KEEPER =
            new DeviceHolder(-1, Integer.MAX_VALUE, false, Map.of());
    private static final int NOTHING = -1;

    private static final class Place {
        final Keep keep = new Keep();
        final Set<Occupant> leaving = new LinkedHashSet<>();
        int placeholder = NOTHING;
    }

    public final Waiting beneficiary;
    public final List<Site> targets;

    /** Whether the leaving were told to stop; otherwise they are only expected to end. */
    public final boolean nominated;

    /** When the leaving will be gone at the latest; null when that cannot be known. */
    public final @Nullable Instant due;

    /** What the virtual cluster was promised; nothing for a reservation. */
    public final Quota promised;

    private final Map<NodeId, Place> places = new LinkedHashMap<>();
    private int leaving;
    private boolean givenUp;

    private Hold(
            Waiting beneficiary,
            List<Site> targets,
            boolean nominated,
            @Nullable Instant due,
            Quota promised) {
        this.beneficiary = beneficiary;
        this.targets = targets;
        this.nominated = nominated;
        this.due = due;
        this.promised = promised;
        for (Site target : targets) {
            places.computeIfAbsent(target.allocation().node(), _ -> new Place()).keep.add(target);
        }
    }

    /** For a request that others were told to stop for. */
    public static Hold nomination(Waiting beneficiary, List<Site> targets, Quota promised) {
        return new Hold(beneficiary, targets, true, null, promised);
    }

    /** For a request that will fit when those of {@code ending} who are on its nodes have ended. */
    static Hold reservation(
            Waiting beneficiary, List<Site> targets, List<Occupant> ending, Instant now) {
        Set<NodeId> nodes =
                targets.stream().map(site -> site.allocation().node()).collect(Collectors.toSet());
        List<Occupant> awaited =
                ending.stream().filter(one -> nodes.contains(one.allocation.node())).toList();
        Hold hold = new Hold(beneficiary, targets, false, lastEnd(awaited, now), Quota.NONE);
        awaited.forEach(hold::await);
        return hold;
    }

    /** Who should have ended already is expected to end any moment. */
    private static @Nullable Instant lastEnd(List<Occupant> awaited, Instant now) {
        Instant last = now;
        for (Occupant running : awaited) {
            Instant end = running.endsAt();
            if (end == null) {
                return null;
            }
            last = end.isAfter(last) ? end : last;
        }
        return last;
    }

    public Set<NodeId> nodes() {
        return places.keySet();
    }

    /** Whether every node still takes new work. */
    boolean inService(Fleet fleet) {
        for (NodeId id : places.keySet()) {
            int node = fleet.inventory().number(id);
            if (node < 0 || fleet.inventory().node(node).availability() != Availability.OPEN) {
                return false;
            }
        }
        return true;
    }

    /** Whether the request may still start there: labels, taints and neighbours can change. */
    public boolean admitted(Fleet fleet) {
        Gang gang = beneficiary.pending.spec().scheduling().gang();
        String key = gang == null ? null : gang.topologyKey();
        Set<String> values = new HashSet<>();
        for (NodeId id : places.keySet()) {
            int node = fleet.inventory().number(id);
            if (node < 0 || !fleet.candidates().mayUse(beneficiary.cohort.shape, node)) {
                return false;
            }
            values.add(
                    key == null ? "" : fleet.inventory().node(node).labels().getOrDefault(key, ""));
        }
        boolean together = beneficiary.pending.members().size() > 1 && key != null;
        return !together || (values.size() == 1 && !values.contains(""));
    }

    /** Counts on the end of somebody; matters only on nodes of the hold. */
    public void await(Occupant running) {
        leaving++;
        Place place = places.get(running.allocation.node());
        if (place != null) {
            place.leaving.add(running);
        }
    }

    /** Somebody counted on is gone, and so is what they held in the ledger. */
    public void left(Occupant running, Fleet fleet) {
        leaving--;
        Place place = places.get(running.allocation.node());
        if (place != null && place.leaving.remove(running) && !givenUp) {
            cover(place, fleet);
        }
    }

    /** Nothing is kept any more, though some may still be leaving. */
    public void giveUp() {
        lifted();
        givenUp = true;
    }

    /** Nobody is waited for any more. */
    public boolean ready() {
        return leaving == 0;
    }

    /** How many are waited for. */
    public int leaving() {
        return leaving;
    }

    /** Everybody counted on, on the nodes of the hold. */
    List<Occupant> awaited() {
        return places.values().stream().flatMap(place -> place.leaving.stream()).toList();
    }

    /** Enters the placeholders. */
    public void cover(Fleet fleet) {
        places.values().forEach(place -> cover(place, fleet));
    }

    /** Takes the placeholders out of the ledger, inside an overlay that may be undone. */
    public void lift(Fleet fleet) {
        for (Place place : places.values()) {
            if (place.placeholder != NOTHING) {
                fleet.overlay().release(place.placeholder);
            }
        }
    }

    /** The overlay in which they were lifted is kept: they are gone. */
    void lifted() {
        places.values().forEach(place -> place.placeholder = NOTHING);
    }

    private static void uncover(Place place, Fleet fleet) {
        if (place.placeholder != NOTHING) {
            fleet.overlay().release(place.placeholder);
            place.placeholder = NOTHING;
        }
    }

    private static void cover(Place place, Fleet fleet) {
        uncover(place, fleet);
        Site rest = place.keep.without(place.leaving, fleet);
        int workloads = place.keep.workloadsBeside(place.leaving.size());
        if (workloads > 0 || !Keep.isNothing(rest)) {
            place.placeholder = fleet.overlay().restore(rest, KEEPER.countingAs(workloads));
        }
    }
}
