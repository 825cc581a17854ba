package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.simulation.referee.fact.DeviceUse;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import java.util.Map;
import java.util.TreeMap;

/** What several processes of a machine may use together. */
final class Load {
    private final Map<String, Integer> millis = new TreeMap<>();
    private final Map<String, Long> gpuMemory = new TreeMap<>();
    private long cpuMillis;
    private long memoryMib;

    void addOfHost(MachineFact.Ran process) {
        cpuMillis += process.cpuMillis();
        memoryMib += process.memoryMib();
    }

    void addOfDevices(MachineFact.Ran process) {
        for (DeviceUse use : process.devices()) {
            millis.merge(use.device(), use.milli(), Integer::sum);
            gpuMemory.merge(use.device(), use.memoryMib(), Long::sum);
        }
    }

    int millis(String device) {
        return millis.getOrDefault(device, 0);
    }

    long gpuMemory(String device) {
        return gpuMemory.getOrDefault(device, 0L);
    }

    long cpuMillis() {
        return cpuMillis;
    }

    long memoryMib() {
        return memoryMib;
    }
}
