package dev.clawgateway.bench.openb;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Tasks that end: the trace's durations, arrivals spread evenly so that the work offered is a given
 * share of the cluster. What does not fit waits, and is tried again in order after every end.
 */
final class DepartureRun {
    /**
     * Longest a task may run here, in seconds: the few that run for months would fill the fleet.
     */
    private static final long MAX_SECONDS = 21_600;

    private static final int MAX_RETRIES = 200;
    private static final DeviceHolder CLAIM = new DeviceHolder(0, 0, false, Map.of());

    /**
     * What the fleet looked like at one time.
     *
     * @param allocated percent of the cluster's GPUs
     * @param fragmented percent of the cluster's GPUs
     * @param waiting tasks
     * @param wanted what those ask for, in percent of the cluster's GPUs
     */
    record Sample(
            int percentOfRun, double allocated, double fragmented, int waiting, double wanted) {}

    private record End(double at, int holding, long demand) {}

    private final Fleet fleet;
    private final long capacity;
    private final PriorityQueue<End> ends =
            new PriorityQueue<>(Comparator.comparingDouble(End::at));
    private final Deque<Pod> waiting = new ArrayDeque<>();
    private final Choice choice = new Choice();
    private long allocated;
    private double now;

    DepartureRun(List<SchedulableNode> nodes, String policy) {
        fleet = Fleet.of(Policies.of(policy, List.of()));
        fleet.inventory().load(nodes);
        capacity = nodes.stream().mapToLong(node -> node.capacity().gpus().size()).sum() * 1000;
    }

    /**
     * @param offered work offered, in percent of the cluster's GPU time
     * @param count tasks, sampled with replacement from the list
     */
    List<Sample> run(List<Pod> pods, int count, int offered, long seed, Fragmentation measure) {
        Random random = new Random(seed);
        List<Pod> arrivals = new ArrayList<>();
        double work = 0;
        for (int i = 0; i < count; i++) {
            Pod pod = pods.get(random.nextInt(pods.size()));
            arrivals.add(pod);
            work += (double) pod.demand() * seconds(pod);
        }
        double gap = work / count / (capacity * offered / 100.0);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            now += gap;
            endUntil(now);
            Pod pod = arrivals.get(i);
            fleet.finder().observe(fleet.shapes().intern(pod.spec()));
            if (!place(pod)) {
                waiting.add(pod);
            }
            if ((i + 1) % (count / 50) == 0) {
                samples.add(
                        new Sample(
                                (int) (100L * (i + 1) / count),
                                100.0 * allocated / capacity,
                                100 * measure.of(fleet) / capacity,
                                waiting.size(),
                                100.0 * waiting.stream().mapToLong(Pod::demand).sum() / capacity));
            }
        }
        return samples;
    }

    private static long seconds(Pod pod) {
        return Math.clamp(pod.deletionSeconds() - pod.creationSeconds(), 60, MAX_SECONDS);
    }

    private void endUntil(double time) {
        boolean freed = false;
        for (End end = ends.peek(); end != null && end.at <= time; end = ends.peek()) {
            ends.remove();
            fleet.overlay().release(end.holding);
            allocated -= end.demand;
            freed = true;
        }
        int tries = 0;
        for (Iterator<Pod> each = waiting.iterator();
                freed && each.hasNext() && tries < MAX_RETRIES; ) {
            tries++;
            if (place(each.next())) {
                each.remove();
            }
        }
    }

    private boolean place(Pod pod) {
        Shape shape = fleet.shapes().intern(pod.spec());
        if (!fleet.finder().find(shape, -1, Double.doubleToLongBits(now), choice)) {
            return false;
        }
        ends.add(new End(now + seconds(pod), fleet.overlay().reserve(choice, CLAIM), pod.demand()));
        allocated += pod.demand();
        return true;
    }
}
