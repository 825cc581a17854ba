package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While no node fails: nobody is stopped in vain, and when nothing new comes, the stopping ends. A
 * failing seed is in the test's name.
 */
class EvictionHistoryTest {
    private static final int SEEDS = Integer.getInteger("eviction.seeds", 100);
    private static final String[] SLICES = {"1g.10gb", "2g.20gb", "3g.40gb"};
    private static final String[] CLUSTERS = {"a", "b", "c"};

    private final Map<WorkloadId, PendingWorkload> requests = new HashMap<>();
    private final Map<WorkloadId, Set<WorkloadId>> awaited = new LinkedHashMap<>();
    private final Set<WorkloadId> running = new LinkedHashSet<>();
    private final Set<WorkloadId> leaving = new LinkedHashSet<>();
    private final LedgerChecker checker = new LedgerChecker(256);
    private Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
    private Random random = new Random(0);
    private Moment now = NOW;
    private long ids;
    private int evictions;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobodyIsStoppedInVainAndItEnds(long seed) {
        random = new Random(seed);
        placer = Schedulers.create(new SchedulerOptions("best_fit", seed));
        setUp();
        for (int i = 0; i < 300; i++) {
            step();
        }
        int rounds = 0;
        do {
            evictions = 0;
            now = at(Duration.ofNanos(now.nanos()).plusSeconds(100));
            List.copyOf(leaving).forEach(this::leave);
            decide();
            rounds++;
        } while (evictions > 0 && rounds < 100);

        assertThat(rounds).isLessThan(100);
    }

    private void setUp() {
        for (int i = 0; i < 2 + random.nextInt(5); i++) {
            int gpus = 1 + random.nextInt(8);
            var node = random.nextBoolean() ? sliceable(i, gpus) : node(i, gpus, "H100");
            checker.node(node);
            placer.upsertNode(node);
        }
        for (String name : CLUSTERS) {
            VirtualCluster cluster =
                    new VirtualCluster(
                            name,
                            null,
                            new Quota(random.nextInt(8) * 1000L, 0, 0),
                            random.nextBoolean()
                                    ? new Quota(
                                            8000 + random.nextInt(8) * 1000L,
                                            Long.MAX_VALUE,
                                            Long.MAX_VALUE)
                                    : Quota.UNLIMITED,
                            1);
            checker.cluster(cluster);
            placer.upsertVirtualCluster(cluster);
        }
    }

    private void step() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> enqueue();
            case 3 -> {
                if (!running.isEmpty()) {
                    end(pick(running));
                }
            }
            case 4 -> {
                if (!leaving.isEmpty()) {
                    leave(pick(leaving));
                }
            }
            case 5 -> now = at(Duration.ofNanos(now.nanos()).plusSeconds(random.nextInt(100)));
            default -> decide();
        }
        checker.checkDevices();
    }

    private void enqueue() {
        int members = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
        QueueTerms terms =
                new QueueTerms(
                        CLUSTERS[random.nextInt(CLUSTERS.length)],
                        random.nextInt(4),
                        random.nextInt(8) > 0,
                        false,
                        null,
                        random.nextBoolean() ? Duration.ofSeconds(500) : null);
        WorkloadSpec spec =
                with(
                        spec(random.nextInt(4)),
                        partOrWhole(),
                        terms,
                        members > 1 ? new Gang(1, 64, null) : null);
        PendingWorkload request = gang(ids + 1, members, members, spec);
        ids += members;
        request.members().forEach(member -> requests.put(member, request));
        placer.enqueue(request);
    }

    private @Nullable GpuRequirement partOrWhole() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> share(1 + random.nextInt(999), 0);
            case 2 -> slice(SLICES[random.nextInt(SLICES.length)]);
            default -> null;
        };
    }

    private void end(WorkloadId id) {
        running.remove(id);
        leaving.remove(id);
        checker.released(id);
        placer.release(id);
        awaited.values().forEach(victims -> victims.remove(id));
    }

    /** A victim stops; single ones wait again. */
    private void leave(WorkloadId victim) {
        end(victim);
        PendingWorkload request = Objects.requireNonNull(requests.get(victim));
        if (request.members().size() == 1) {
            placer.enqueue(request);
        }
    }

    private void decide() {
        List<WorkloadId> due = new ArrayList<>();
        awaited.forEach((beneficiary, victims) -> {
            if (victims.isEmpty()) {
                due.add(beneficiary);
            }
        });
        for (Decision decision : placer.decide(now, 10_000)) {
            switch (decision) {
                case Decision.Start start -> started(start.assignments());
                case Decision.Evict evict -> {
                    evictions++;
                    leaving.add(evict.victim());
                    running.remove(evict.victim());
                    awaited.computeIfAbsent(evict.beneficiary(), _ -> new LinkedHashSet<>())
                            .add(evict.victim());
                }
            }
        }
        // One may have to wait on, where its limit is still held by victims of others.
        due.removeIf(beneficiary -> !awaited.containsKey(beneficiary));
        if (leaving.isEmpty()) {
            assertThat(due).as("stopped others and did not start").isEmpty();
        }
    }

    private void started(List<Assignment> assignments) {
        WorkloadId first = assignments.getFirst().workload();
        PendingWorkload request = Objects.requireNonNull(requests.get(first));
        checker.started(request, assignments);
        Set<WorkloadId> victims = awaited.remove(request.id());
        assertThat(victims == null || victims.isEmpty()).isTrue();
        assignments.forEach(assignment -> running.add(assignment.workload()));
    }

    private WorkloadId pick(Set<WorkloadId> from) {
        return List.copyOf(from).get(random.nextInt(from.size()));
    }
}
