package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.reference.ReferencePlacer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gangs against brute force: the room of every node is counted by placing members there one by one.
 * A gang starts exactly when one place, or all together, has room for its least, and then with as
 * many members as there is room for. A failing seed is in the test's name; {@code -Dgang.seeds=N}
 * and {@code -Dgang.first=S} choose them.
 */
class GangAgreementTest {
    private static final int SEEDS = Integer.getInteger("gang.seeds", 150);
    private static final long FIRST = Long.getLong("gang.first", 0);
    private static final int STEPS = 120;

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gangsStartWithAllThatFitsOrNotAtAll(long seed) {
        new Agreement(seed).run();
    }

    private static final class Agreement {
        private final Random random;
        private final RandomRequests requests;
        private final Placer engine;
        private final ReferencePlacer reference;
        private final List<SchedulableNode> nodes = new ArrayList<>();
        private final List<List<WorkloadId>> held = new ArrayList<>();
        private long ids;

        Agreement(long seed) {
            random = new Random(seed);
            RandomNodes machines = new RandomNodes(random);
            requests = new RandomRequests(random, machines);
            List<String> policies = Schedulers.policies();
            String policy = policies.get((int) (seed % policies.size()));
            int most = random.nextBoolean() ? 256 : 2 + random.nextInt(5);
            engine = Schedulers.create(new SchedulerOptions(policy, 1, most));
            reference = new ReferencePlacer(policy, new PrefersOldHosts(), most);
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                nodes.add(machines.node(i));
            }
        }

        void run() {
            nodes.forEach(engine::upsertNode);
            nodes.forEach(reference::upsertNode);
            for (int i = 0; i < STEPS; i++) {
                if (random.nextInt(3) == 0 && !held.isEmpty()) {
                    end(held.remove(random.nextInt(held.size())));
                } else {
                    place(gang());
                }
            }
        }

        private PendingWorkload gang() {
            int members = 2 + random.nextInt(7);
            int least = random.nextBoolean() ? members : 1 + random.nextInt(members);
            String key = random.nextBoolean() ? "rack" : null;
            WorkloadSpec spec = requests.member(key);
            PendingWorkload gang = Requests.gang(ids, members, least, spec);
            ids += members;
            return gang;
        }

        private void end(List<WorkloadId> members) {
            members.forEach(engine::release);
            members.forEach(reference::release);
        }

        private void place(PendingWorkload gang) {
            int room = Math.min(room(gang), gang.members().size());
            int expected = room >= gang.minMembers() ? room : 0;
            Placement planned = engine.plan(gang, NOW);

            Placement placement = engine.place(gang, NOW);

            assertThat(placement).isEqualTo(planned);
            List<Assignment> assignments =
                    placement instanceof Placement.Placed placed ? placed.assignments() : List.of();
            assertThat(assignments).as("%s", gang).hasSize(expected);
            assertThat(together(gang, assignments)).isTrue();
            adopt(gang, assignments);
        }

        /** The most members that fit in one place, or anywhere if they need not be together. */
        private int room(PendingWorkload gang) {
            String key = key(gang);
            Map<String, Integer> byPlace = new HashMap<>();
            for (SchedulableNode node : nodes) {
                String place = key == null ? "anywhere" : node.labels().get(key);
                if (place != null) {
                    byPlace.merge(place, reference.room(gang, node), Integer::sum);
                }
            }
            return byPlace.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }

        private static @Nullable String key(PendingWorkload pending) {
            Gang gang = Objects.requireNonNull(pending.spec().scheduling().gang());
            return gang.topologyKey();
        }

        private boolean together(PendingWorkload gang, List<Assignment> assignments) {
            String key = key(gang);
            return key == null
                    || nodes.stream()
                                    .filter(node ->
                                            assignments.stream()
                                                    .anyMatch(a ->
                                                            a.allocation()
                                                                    .node()
                                                                    .equals(node.id())))
                                    .map(node -> node.labels().get(key))
                                    .distinct()
                                    .count()
                            <= 1;
        }

        /** Each member must fit, by the reference's own check, where the engine put it. */
        private void adopt(PendingWorkload gang, List<Assignment> assignments) {
            for (Assignment assignment : assignments) {
                PendingWorkload member =
                        new PendingWorkload(
                                assignment.workload(),
                                gang.spec(),
                                START,
                                assignment.allocation().node());
                assertThat(reference.plan(member, NOW)).isInstanceOf(Placement.Placed.class);
                reference.restore(
                        assignment.workload(), null, gang.spec(), assignment.allocation(), START);
            }
            if (!assignments.isEmpty()) {
                held.add(assignments.stream().map(Assignment::workload).toList());
            }
        }
    }
}
