package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.ToolAnswer;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the machine has, as last seen: a GPU may fall off its bus, or come back by another number.
 * What is seen once may be a tool in trouble, so a change counts when it is seen twice. Read on any
 * thread, changed on that which asks the GPUs.
 */
final class Devices {
    private final Runnable changed;
    private volatile NodeCapacity capacity;
    private @Nullable List<Gpu> suspected;

    /**
     * @param changed run when there is something new to register
     */
    Devices(NodeCapacity capacity, Runnable changed) {
        this.capacity = capacity;
        this.changed = changed;
    }

    NodeCapacity capacity() {
        return capacity;
    }

    List<Gpu> gpus() {
        return capacity.gpus();
    }

    /** Whether an earlier answer is to be confirmed by another. */
    boolean suspicious() {
        return suspected != null;
    }

    /** The system's tool has answered. */
    void seen(ToolAnswer<Gpu> answer) {
        List<Gpu> now = answer.rows();
        if (now.isEmpty() || now.equals(gpus())) {
            // A tool that names none at all has failed, or is being replaced.
            suspected = null;
        } else if (now.equals(suspected)) {
            suspected = null;
            NodeCapacity before = capacity;
            capacity =
                    new NodeCapacity(
                            now, before.cpuMillis(), before.memoryMib(), before.runtimes());
            changed.run();
        } else {
            suspected = now;
        }
    }
}
