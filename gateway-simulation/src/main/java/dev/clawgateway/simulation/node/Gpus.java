package dev.clawgateway.simulation.node;

import dev.clawgateway.client.hardware.GpuFault;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.simulation.referee.fact.Device;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The devices of one machine, and the numbers they have now. */
final class Gpus {
    private final List<Slot> slots = new ArrayList<>();
    private final List<Slot> lost = new ArrayList<>();
    private final Set<String> ill = new TreeSet<>();
    private boolean everIll;

    private record Slot(int index, Gpu device) {}

    Gpus(List<Gpu> devices) {
        for (Gpu device : devices) {
            slots.add(new Slot(slots.size(), device));
        }
    }

    /** As the driver's tool lists them. */
    List<Gpu> listed() {
        return slots.stream().map(Gpus::numbered).toList();
    }

    private static Gpu numbered(Slot slot) {
        Gpu gpu = slot.device;
        return new Gpu(slot.index, gpu.model(), gpu.memoryMib(), gpu.uuid());
    }

    /** As the referee knows them. */
    List<Device> devices() {
        return slots.stream()
                .map(slot -> new Device(slot.device.uuid(), slot.index, slot.device.memoryMib()))
                .toList();
    }

    Optional<Gpu> at(int index) {
        return slots.stream().filter(slot -> slot.index == index).map(Gpus::numbered).findFirst();
    }

    /** One has errors from now on. */
    void sicken(RandomGenerator dice) {
        if (!slots.isEmpty()) {
            ill.add(slots.get(dice.nextInt(slots.size())).device.uuid());
            everIll = true;
        }
    }

    void heal() {
        ill.clear();
    }

    /** All are well for good; whether any ever was not. */
    boolean mend() {
        heal();
        boolean any = everIll;
        everIll = false;
        return any;
    }

    /** As the driver tells them, of those that are on the bus. */
    List<GpuFault> faults() {
        return slots.stream()
                .map(slot -> slot.device.uuid())
                .filter(ill::contains)
                .map(uuid -> new GpuFault(uuid, "XID 48"))
                .toList();
    }

    int lost() {
        return lost.size();
    }

    /** One falls off its bus; the others keep their numbers until the driver looks again. */
    boolean lose(RandomGenerator dice) {
        return !slots.isEmpty() && lost.add(slots.remove(dice.nextInt(slots.size())));
    }

    /** What was lost is there again, by its old number if that is free. */
    void find() {
        for (Slot slot : lost) {
            int index = slot.index;
            while (at(index).isPresent()) {
                index++;
            }
            slots.add(new Slot(index, slot.device));
        }
        slots.sort(Comparator.comparingInt(Slot::index));
        lost.clear();
    }

    /** The driver looks again: it counts from zero without a gap. */
    void count() {
        List<Slot> old = List.copyOf(slots);
        slots.clear();
        old.forEach(slot -> slots.add(new Slot(slots.size(), slot.device)));
    }

    /** The driver counts in another order from now on. */
    void shuffle(RandomGenerator dice) {
        for (int i = slots.size() - 1; i > 0; i--) {
            int other = dice.nextInt(i + 1);
            Slot kept = slots.get(i);
            slots.set(i, slots.get(other));
            slots.set(other, kept);
        }
        count();
    }
}
