package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.simulation.peer.Marks;
import dev.clawgateway.simulation.referee.fact.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What is in a machine, and what its node says of it. */
final class Hardware {
    private static final List<Model> MODELS =
            List.of(
                    new Model("NVIDIA H100 80GB HBM3", 81_559, true),
                    new Model("NVIDIA A100-SXM4-40GB", 40_960, false),
                    new Model("NVIDIA L40S", 46_068, false));
    private static final int[] COUNTS = {0, 1, 2, 4, 4, 8};
    private static final int MIB_PER_GIB = 1024;

    private final NodeTraits traits;
    private final Model model;
    private final int cores;
    private final long memoryMib;
    private final Map<String, String> labels;
    private final List<Taint> taints;
    private final List<Slot> slots = new ArrayList<>();
    private final Set<String> ill = new TreeSet<>();
    private final Set<String> everIll = new TreeSet<>();
    private final boolean tellsByNumber;
    private boolean changed;

    private record Model(String name, long memoryMib, boolean mig) {}

    /**
     * A device in its place.
     *
     * @param id which device it is, for ever
     * @param home its number at first
     * @param index its number now; below 0 while it has vanished
     */
    private record Slot(String id, int home, int index) {
        Slot at(int other) {
            return new Slot(id, home, other);
        }
    }

    Hardware(String machine, NodeTraits traits, RandomGenerator dice) {
        this.traits = traits;
        model = MODELS.get(dice.nextInt(MODELS.size()));
        cores = 4 * (1 + dice.nextInt(8));
        memoryMib = (long) MIB_PER_GIB * 16 * (1 + dice.nextInt(8));
        boolean special = traits.described() && dice.nextInt(4) == 0;
        labels = traits.described() ? Map.of(Marks.ZONE, dice.nextBoolean() ? "a" : "b") : Map.of();
        taints =
                special
                        ? List.of(new Taint(Marks.TAINT, dice.nextBoolean() ? "a" : "b"))
                        : List.of();
        int count = COUNTS[dice.nextInt(COUNTS.length)];
        for (int i = 0; i < count; i++) {
            slots.add(new Slot("GPU-" + machine + "-" + i, i, i));
        }
        tellsByNumber = !traits.uuids() || dice.nextBoolean();
    }

    /** A device vanishes, all come back, or they are numbered anew. */
    void change(RandomGenerator dice) {
        changed = true;
        List<Slot> before = List.copyOf(slots);
        slots.clear();
        int kind = dice.nextInt(5);
        int shift = before.isEmpty() ? 0 : dice.nextInt(before.size());
        for (int i = 0; i < before.size(); i++) {
            slots.add(
                    switch (kind) {
                        case 0 -> i == shift ? before.get(i).at(-1) : before.get(i);
                        case 1 -> before.get(i).at(before.get(i).home);
                        default -> before.get(i).at((i + shift) % before.size());
                    });
        }
    }

    /** One more is ill, or all are well. */
    void changeHealth(RandomGenerator dice) {
        if (slots.isEmpty() || (!ill.isEmpty() && dice.nextBoolean())) {
            ill.clear();
        } else {
            String one = slots.get(dice.nextInt(slots.size())).id;
            ill.add(one);
            everIll.add(one);
        }
    }

    /** Every device is back and well; where some had changed, in another order than at first. */
    void mend() {
        ill.clear();
        int shift = changed ? 1 : 0;
        slots.replaceAll(slot -> slot.at((slot.home + shift) % slots.size()));
    }

    long cpuMillis() {
        return cores * 1000L;
    }

    long memoryMib() {
        return memoryMib;
    }

    /** Those that are there. */
    List<Device> devices() {
        return slots.stream()
                .filter(slot -> slot.index >= 0)
                .map(slot -> new Device(slot.id, slot.index, model.memoryMib))
                .toList();
    }

    /** The device that has this number now. */
    @Nullable Device at(int index) {
        return devices().stream().filter(each -> each.index() == index).findFirst().orElse(null);
    }

    Capabilities capabilities(Instant now) {
        List<Gpu> gpus =
                devices().stream()
                        .sorted((one, other) -> Integer.compare(one.index(), other.index()))
                        .map(this::gpu)
                        .toList();
        List<String> runtimes = traits.described() ? List.of("process", "docker") : List.of();
        NodeCapacity capacity = new NodeCapacity(gpus, cpuMillis(), memoryMib, runtimes);
        return new Capabilities(capacity, conditions(now), labels, taints);
    }

    /** Also of devices that were ill once: they are not so any more. */
    private List<NodeCondition> conditions(Instant now) {
        List<NodeCondition> conditions = new ArrayList<>();
        if (traits.described()) {
            conditions.add(condition(Marks.CONDITION, true, now));
        }
        for (Slot slot : slots) {
            if (slot.index >= 0 && everIll.contains(slot.id)) {
                String device = tellsByNumber ? Integer.toString(slot.index) : slot.id;
                String type = NodeRecord.GPU_UNHEALTHY + device;
                conditions.add(condition(type, ill.contains(slot.id), now));
            }
        }
        return conditions;
    }

    private static NodeCondition condition(String type, boolean on, Instant now) {
        ConditionStatus status = on ? ConditionStatus.TRUE : ConditionStatus.FALSE;
        return new NodeCondition(type, status, now, now, null, null, 0);
    }

    private Gpu gpu(Device device) {
        return new Gpu(
                device.index(),
                model.name,
                device.memoryMib(),
                traits.uuids() ? device.id() : "",
                traits.cuts() && model.mig ? Marks.MIG_PROFILES : List.of(),
                List.of());
    }
}
