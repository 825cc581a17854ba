package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.reference.ReferencePlacer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine and the plain reference agree on what fits: on feasibility for every policy, and on
 * how good the node is for {@code best_fit}. A failing seed is in the test's name.
 */
class ReferenceAgreementTest {
    private static final int SEEDS = Integer.getInteger("agreement.seeds", 100);
    private static final int REQUESTS = 300;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void engineAndReferenceAgree(long seed) {
        Random random = new Random(seed);
        RandomRequests requests = new RandomRequests(random);
        List<String> policies = Schedulers.policies();
        String policy = policies.get((int) (seed % policies.size()));
        Placer engine = Schedulers.create(new SchedulerOptions(policy, 1));
        ReferencePlacer reference = new ReferencePlacer(policy, 1);
        List<SchedulableNode> nodes = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(8); i++) {
            SchedulableNode node = requests.node(i);
            nodes.add(node);
            engine.upsertNode(node);
            reference.upsertNode(node);
        }
        List<WorkloadId> held = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            if (random.nextInt(3) == 0 && !held.isEmpty()) {
                WorkloadId id = held.remove(random.nextInt(held.size()));
                engine.release(id);
                reference.release(id);
            } else if (random.nextInt(10) == 0) {
                SchedulableNode node = nodes.get(random.nextInt(nodes.size()));
                Availability[] values = Availability.values();
                int pick = random.nextInt(values.length * 2);
                SchedulableNode changed =
                        in(node, pick < values.length ? values[pick] : Availability.OPEN);
                engine.upsertNode(changed);
                reference.upsertNode(changed);
            } else {
                WorkloadSpec spec = requests.spec(false, NOW);
                place(i, spec, policy, engine, reference, held);
            }
        }
    }

    private static void place(
            int number,
            WorkloadSpec spec,
            String policy,
            Placer engine,
            ReferencePlacer reference,
            List<WorkloadId> held) {
        PendingWorkload pending = pending(number, spec);
        Placement expected = reference.plan(pending, NOW);
        Placement actual = engine.place(pending, NOW);
        assertThat(actual).as("%s against %s", spec, expected).hasSameClassAs(expected);
        if (actual instanceof Placement.Placed placed
                && expected instanceof Placement.Placed wanted) {
            Assignment assignment = placed.assignments().getFirst();
            Assignment best = wanted.assignments().getFirst();
            if (policy.equals("best_fit") && whole(spec)) {
                assertThat(rank(assignment, reference))
                        .as("%s: %s against %s", spec, assignment, best)
                        .isEqualTo(rank(best, reference));
            }
            assertThat(assignment.allocation().gpus())
                    .hasSize(wanted(spec, assignment.allocation().fallbackLevel()));
            reference.restore(pending.id(), null, spec, assignment.allocation(), START);
            held.add(pending.id());
        }
    }

    /** What {@code best_fit} minimises for whole GPUs. */
    private static List<Integer> rank(Assignment assignment, ReferencePlacer reference) {
        return List.of(
                assignment.allocation().fallbackLevel(),
                reference.freeGpus(assignment.allocation().node()));
    }

    private static boolean whole(WorkloadSpec spec) {
        for (GpuRequirement level = spec.gpuRequirement();
                level != null;
                level = level.fallback()) {
            if (level.share() != null || level.migProfile() != null || level.count() == 0) {
                return false;
            }
        }
        return true;
    }

    private static int wanted(WorkloadSpec spec, int level) {
        GpuRequirement requirement = spec.gpuRequirement();
        for (int i = 0; i < level && requirement.fallback() != null; i++) {
            requirement = requirement.fallback();
        }
        return requirement.count();
    }
}
