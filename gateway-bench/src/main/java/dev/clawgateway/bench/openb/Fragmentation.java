package dev.clawgateway.bench.openb;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.Fleet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The published measure of fragmentation, written anew from its definition so that the engine does
 * not mark its own work: free GPU that the typical tasks cannot use, weighted by how often they
 * come.
 */
final class Fragmentation {
    private static final double COVERED = 0.95;

    private record Target(int cpuMilli, int gpus, int gpuMilli, List<String> models) {}

    private final List<Target> targets = new ArrayList<>();
    private final List<Double> frequencies = new ArrayList<>();

    Fragmentation(List<Pod> pods) {
        Map<Target, Integer> counts = new LinkedHashMap<>();
        for (Pod pod : pods) {
            counts.merge(
                    new Target(pod.cpuMilli(), pod.gpus(), pod.gpuMilli(), pod.models()),
                    1,
                    Integer::sum);
        }
        List<Map.Entry<Target, Integer>> common = new ArrayList<>(counts.entrySet());
        common.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        int covered = 0;
        for (Map.Entry<Target, Integer> entry : common) {
            if (covered >= COVERED * pods.size()) {
                break;
            }
            covered += entry.getValue();
            targets.add(entry.getKey());
            frequencies.add((double) entry.getValue());
        }
        double total = covered;
        frequencies.replaceAll(count -> count / total);
    }

    /** Thousandths of GPUs that are free and of no use, over the fleet. */
    double of(Fleet fleet) {
        double sum = 0;
        for (int node = 0; node < fleet.inventory().end(); node++) {
            SchedulableNode known = fleet.inventory().node(node);
            for (int i = 0; i < targets.size(); i++) {
                sum += frequencies.get(i) * of(fleet, node, known, targets.get(i));
            }
        }
        return sum;
    }

    private static long of(Fleet fleet, int node, SchedulableNode known, Target target) {
        int gpus = known.capacity().gpus().size();
        long small = 0;
        int fitting = 0;
        for (int position = 0; position < gpus; position++) {
            int free = fleet.free().milli(node, position);
            if (free >= target.gpuMilli) {
                fitting++;
            } else {
                small += free;
            }
        }
        boolean model =
                target.models.isEmpty()
                        || (gpus > 0
                                && target.models.contains(
                                        known.capacity().gpus().getFirst().model()));
        boolean runs =
                target.gpus > 0
                        && model
                        && fitting >= target.gpus
                        && fleet.free().cpuMillis(node) >= target.cpuMilli;
        return runs ? small : fleet.free().totalMilli(node);
    }
}
