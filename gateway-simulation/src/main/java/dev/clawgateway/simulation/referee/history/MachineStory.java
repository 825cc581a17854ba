package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.simulation.referee.fact.Device;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedCollection;
import org.jspecify.annotations.Nullable;

/** A machine: its devices, what its node's program promises, and the processes that live there. */
public final class MachineStory {
    private final String name;
    private final LinkedHashMap<Long, ProcessStory> alive = new LinkedHashMap<>();
    private Promises promises = Promises.NONE;
    private List<Device> devices = List.of();
    private long cpuMillis;
    private long memoryMib;
    private long forgotAt = Long.MIN_VALUE;
    private long changedAt = Long.MIN_VALUE;
    private @Nullable NodeId node;
    private long agentSince = Long.MIN_VALUE;
    private boolean up;
    private boolean agent;

    MachineStory(String name) {
        this.name = name;
    }

    void booted(long at, MachineFact.Booted boot) {
        changedAt = devices.equals(boot.devices()) ? changedAt : at;
        devices = boot.devices();
        cpuMillis = boot.cpuMillis();
        memoryMib = boot.memoryMib();
        up = true;
    }

    void devicesChanged(long at, List<Device> now) {
        changedAt = at;
        devices = now;
    }

    void died(long at) {
        alive.values().forEach(process -> process.ended(at, null, null));
        alive.clear();
        up = false;
        agent = false;
    }

    void agentStarted(long at, NodeId id, Promises made) {
        agentSince = at;
        node = id;
        promises = made;
        agent = true;
    }

    void agentEnded() {
        agent = false;
    }

    void forgot(long at) {
        forgotAt = at;
    }

    void ran(ProcessStory process) {
        alive.put(process.ran().process(), process);
    }

    void ended(long process) {
        alive.remove(process);
    }

    public String name() {
        return name;
    }

    /** What its node calls itself, or did last; null before the first. */
    public @Nullable NodeId node() {
        return node;
    }

    /** Those of the program that runs there, or ran last. */
    public Promises promises() {
        return promises;
    }

    public List<Device> devices() {
        return devices;
    }

    public long cpuMillis() {
        return cpuMillis;
    }

    public long memoryMib() {
        return memoryMib;
    }

    /** When the node's program last lost what it had written down. */
    public long forgotAt() {
        return forgotAt;
    }

    /** When its devices, or their numbers, became other ones. */
    public long changedAt() {
        return changedAt;
    }

    public boolean up() {
        return up;
    }

    /** When the program began that runs there, or ran last. */
    public long agentSince() {
        return agentSince;
    }

    /** The node's program runs. */
    public boolean agent() {
        return agent;
    }

    /** In the order in which they began. */
    public SequencedCollection<ProcessStory> alive() {
        return Collections.unmodifiableSequencedCollection(alive.sequencedValues());
    }
}
