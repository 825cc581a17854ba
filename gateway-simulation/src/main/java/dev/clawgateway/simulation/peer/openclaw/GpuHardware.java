package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.simulation.referee.fact.Device;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What is in a machine with GPUs.
 *
 * @param machine its name
 */
record GpuHardware(String machine, List<Device> devices, int cores, long memoryMib) {
    static final String MODEL = "NVIDIA H100 80GB HBM3";
    private static final long MEMORY_MIB = 81_559;
    private static final int[] COUNTS = {1, 1, 2, 4, 4, 8};
    private static final int MILLIS = 1000;

    GpuHardware {
        devices = List.copyOf(devices);
    }

    static GpuHardware draw(String machine, RandomGenerator dice) {
        int count = COUNTS[dice.nextInt(COUNTS.length)];
        List<Device> devices =
                IntStream.range(0, count)
                        .mapToObj(i -> new Device("GPU-" + machine + "-" + i, i, MEMORY_MIB))
                        .toList();
        int cores = 4 * (1 + dice.nextInt(8));
        return new GpuHardware(machine, devices, cores, 16_384L * (1 + dice.nextInt(8)));
    }

    long cpuMillis() {
        return (long) cores * MILLIS;
    }

    /** As a node of another make would tell it. */
    Capabilities capabilities() {
        List<Gpu> gpus =
                devices.stream()
                        .map(device ->
                                new Gpu(device.index(), MODEL, device.memoryMib(), device.id()))
                        .toList();
        return new Capabilities(new NodeCapacity(gpus, cpuMillis(), memoryMib, List.of("docker")));
    }
}
