package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.reference.ReferencePlacer;
import dev.clawgateway.scheduler.reference.StopCost;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whom the engine stops against the reference, which tries every set: for a higher priority, for a
 * guarantee, under a limit, and for gangs. What it stops must be justified, and nothing may cost
 * less. A failing seed is in the test's name; {@code -Dvictims.seeds=N} and {@code
 * -Dvictims.first=S} choose them.
 */
class VictimAgreementTest {
    private static final int SEEDS = Integer.getInteger("victims.seeds", 200);
    private static final long FIRST = Long.getLong("victims.first", 0);
    private static final int STEPS = 60;
    private static final Duration PROTECTION = Duration.ofMinutes(1);

    /** So many gangs and single workloads at most, since every set of them is tried. */
    private static final int MAX_HELD = 10;

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingCostsLessThanThoseWhoAreStopped(long seed) {
        new Agreement(seed).run();
    }

    /** One small fleet, given twice. */
    private static final class Agreement {
        private final Random random;
        private final Placer engine;
        private final ReferencePlacer reference;

        /** Who holds devices, by the first member of each gang. */
        private final Map<WorkloadId, List<WorkloadId>> held = new LinkedHashMap<>();

        private Duration elapsed = Duration.ZERO;
        private long ids;

        Agreement(long seed) {
            random = new Random(seed);
            SchedulerOptions options =
                    new SchedulerOptions(
                            "best_fit",
                            seed,
                            PROTECTION,
                            Duration.ofDays(1),
                            0,
                            Duration.ZERO,
                            256);
            engine = Schedulers.create(options);
            reference = new ReferencePlacer("best_fit", new PrefersOldHosts(), 256);
            int nodes = 1 + random.nextInt(4);
            for (int i = 0; i < nodes; i++) {
                var node = node(i, 1 << random.nextInt(4), "H100");
                var gpus = node.capacity().gpus();
                long cores = 4L + random.nextInt(3 * gpus.size());
                var capacity = new NodeCapacity(gpus, cores * 1000, 64 * 1024, List.of());
                engine.upsertNode(with(node, capacity));
                reference.upsertNode(with(node, capacity));
            }
            declare("org", null);
            declare("org-a", "org");
            declare("org-b", "org");
            declare("lab", null);
        }

        private void declare(String name, @Nullable String parent) {
            Quota guaranteed =
                    random.nextBoolean() ? new Quota(random.nextInt(7) * 1000L, 0, 0) : Quota.NONE;
            Quota limit =
                    random.nextInt(3) == 0
                            ? new Quota(2000 + random.nextInt(9) * 1000L, 30_000, 65_536)
                            : Quota.UNLIMITED;
            VirtualCluster cluster = new VirtualCluster(name, parent, guaranteed, limit, 1);
            engine.upsertVirtualCluster(cluster);
            reference.upsertVirtualCluster(cluster);
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                elapsed = elapsed.plusSeconds(random.nextInt(30));
                if (held.size() >= MAX_HELD || (!held.isEmpty() && random.nextInt(8) == 0)) {
                    List<WorkloadId> all = List.copyOf(held.keySet());
                    end(List.copyOf(held.getOrDefault(pick(all), List.of())));
                } else if (random.nextInt(3) > 0) {
                    fill(request(random.nextInt(3)));
                } else {
                    ask(request(random.nextInt(5)));
                }
            }
        }

        private Moment now() {
            return at(elapsed);
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }

        private PendingWorkload request(int priority) {
            int kind = random.nextInt(6);
            QueueTerms terms =
                    new QueueTerms(
                            pick(List.of("org", "org-a", "org-b", "lab", "default")),
                            priority,
                            random.nextInt(8) > 0,
                            false,
                            null,
                            null);
            int members = kind == 0 ? 2 + random.nextInt(3) : 1;
            GpuRequirement part = kind == 1 ? share(100 + random.nextInt(800), 0) : null;
            WorkloadSpec plain =
                    new WorkloadSpec(
                            "image",
                            List.of(),
                            Map.of(),
                            kind == 2 ? 0 : 1 + random.nextInt(members > 1 ? 2 : 6),
                            1024,
                            (1 + random.nextInt(3)) * 1000L);
            Gang gang = members == 1 ? null : new Gang(members, members, null);
            WorkloadSpec spec = with(plain, part, terms, gang);
            PendingWorkload request = Requests.gang(ids, members, members, spec);
            ids += members;
            return request;
        }

        /** Starts it if there is room. */
        private void fill(PendingWorkload request) {
            if (engine.place(request, now()) instanceof Placement.Placed placed) {
                adopt(request, placed.assignments());
            }
        }

        private void ask(PendingWorkload request) {
            boolean fits = reference.plan(request, now()) instanceof Placement.Placed;
            StopCost least =
                    fits ? null : reference.victims().cheapest(request, now().wall(), PROTECTION);
            engine.enqueue(request);
            List<Decision> decisions = engine.decide(now(), 100);
            List<WorkloadId> stopped =
                    decisions.stream()
                            .filter(Decision.Evict.class::isInstance)
                            .map(decision -> ((Decision.Evict) decision).victim())
                            .toList();
            assertThat(stopped.isEmpty())
                    .as("%s: %s, cheapest %s", request, decisions, least)
                    .isEqualTo(least == null);
            if (least != null) {
                stop(stopped, request, least);
                decisions = engine.decide(now(), 100);
            }
            assertThat(decisions).hasSize(fits || least != null ? 1 : 0);
            decisions.forEach(it -> adopt(request, ((Decision.Start) it).assignments()));
            engine.withdraw(request.id());
        }

        private void stop(List<WorkloadId> stopped, PendingWorkload request, StopCost least) {
            assertThat(reference.victims().justified(stopped, request, now().wall(), PROTECTION))
                    .as("%s of %s for %s", stopped, held, request)
                    .isTrue();
            assertThat(reference.victims().cost(stopped))
                    .as("%s of %s for %s", stopped, held, request)
                    .isEqualTo(least);
            end(stopped);
        }

        private void end(List<WorkloadId> all) {
            all.forEach(engine::release);
            all.forEach(reference::release);
            held.values().removeIf(members -> all.containsAll(members));
        }

        private void adopt(PendingWorkload request, List<Assignment> assignments) {
            for (Assignment each : assignments) {
                reference.restore(
                        each.workload(),
                        request.id(),
                        request.spec(),
                        each.allocation(),
                        now().wall());
            }
            held.put(request.id(), assignments.stream().map(Assignment::workload).toList());
        }
    }
}
