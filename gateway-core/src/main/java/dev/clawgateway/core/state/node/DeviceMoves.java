package dev.clawgateway.core.state.node;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows held devices when a node registers with other GPUs, or with the same under other numbers.
 * A device is known by its UUID where its node gives one that no other has, else by its index. What
 * is gone is missing: the claim on it stays, and nobody else is given what has its number now.
 *
 * <pre>
 *   held       before            now                        from now on
 *   GPU 0, a   0 = a, 1 = b      0 = b                      missing, and 0 is free
 *   GPU 0, a   0 = a, 1 = b      0 = b, 1 = a               GPU 1
 *   GPU 0      0, 1 without id   1                          missing
 * </pre>
 *
 * Of a node that picks its GPUs itself only the number in use is known, so there a claim moves to
 * any device that is left, and is missing only when more is claimed than there is; where it always
 * uses its first ones, claims move up to those.
 */
public final class DeviceMoves {
    private final NodeCapacity now;
    private final Map<String, Integer> indexes;
    private final Map<Integer, String> uuidsBefore;
    private final Map<Integer, String> uuids;
    private final Set<String> heldDevices = new HashSet<>();

    /** Who has which number now, by what is known of the device. */
    private final Map<Integer, String> claimed = new HashMap<>();

    private DeviceMoves(NodeCapacity before, NodeCapacity now) {
        this.now = now;
        this.uuidsBefore = uuids(before);
        this.uuids = uuids(now);
        this.indexes = new HashMap<>();
        uuids.forEach((index, uuid) -> indexes.put(uuid, index));
    }

    /** What workloads hold from now on, of those alone for whom that is another thing. */
    public static Map<WorkloadId, Allocation> of(
            NodeCapacity before, NodeCapacity now, Collection<Held> held) {
        Map<WorkloadId, Allocation> holds = new LinkedHashMap<>();
        for (Held workload : held) {
            Allocation allocation = workload.holds();
            if (!allocation.gpus().isEmpty()) {
                holds.put(workload.id(), allocation);
            }
        }
        DeviceMoves moves = new DeviceMoves(before, now);
        Map<WorkloadId, Allocation> after =
                switch (now.devices()) {
                    case EXACT -> moves.exact(holds);
                    case COUNTED -> moves.counted(holds);
                    case FIRST_N -> moves.first(holds);
                };
        after.entrySet().removeIf(one -> one.getValue().equals(holds.get(one.getKey())));
        return after;
    }

    /** The allocation with the UUIDs of its devices, where the node obeys and gives them. */
    public static Allocation named(Allocation allocation, NodeCapacity capacity) {
        if (allocation.gpus().isEmpty() || capacity.devices().byNode()) {
            return allocation;
        }
        Map<Integer, String> uuids = uuids(capacity);
        return allocation.with(
                allocation.gpus().stream()
                        .map(grant -> grant.of(uuids.get(grant.index())))
                        .toList());
    }

    /** By index; only those that say which device it is. */
    private static Map<Integer, String> uuids(NodeCapacity capacity) {
        Map<String, Integer> seen = new HashMap<>();
        for (Gpu gpu : capacity.gpus()) {
            seen.merge(gpu.uuid(), 1, Integer::sum);
        }
        Map<Integer, String> uuids = new HashMap<>();
        for (Gpu gpu : capacity.gpus()) {
            if (!gpu.uuid().isBlank() && seen.getOrDefault(gpu.uuid(), 0) == 1) {
                uuids.put(gpu.index(), gpu.uuid());
            }
        }
        return uuids;
    }

    private Map<WorkloadId, Allocation> exact(Map<WorkloadId, Allocation> holds) {
        for (Allocation allocation : holds.values()) {
            allocation.gpus().stream()
                    .map(this::device)
                    .filter(Objects::nonNull)
                    .forEach(heldDevices::add);
        }
        Map<WorkloadId, Allocation> after = new LinkedHashMap<>();
        holds.forEach((id, allocation) ->
                after.put(
                        id,
                        allocation.with(allocation.gpus().stream().map(this::follow).toList())));
        return after;
    }

    private GpuGrant follow(GpuGrant grant) {
        String device = device(grant);
        Integer moved = device == null ? null : indexes.get(device);
        if (moved != null) {
            claimed.put(moved, device);
            return grant.at(moved).of(device);
        }
        String known = device == null ? "index " + grant.index() : device;
        boolean same =
                hasIndex(grant.index())
                        && mayBe(device, grant.index())
                        && known.equals(claimed.getOrDefault(grant.index(), known));
        if (!same) {
            return grant.gone().of(device);
        }
        claimed.put(grant.index(), known);
        return grant.at(grant.index()).of(device == null ? uuids.get(grant.index()) : device);
    }

    /** Which device it is of; null when no node ever said. */
    private @Nullable String device(GpuGrant grant) {
        String uuid = grant.uuid();
        return uuid != null || grant.missing() ? uuid : uuidsBefore.get(grant.index());
    }

    /** Whether the device with this number may be that one, of which no UUID is reported now. */
    private boolean mayBe(@Nullable String device, int index) {
        String there = uuids.get(index);
        return there == null
                || (device == null
                        && !uuidsBefore.containsValue(there)
                        && !heldDevices.contains(there));
    }

    private boolean hasIndex(int index) {
        return now.gpus().stream().anyMatch(gpu -> gpu.index() == index);
    }

    /** A device of which several hold parts goes on being one. */
    private record Claim(int index, boolean missing, @Nullable String uuid) {
        static Claim by(GpuGrant grant) {
            return new Claim(grant.index(), grant.missing(), grant.uuid());
        }
    }

    private Map<WorkloadId, Allocation> counted(Map<WorkloadId, Allocation> holds) {
        Set<Integer> left = new TreeSet<>();
        now.gpus().forEach(gpu -> left.add(gpu.index()));
        Set<Claim> pending = new HashSet<>();
        List<Claim> order = new ArrayList<>();
        Map<Claim, Integer> to = new HashMap<>();
        for (Allocation allocation : holds.values()) {
            for (GpuGrant grant : allocation.gpus()) {
                Claim held = Claim.by(grant);
                if (!to.containsKey(held) && pending.add(held)) {
                    if (!grant.missing() && left.remove(grant.index())) {
                        to.put(held, grant.index());
                    } else {
                        order.add(held);
                    }
                }
            }
        }
        for (Claim held : order) {
            if (!left.isEmpty()) {
                Integer next = left.iterator().next();
                left.remove(next);
                to.put(held, next);
            }
        }
        return after(holds, to);
    }

    /** Whatever is claimed is of the first devices, in the order in which it was. */
    private Map<WorkloadId, Allocation> first(Map<WorkloadId, Allocation> holds) {
        List<Integer> order = now.gpus().stream().map(Gpu::index).toList();
        List<Claim> claims =
                holds.values().stream()
                        .flatMap(allocation -> allocation.gpus().stream())
                        .map(Claim::by)
                        .distinct()
                        .sorted(Comparator.comparingInt(held -> place(held, order)))
                        .toList();
        Map<Claim, Integer> to = new HashMap<>();
        for (int i = 0; i < Math.min(claims.size(), order.size()); i++) {
            to.put(claims.get(i), order.get(i));
        }
        return after(holds, to);
    }

    private static int place(Claim held, List<Integer> order) {
        int place = held.missing ? -1 : order.indexOf(held.index);
        return place < 0 ? order.size() : place;
    }

    private static Map<WorkloadId, Allocation> after(
            Map<WorkloadId, Allocation> holds, Map<Claim, Integer> to) {
        Map<WorkloadId, Allocation> after = new LinkedHashMap<>();
        holds.forEach((id, allocation) -> after.put(id, allocation.with(moved(allocation, to))));
        return after;
    }

    private static List<GpuGrant> moved(Allocation allocation, Map<Claim, Integer> to) {
        return allocation.gpus().stream()
                .map(grant -> {
                    Integer index = to.get(Claim.by(grant));
                    return (index == null ? grant.gone() : grant.at(index)).of(null);
                })
                .toList();
    }
}
