package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.reference.ReferencePlacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fallback chains under limits of their virtual cluster and of those above it: the engine starts
 * the level that the reference does, on the same devices, and nothing where it starts nothing. A
 * failing seed is in the test's name; {@code -Dchains.seeds=N} and {@code -Dchains.first=S} choose
 * them.
 */
class ChainQuotaAgreementTest {
    private static final int SEEDS = Integer.getInteger("chains.seeds", 100);
    private static final long FIRST = Long.getLong("chains.first", 0);
    private static final int STEPS = 150;
    private static final List<String> MODELS = List.of("H100", "A100", "L4");

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFirstLevelThatFitsAndIsAffordableStarts(long seed) {
        new Agreement(seed).run();
    }

    /** One fleet and one tree of virtual clusters, given twice. */
    private static final class Agreement {
        private final Random random;
        private final Placer engine;
        private final ReferencePlacer reference;
        private final List<WorkloadId> held = new ArrayList<>();

        Agreement(long seed) {
            random = new Random(seed);
            SchedulerOptions options =
                    new SchedulerOptions(
                            "best_fit",
                            seed,
                            Duration.ZERO,
                            Duration.ofDays(1),
                            0,
                            Duration.ZERO,
                            256);
            engine = Schedulers.create(options);
            reference = new ReferencePlacer("best_fit", new PrefersOldHosts(), 256);
            int nodes = 2 + random.nextInt(5);
            for (int i = 0; i < nodes; i++) {
                var node = node(i, 1 << random.nextInt(4), pick(MODELS));
                engine.upsertNode(node);
                reference.upsertNode(node);
            }
            declare("org", null);
            declare("org-a", "org");
            declare("org-b", "org");
            declare("lab", null);
        }

        private void declare(String name, @Nullable String parent) {
            Quota guaranteed = new Quota(random.nextInt(5) * 1000L, 0, 0);
            Quota limit =
                    random.nextInt(4) == 0
                            ? Quota.UNLIMITED
                            : new Quota(
                                    1000 + random.nextInt(16) * 500L,
                                    20_000 + random.nextInt(20) * 1000,
                                    65_536);
            VirtualCluster cluster = new VirtualCluster(name, parent, guaranteed, limit, 1);
            engine.upsertVirtualCluster(cluster);
            reference.upsertVirtualCluster(cluster);
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                if (!held.isEmpty() && random.nextInt(5) < 2) {
                    WorkloadId gone = held.remove(random.nextInt(held.size()));
                    engine.release(gone);
                    reference.release(gone);
                } else {
                    start(pending(i, spec()), random.nextBoolean());
                }
            }
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }

        /** Nobody of these may be stopped, so that what decides is room alone. */
        private WorkloadSpec spec() {
            String cluster = pick(List.of("org", "org-a", "org-b", "lab", "default"));
            WorkloadSpec plain =
                    new WorkloadSpec(
                            "image",
                            List.of(),
                            Map.of(),
                            0,
                            random.nextInt(8) * 1024L,
                            random.nextInt(5) * 1000L);
            QueueTerms terms = new QueueTerms(cluster, random.nextInt(3), false, false, null, null);
            return with(plain, level(3), terms, null);
        }

        private GpuRequirement level(int fallbacks) {
            boolean part = random.nextInt(4) == 0;
            return new GpuRequirement(
                    1 + random.nextInt(part ? 3 : 8),
                    GpuSelector.ANY,
                    0,
                    null,
                    random.nextBoolean() ? List.of() : List.of(pick(MODELS)),
                    part ? new GpuShare(100 + random.nextInt(800), 0) : null,
                    null,
                    false,
                    random.nextInt(2),
                    fallbacks > 0 && random.nextInt(4) > 0 ? level(fallbacks - 1) : null);
        }

        private void start(PendingWorkload request, boolean queued) {
            List<Assignment> expected = assignments(reference.plan(request, NOW));
            List<Assignment> planned = assignments(engine.plan(request, NOW));

            List<Assignment> started =
                    queued ? decided(request) : assignments(engine.place(request, NOW));

            assertThat(allocations(started))
                    .as("%s", request.spec())
                    .isEqualTo(allocations(expected));
            assertThat(allocations(planned)).isEqualTo(allocations(expected));
            for (Assignment each : started) {
                reference.restore(each.workload(), null, request.spec(), each.allocation(), START);
                held.add(each.workload());
            }
        }

        private List<Assignment> decided(PendingWorkload request) {
            engine.enqueue(request);
            List<Decision> decisions = engine.decide(NOW, 100);
            engine.withdraw(request.id());
            return decisions.stream()
                    .flatMap(decision -> ((Decision.Start) decision).assignments().stream())
                    .toList();
        }

        private static List<Assignment> assignments(Placement placement) {
            return placement instanceof Placement.Placed placed ? placed.assignments() : List.of();
        }

        private static List<?> allocations(List<Assignment> assignments) {
            return assignments.stream().map(Assignment::allocation).toList();
        }
    }
}
