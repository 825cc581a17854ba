package dev.clawgateway.simulation.node;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.protocol.claw.node.NodeCommand.StartWorkload;
import dev.clawgateway.simulation.referee.fact.DeviceUse;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ended.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells what truly runs on a machine, and on which devices, whatever the agent believes. */
final class GroundTruth {
    private final String machine;
    private final Gpus gpus;
    private final LongSupplier numbers;
    private final Consumer<Fact> facts;
    private final Map<AttemptProcess, MachineFact.Ran> running = new HashMap<>();
    // What a process may use of the machine is not in its environment, but was told to its agent.
    private final Map<Attempt, StartWorkload> told = new HashMap<>();

    private record Attempt(WorkloadId workload, int number) {}

    /**
     * @param numbers of processes, none given twice in a world
     */
    GroundTruth(String machine, Gpus gpus, LongSupplier numbers, Consumer<Fact> facts) {
        this.machine = machine;
        this.gpus = gpus;
        this.numbers = numbers;
        this.facts = facts;
    }

    /** The agent was told to start this. */
    void told(StartWorkload start) {
        Integer number = start.attempt();
        told.put(new Attempt(start.workloadId(), number == null ? 1 : number), start);
    }

    boolean began(AttemptProcess process) {
        Map<String, String> environment = process.spawn().environment();
        Attempt attempt =
                new Attempt(
                        WorkloadId.parse(environment.getOrDefault("WORKLOAD_ID", "")),
                        Integer.parseInt(environment.getOrDefault("WORKLOAD_ATTEMPT", "")));
        StartWorkload start = told.get(attempt);
        List<DeviceUse> devices = new ArrayList<>();
        for (int index : indexes(environment.getOrDefault("WORKLOAD_GPUS", ""))) {
            Optional<Gpu> gpu = gpus.at(index);
            if (gpu.isEmpty()) {
                return false;
            }
            devices.add(use(gpu.get(), start));
        }
        MachineFact.Ran ran =
                new MachineFact.Ran(
                        machine,
                        numbers.getAsLong(),
                        attempt.workload,
                        attempt.number,
                        devices,
                        start == null ? 0 : start.spec().cpuMillis(),
                        start == null ? 0 : start.spec().memoryMib());
        running.put(process, ran);
        facts.accept(ran);
        return true;
    }

    private static List<Integer> indexes(String list) {
        List<Integer> indexes = new ArrayList<>();
        for (String index : list.split(",", -1)) {
            if (!index.isEmpty()) {
                indexes.add(Integer.valueOf(index));
            }
        }
        return indexes;
    }

    private static DeviceUse use(Gpu device, @Nullable StartWorkload start) {
        if (start != null) {
            for (GpuGrant grant : start.gpuGrants()) {
                if (grant.index() == device.index()) {
                    return new DeviceUse(device.uuid(), grant.milli(), grant.memoryMib());
                }
            }
        }
        return new DeviceUse(device.uuid(), 1000, device.memoryMib());
    }

    void ended(AttemptProcess process, @Nullable Integer exitCode, Cause cause) {
        MachineFact.Ran ran = running.remove(process);
        if (ran != null) {
            facts.accept(
                    new MachineFact.Ended(
                            machine,
                            ran.process(),
                            ran.workload(),
                            ran.attempt(),
                            exitCode,
                            cause));
        }
    }

    /** The power is gone, and with it everything. */
    void allGone() {
        running.clear();
    }
}
