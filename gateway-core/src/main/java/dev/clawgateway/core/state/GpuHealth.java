package dev.clawgateway.core.state;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.turn.Turn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What follows when a GPU is reported unhealthy, or well again. It alone gets no new work; what
 * holds it goes on and is told, or is moved if it asks to be.
 */
final class GpuHealth {
    private final Tables tables;
    private final Lifecycle lifecycle;

    GpuHealth(Tables tables, Lifecycle lifecycle) {
        this.tables = tables;
        this.lifecycle = lifecycle;
    }

    /** The node registered, or somebody set a condition of it. */
    void follow(Turn turn, NodeEntry node) {
        Map<String, String> before = node.unfit;
        Map<String, String> now = known(node.record);
        for (Gpu gpu : node.record.capacity().gpus()) {
            String why = now.get(device(gpu));
            if (why != null && !before.containsKey(device(gpu))) {
                fellIll(turn, node, gpu, why);
            }
        }
        node.unfit = now;
        for (Gpu gpu : node.record.capacity().gpus()) {
            if (before.containsKey(device(gpu)) && !now.containsKey(device(gpu))) {
                turn.event(Event.Kind.GPU_HEALTHY, node.record.id(), words(gpu));
            }
        }
    }

    /** By what a device is known when it has another number. */
    private static String device(Gpu gpu) {
        return gpu.uuid().isBlank() ? Integer.toString(gpu.index()) : gpu.uuid();
    }

    /** What is said of its devices. After a restart it is known already: nobody is told again. */
    static Map<String, String> known(NodeRecord node) {
        Map<Integer, String> unfit = node.unfitGpus();
        Map<String, String> known = new TreeMap<>();
        for (Gpu gpu : node.capacity().gpus()) {
            String why = unfit.get(gpu.index());
            if (why != null) {
                known.put(device(gpu), why);
            }
        }
        return known;
    }

    private void fellIll(Turn turn, NodeEntry node, Gpu gpu, String why) {
        List<Held> holders =
                tables.heldBy(node).stream()
                        .filter(held ->
                                held.holds().gpus().stream()
                                        .anyMatch(grant -> grant.isOf(gpu.index())))
                        .toList();
        String held =
                holders.stream()
                        .map(Held::id)
                        .map(WorkloadId::toString)
                        .collect(Collectors.joining(", "));
        String text = words(gpu) + ": " + why;
        turn.event(
                Event.Kind.GPU_UNHEALTHY,
                node.record.id(),
                held.isEmpty() ? text : text + "; held by " + held);
        for (Held holder : holders) {
            tell(turn, holder, text);
        }
    }

    private void tell(Turn turn, Held holder, String text) {
        turn.event(Event.Kind.WORKLOAD_GPU_UNHEALTHY, holder, text);
        if (holder.spec().scheduling().queue().leavesUnhealthy() && !holder.stopRequested()) {
            turn.event(Event.Kind.WORKLOAD_EVICTED, holder, "its " + text);
            StopOrder away = StopOrder.own(StopOrder.Cause.EVICTION, true, "moved: " + text);
            lifecycle.stop(turn, holder, away);
        }
    }

    private static String words(Gpu gpu) {
        return "GPU " + gpu.index() + (gpu.uuid().isBlank() ? "" : " (" + gpu.uuid() + ")");
    }
}
