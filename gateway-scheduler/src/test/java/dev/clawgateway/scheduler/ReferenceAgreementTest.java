package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.Room;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.reference.ReferencePlacer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine and the plain reference agree: on what fits, for every policy; and, where the policy
 * defines the choice, on the node, the devices and the level. A failing seed is in the test's name.
 *
 * <p>{@code -Dagreement.seeds=N} and {@code -Dagreement.first=S} choose the fleets, each of 500
 * steps.
 */
class ReferenceAgreementTest {
    private static final int SEEDS = Integer.getInteger("agreement.seeds", 600);
    private static final long FIRST = Long.getLong("agreement.first", 0);
    private static final int STEPS = 500;
    private static final int KINDS = 20;
    private static final int ROOM_STEPS = 50;
    private static final int[] MOST_WORKLOADS = {2, 4, 6, 256};
    private static final Set<String> CHOOSES_BY_OWN_MEASURE =
            Set.of("random", "least_fragmentation");

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void engineAndReferenceAgree(long seed) {
        new Agreement(seed).run();
    }

    /** One fleet, given twice, to the engine and to the reference. */
    private static final class Agreement {
        private final Random random;
        private final RandomNodes machines;
        private final RandomRequests requests;
        private final String policy;
        private final Placer engine;
        private final ReferencePlacer reference;
        private final List<SchedulableNode> nodes = new ArrayList<>();
        private final List<WorkloadSpec> specs = new ArrayList<>();
        private final List<WorkloadId> held = new ArrayList<>();
        private int made;

        Agreement(long seed) {
            random = new Random(seed);
            machines = new RandomNodes(random);
            requests = new RandomRequests(random, machines);
            List<String> policies = Schedulers.policies();
            policy = policies.get((int) (seed % policies.size()));
            int most = MOST_WORKLOADS[random.nextInt(MOST_WORKLOADS.length)];
            engine = Schedulers.create(new SchedulerOptions(policy, 1, most));
            String word = policy.equals("prefers_old_hosts") ? "custom" : policy;
            reference = new ReferencePlacer(word, new PrefersOldHosts(), most);
        }

        void run() {
            for (int i = 0; i < 2 + random.nextInt(10); i++) {
                nodes.add(machines.node(made++));
                upsert(nodes.getLast());
            }
            for (int i = 0; i < KINDS; i++) {
                specs.add(requests.spec());
            }
            for (int i = 0; i < STEPS; i++) {
                step(i);
                if (i % ROOM_STEPS == 0) {
                    assertThat(room(engine)).as(policy).isEqualTo(room(reference));
                }
            }
        }

        /** By model, where there is any. */
        private static Map<String, Map<Integer, Long>> room(Placer placer) {
            return placer.room().stream()
                    .filter(room -> room.requests().getOrDefault(1, 0L) > 0)
                    .collect(Collectors.toMap(Room::model, Room::requests));
        }

        private void step(int number) {
            int dice = random.nextInt(41);
            if (dice < 12 && !held.isEmpty()) {
                release(held.remove(random.nextInt(held.size())));
            } else if (dice < 14) {
                int at = random.nextInt(nodes.size());
                nodes.set(at, machines.changed(nodes.get(at)));
                upsert(nodes.get(at));
            } else if (dice == 14) {
                replaceNode(random.nextInt(nodes.size()));
            } else if (dice == 15) {
                specs.set(random.nextInt(KINDS), requests.spec());
            } else if (dice == 16) {
                select(
                        VirtualCluster.undeclared(QueueTerms.DEFAULT_CLUSTER)
                                .on(requests.selector()));
            } else {
                place(pending(number, specs.get(random.nextInt(KINDS))));
            }
        }

        private void select(VirtualCluster changed) {
            engine.upsertVirtualCluster(changed);
            reference.upsertVirtualCluster(changed);
        }

        private void upsert(SchedulableNode node) {
            engine.upsertNode(node);
            reference.upsertNode(node);
        }

        private void release(WorkloadId id) {
            engine.release(id);
            reference.release(id);
        }

        /** One machine goes with all it holds, another comes in its place. */
        private void replaceNode(int at) {
            SchedulableNode gone = nodes.get(at);
            List<WorkloadId> there = held.stream().filter(id -> reference.isOn(id, gone)).toList();
            there.forEach(this::release);
            held.removeAll(there);
            engine.removeNode(gone.id());
            reference.removeNode(gone.id());
            nodes.set(at, machines.node(made++));
            upsert(nodes.get(at));
        }

        private void place(PendingWorkload request) {
            Placement expected = reference.plan(request, NOW);
            Placement actual = engine.place(request, NOW);

            assertThat(actual)
                    .as("%s: %s against %s", policy, request.spec(), expected)
                    .hasSameClassAs(expected);
            switch (actual) {
                case Placement.Placed it ->
                        placed(request, first(it), first((Placement.Placed) expected));
                case Placement.Unplaced it -> refused(it, (Placement.Unplaced) expected);
            }
        }

        private static Allocation first(Placement.Placed placed) {
            return placed.assignments().getFirst().allocation();
        }

        private void placed(PendingWorkload request, Allocation chosen, Allocation best) {
            assertThat(chosen.fallbackLevel()).isEqualTo(best.fallbackLevel());
            assertThat(preferred(request.spec(), chosen))
                    .isEqualTo(preferred(request.spec(), best));
            boolean nothing = chosen.equals(nothingOn(chosen.node()));
            if (nothing || !CHOOSES_BY_OWN_MEASURE.contains(policy)) {
                assertThat(chosen).as("%s: %s", policy, request.spec()).isEqualTo(best);
            }
            reference.restore(request.id(), null, request.spec(), chosen, START);
            held.add(request.id());
        }

        /** What reserves nothing is spread, whatever the policy. */
        private static Allocation nothingOn(NodeId node) {
            return new Allocation(node, List.of(), 0, 0, 0);
        }

        /** How many of the preferred rules the node satisfies. */
        private long preferred(WorkloadSpec spec, Allocation allocation) {
            return nodes.stream()
                    .filter(node -> node.id().equals(allocation.node()))
                    .flatMap(node ->
                            spec.scheduling().node().preferred().stream()
                                    .filter(rule -> rule.matches(node.labels())))
                    .count();
        }

        /** Linked GPUs aside: where they are too few, both reasons are true. */
        private static void refused(Placement.Unplaced actual, Placement.Unplaced expected) {
            assertThat(counts(actual)).isEqualTo(counts(expected));
        }

        private static Map<RefusalReason, Integer> counts(Placement.Unplaced unplaced) {
            Map<RefusalReason, Integer> counts = new EnumMap<>(RefusalReason.class);
            for (Refusal refusal : unplaced.explanation().refusals()) {
                boolean unlinked = refusal.reason() == RefusalReason.GPU_TOPOLOGY;
                counts.merge(
                        unlinked ? RefusalReason.GPU_BUSY : refusal.reason(),
                        refusal.nodes(),
                        Integer::sum);
            }
            return counts;
        }
    }
}
