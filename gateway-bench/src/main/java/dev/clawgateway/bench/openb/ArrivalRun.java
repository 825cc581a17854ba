package dev.clawgateway.bench.openb;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The published protocol, once: tasks arrive one at a time, none departs, what fits nowhere is
 * lost.
 */
final class ArrivalRun {
    /** Where results are taken, in percent of the capacity asked for so far. */
    static final int[] MARKS = {60, 80, 90, 95, 100, 130};

    /**
     * What was reached at one mark.
     *
     * @param allocated percent of the cluster's GPUs
     * @param fragmented percent of the cluster's GPUs
     */
    record Mark(int arrived, double allocated, double fragmented) {}

    private static final DeviceHolder CLAIM = new DeviceHolder(0, 0, false, Map.of());

    private final Fleet fleet;
    private final long capacity;
    private long allocated;

    ArrivalRun(List<SchedulableNode> nodes, String policy) {
        fleet = Fleet.of(Policies.of(policy, List.of()));
        fleet.inventory().load(nodes);
        capacity = nodes.stream().mapToLong(node -> node.capacity().gpus().size()).sum() * 1000;
    }

    long capacity() {
        return capacity;
    }

    /** Nanoseconds spent per arrival, fragmentation not counted. */
    long nanosPerPod;

    List<Mark> run(List<Pod> arrivals, Fragmentation fragmentation) {
        List<Mark> marks = new ArrayList<>();
        Choice choice = new Choice();
        long arrived = 0;
        long spent = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < arrivals.size(); i++) {
            Pod pod = arrivals.get(i);
            place(pod, i, choice);
            arrived += pod.demand();
            if (marks.size() < MARKS.length - 1
                    && arrived * 100 >= capacity * MARKS[marks.size()]) {
                spent += System.nanoTime() - begin;
                marks.add(mark(MARKS[marks.size()], fragmentation));
                begin = System.nanoTime();
            }
        }
        spent += System.nanoTime() - begin;
        nanosPerPod = spent / arrivals.size();
        marks.add(mark(MARKS[MARKS.length - 1], fragmentation));
        return marks;
    }

    private void place(Pod pod, int number, Choice choice) {
        Shape shape = fleet.shapes().intern(pod.spec());
        fleet.finder().observe(shape);
        if (fleet.finder().find(shape, -1, number, choice)) {
            fleet.overlay().reserve(choice, CLAIM);
            allocated += pod.demand();
        }
    }

    private Mark mark(int arrived, Fragmentation fragmentation) {
        return new Mark(
                arrived, 100.0 * allocated / capacity, 100 * fragmentation.of(fleet) / capacity);
    }
}
