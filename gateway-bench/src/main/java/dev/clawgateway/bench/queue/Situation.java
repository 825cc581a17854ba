package dev.clawgateway.bench.queue;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Something the scheduler has to cope with.
 *
 * @param before what is there already; it is settled before the clock starts
 * @param timed what happens then; returns how many operations that was
 */
record Situation(String name, Supplier<Floor> before, ToIntFunction<Floor> timed) {
    private static final int NODES = 500;
    private static final int ALL = NODES * 8;
    private static final int EVENTS = 100;
    private static final int CLUSTERS = 1000;

    static List<Situation> all() {
        return Stream.concat(fullFleets().stream(), crowds().stream()).toList();
    }

    private static List<Situation> fullFleets() {
        return List.of(
                fill("best_fit"),
                fill("least_fragmentation"),
                new Situation(
                        "reclaim 4000 for 4000",
                        () -> {
                            Floor floor = fullFleet();
                            floor.declare("a", null, 0);
                            floor.declare("b", null, ALL);
                            return floor;
                        },
                        floor -> {
                            floor.enqueue(ALL, 1, "b", 0);
                            return floor.settle();
                        }),
                new Situation(
                        "preempt for 1000 of two GPUs on 500 full nodes",
                        Situation::fullFleet,
                        floor -> {
                            floor.enqueue(1000, 2, "a", 10);
                            return floor.settle();
                        }),
                new Situation(
                        "10000 equal ones wait on 500 full nodes",
                        Situation::fullFleet,
                        floor -> {
                            floor.enqueue(10_000, 1, "a", 0);
                            floor.settle();
                            return 10_000;
                        }));
    }

    private static List<Situation> crowds() {
        return List.of(
                oneEnds("10000 different ones wait", 10_000, 0),
                oneEnds("20000 different ones wait", 20_000, 0),
                oneEnds("10000 different ones wait for protected ones", 10_000, 10),
                new Situation(
                        "nothing happens while 10000 different ones wait",
                        () -> waitingDifferent(10_000, 0),
                        floor -> {
                            for (int i = 0; i < EVENTS; i++) {
                                floor.settle();
                            }
                            return EVENTS;
                        }),
                new Situation(
                        "1000 more are submitted while 100000 different ones wait",
                        () -> waitingDifferent(100_000, 0),
                        floor -> {
                            floor.enqueueDifferent(1000, "a", 0);
                            return 1000;
                        }),
                new Situation(
                        "1000 of 100000 different ones that wait are withdrawn",
                        () -> waitingDifferent(100_000, 0),
                        floor -> {
                            floor.withdraw(1000);
                            return 1000;
                        }),
                fillFromClusters("1000 virtual clusters in 40 groups", 40),
                fillFromClusters("1000 virtual clusters side by side", 0),
                new Situation(
                        "one ends while 1000 virtual clusters wait",
                        () -> {
                            Floor floor = clusters(40);
                            enqueueEverywhere(floor, 8);
                            return floor;
                        },
                        Situation::endAndSettle));
    }

    private static Situation fill(String policy) {
        return new Situation(
                "fill 500 x 8 with 4000 by " + policy,
                () -> new Floor(NODES, policy, Duration.ZERO),
                floor -> {
                    floor.enqueue(ALL, 1, "a", 0);
                    return floor.settle();
                });
    }

    private static Situation fillFromClusters(String which, int groups) {
        return new Situation(
                "fill 500 x 8 from " + which,
                () -> clusters(groups),
                floor -> {
                    enqueueEverywhere(floor, ALL / CLUSTERS);
                    return floor.settle();
                });
    }

    /** All others wait on, since nobody running is less important or may be stopped yet. */
    private static Situation oneEnds(String name, int waiting, int priority) {
        return new Situation(
                "one ends while " + name,
                () -> waitingDifferent(waiting, priority),
                Situation::endAndSettle);
    }

    private static int endAndSettle(Floor floor) {
        for (int i = 0; i < EVENTS; i++) {
            floor.endOne();
            floor.settle();
        }
        return EVENTS;
    }

    private static Floor fullFleet() {
        return fullFleet(Duration.ZERO);
    }

    private static Floor fullFleet(Duration protection) {
        Floor floor = new Floor(NODES, "best_fit", protection);
        floor.enqueue(ALL, 1, "a", 0);
        floor.settle();
        return floor;
    }

    private static Floor waitingDifferent(int count, int priority) {
        Floor floor = fullFleet(Duration.ofDays(9));
        floor.enqueueDifferent(count, "a", priority);
        return floor;
    }

    private static Floor clusters(int groups) {
        Floor floor = new Floor(NODES, "best_fit", Duration.ZERO);
        for (int i = 0; i < CLUSTERS; i++) {
            floor.declare("c" + i, groups == 0 ? null : "group" + i % groups, 4);
        }
        return floor;
    }

    private static void enqueueEverywhere(Floor floor, int each) {
        for (int i = 0; i < CLUSTERS; i++) {
            floor.enqueue(each, 1, "c" + i, 0);
        }
    }
}
