package dev.clawgateway.simulation.referee.fact;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What truly is: machines, their devices, and the processes of attempts that run on them. */
public sealed interface MachineFact extends Fact {
    String machine();

    /** It is up, for the first time or again, with these devices; nothing runs there. */
    record Booted(String machine, List<Device> devices, long cpuMillis, long memoryMib)
            implements MachineFact {
        public Booted {
            devices = List.copyOf(devices);
        }
    }

    /** It is down; every process that ran there has ended with it, without a fact of its own. */
    record Died(String machine) implements MachineFact {}

    /** Devices vanished, came back, or have other numbers. Processes keep what they have. */
    record DevicesChanged(String machine, List<Device> devices) implements MachineFact {
        public DevicesChanged {
            devices = List.copyOf(devices);
        }
    }

    /** A node's process begins there. */
    record AgentStarted(String machine, NodeId node, Promises promises) implements MachineFact {}

    /** The node's process has ended, in whatever way. What it started goes on. */
    record AgentEnded(String machine, NodeId node) implements MachineFact {}

    /**
     * What the node's process had written down is gone, or is an earlier state, or another
     * machine's: it can not remember what it started before.
     */
    record MemoryLost(String machine) implements MachineFact {}

    /**
     * A process of an attempt has begun.
     *
     * @param process its number, never used again in this run
     * @param attempt 0 where the node was not told
     */
    record Ran(
            String machine,
            long process,
            WorkloadId workload,
            int attempt,
            List<DeviceUse> devices,
            long cpuMillis,
            long memoryMib)
            implements MachineFact {
        public Ran {
            devices = List.copyOf(devices);
        }
    }

    /**
     * A process of an attempt has ended.
     *
     * @param exitCode null where nobody will ever know it
     */
    record Ended(
            String machine,
            long process,
            WorkloadId workload,
            int attempt,
            @Nullable Integer exitCode,
            Cause cause)
            implements MachineFact {
        /** Why it ended. */
        public enum Cause {
            /** It was done, or failed. */
            BY_ITSELF,
            /** Somebody told it to, and it obeyed. */
            ASKED,
            /** Its node killed it outright. */
            KILLED,
            /** It, or what its node knows it by, was killed by somebody else. */
            BY_OTHERS
        }
    }
}
