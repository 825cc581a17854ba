package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a start frame gives, of the devices as the node numbered them on that connection: by their
 * ids, where it gives them.
 */
record Held(Telling<NodeCommand.StartWorkload> start, Map<String, Part> parts) {
    /** Of one device. */
    record Part(int milli, long memoryMib, boolean slice) {}

    static Held of(Telling<NodeCommand.StartWorkload> start) {
        Map<String, Part> parts = new TreeMap<>();
        LinkStory.Registration by = start.by();
        NodeMessage.Register register = by == null ? null : by.message();
        for (GpuGrant grant : grants(start.command())) {
            parts.put(
                    device(register, grant.index()),
                    new Part(grant.milli(), grant.memoryMib(), grant.migProfile() != null));
        }
        return new Held(start, parts);
    }

    private static List<GpuGrant> grants(NodeCommand.StartWorkload command) {
        if (!command.gpuGrants().isEmpty()) {
            return command.gpuGrants();
        }
        List<GpuGrant> whole = new ArrayList<>();
        command.gpuIds().forEach(index -> whole.add(new GpuGrant(index, 1000, 0, null)));
        return whole;
    }

    /**
     * By which a device of that number is known: its id, if no other has the same, or the number.
     */
    static String device(NodeMessage.@Nullable Register register, int index) {
        List<Gpu> gpus = register == null ? List.of() : register.capabilities().capacity().gpus();
        for (Gpu gpu : gpus) {
            boolean named =
                    !gpu.uuid().isBlank()
                            && gpus.stream().filter(o -> o.uuid().equals(gpu.uuid())).count() == 1;
            if (gpu.index() == index && named) {
                return gpu.uuid();
            }
        }
        return "#" + index;
    }
}
