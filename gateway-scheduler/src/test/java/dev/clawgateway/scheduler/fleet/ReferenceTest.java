package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.search.RefusalSummary;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine against {@link ReferenceLedger}, over random fleets and histories from a seed. */
class ReferenceTest {
    private static final int HISTORIES = Integer.getInteger("reference.histories", 60);
    private static final int STEPS = 250;
    private static final List<String> MODELS = List.of("H100", "A100", "A10");

    @ParameterizedTest
    @ValueSource(strings = {"best_fit", "bin_pack", "spread", "random", "least_fragmentation"})
    void agreesOnWhatFitsAndHowWell(String policy) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            try {
                new History(policy, seed).run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("policy " + policy + ", seed " + seed, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"best_fit", "spread", "random", "least_fragmentation"})
    void sameHistoryGivesSameDecisions(String policy) {
        for (int seed = 0; seed < 10; seed++) {
            List<Allocation> once = new History(policy, seed).run();

            List<Allocation> again = new History(policy, seed).run();

            assertThat(again).as("seed %d", seed).isEqualTo(once);
        }
    }

    private static final class History {
        private final Random random;
        private final Fleet fleet;
        private final String policy;
        private final ReferenceLedger reference = new ReferenceLedger();
        private final List<SchedulableNode> nodes = new ArrayList<>();
        private final List<Integer> holdings = new ArrayList<>();
        private final List<WorkloadSpec> specs = new ArrayList<>();
        private final List<Allocation> decisions = new ArrayList<>();
        private final Choice choice = new Choice();

        History(String policy, int seed) {
            this.policy = policy;
            this.random = new Random(seed);
            this.fleet = Fleet.of(Policies.of(policy, List.of()));
        }

        List<Allocation> run() {
            int count = 1 + random.nextInt(30);
            for (int number = 0; number < count; number++) {
                nodes.add(node(number));
                upsert(number);
            }
            IntStream.range(0, 12).forEach(_ -> specs.add(spec()));
            for (int step = 0; step < STEPS; step++) {
                step();
                reference.check();
            }
            compareState();
            return decisions;
        }

        private void step() {
            int dice = random.nextInt(20);
            if (dice < 11) {
                place();
            } else if (dice < 16) {
                release();
            } else if (dice < 18) {
                changeNode();
            } else if (dice < 19) {
                tryAndUndo();
            } else {
                explain();
            }
        }

        private void place() {
            WorkloadSpec spec = specs.get(random.nextInt(specs.size()));
            Shape shape = fleet.shapes().intern(spec);
            fleet.finder().observe(shape);
            List<SchedulableNode> candidates = reference.candidates(spec);

            boolean found = fleet.finder().find(shape, -1, random.nextLong(), choice);

            assertThat(found).isEqualTo(!candidates.isEmpty());
            if (found) {
                SchedulableNode node = fleet.inventory().node(choice.node());
                assertThat(candidates).contains(node);
                checkRank(spec, node, candidates);
                hold(fleet.overlay().reserve(choice, FleetTest.claim(random.nextInt(3))));
            }
        }

        private void checkRank(
                WorkloadSpec spec, SchedulableNode node, List<SchedulableNode> candidates) {
            if (policy.equals("best_fit")) {
                int least =
                        candidates.stream()
                                .mapToInt(candidate -> reference.bestFitRank(spec, candidate))
                                .min()
                                .orElseThrow();
                assertThat(reference.bestFitRank(spec, node)).isEqualTo(least);
            }
        }

        private void hold(int holding) {
            Allocation allocation = fleet.ledger().allocation(holding);
            holdings.add(holding);
            reference.hold(holding, allocation);
            decisions.add(allocation);
        }

        private void release() {
            if (!holdings.isEmpty()) {
                int at = random.nextInt(holdings.size());
                int holding = holdings.get(at);
                holdings.subList(at, at + 1).clear();
                fleet.overlay().release(holding);
                reference.release(holding);
            }
        }

        private void changeNode() {
            int number = random.nextInt(nodes.size());
            SchedulableNode old = nodes.get(number);
            Availability[] all = Availability.values();
            SchedulableNode changed =
                    new SchedulableNode(
                            old.id(),
                            old.name(),
                            old.capacity(),
                            labels(),
                            Map.of(),
                            taints(),
                            random.nextInt(3) == 0
                                    ? all[random.nextInt(all.length)]
                                    : Availability.OPEN);
            nodes.set(number, changed);
            upsert(number);
        }

        private void upsert(int number) {
            fleet.inventory().upsert(nodes.get(number));
            reference.upsert(nodes.get(number));
        }

        /** What is rolled back must not be seen by anything that follows. */
        private void tryAndUndo() {
            int mark = fleet.overlay().mark();
            for (int i = 0; i < 4; i++) {
                if (random.nextBoolean() && !holdings.isEmpty() && i == 0) {
                    fleet.overlay().release(holdings.get(random.nextInt(holdings.size())));
                } else {
                    Shape shape = fleet.shapes().intern(specs.get(random.nextInt(specs.size())));
                    if (fleet.finder().find(shape, -1, random.nextLong(), choice)) {
                        fleet.overlay().reserve(choice, FleetTest.claim(0));
                    }
                }
            }
            fleet.overlay().rollback(mark);
            compareState();
        }

        private void explain() {
            WorkloadSpec spec = specs.get(random.nextInt(specs.size()));
            long fitting = nodes.stream().filter(node -> reference.level(spec, node) >= 0).count();

            RefusalSummary refusals = fleet.refusals().of(fleet.shapes().intern(spec));

            assertThat(refusals.fitting()).isEqualTo((int) fitting);
            assertThat(
                            refusals.refusals().stream().mapToInt(Refusal::nodes).sum()
                                    + refusals.fitting())
                    .isEqualTo(nodes.size());
        }

        private void compareState() {
            for (SchedulableNode node : nodes) {
                int number = fleet.inventory().number(node.id());
                assertThat(fleet.free().cpuMillis(number)).isEqualTo(reference.freeCpu(node));
                assertThat(fleet.free().memoryMib(number)).isEqualTo(reference.freeMemory(node));
                assertThat(fleet.free().freeGpus(number)).isEqualTo(reference.freeWhole(node));
                for (int i = 0; i < node.capacity().gpus().size(); i++) {
                    assertThat(fleet.free().milli(number, i))
                            .isEqualTo(reference.freeMilli(node, node.capacity().gpus().get(i)));
                }
            }
        }

        private SchedulableNode node(int number) {
            List<Gpu> gpus = new ArrayList<>();
            boolean mixed = random.nextInt(4) == 0;
            String model = MODELS.get(random.nextInt(MODELS.size()));
            int count = random.nextInt(9);
            for (int index = 0; index < count; index++) {
                String its = mixed ? MODELS.get(random.nextInt(MODELS.size())) : model;
                gpus.add(new Gpu(index, its, its.equals("A10") ? 24_000 : 80_000, "GPU-" + index));
            }
            SchedulableNode plain =
                    Nodes.node(
                            number,
                            gpus,
                            1000L * (1 + random.nextInt(64)),
                            1024L * (1 + random.nextInt(128)),
                            labels());
            return plain;
        }

        private Map<String, String> labels() {
            return Map.of("pool", "p" + random.nextInt(3), "disk", "d" + random.nextInt(2));
        }

        private List<Taint> taints() {
            return random.nextInt(6) == 0 ? List.of(new Taint("spot", "yes")) : List.of();
        }

        private WorkloadSpec spec() {
            NodeRequirements node =
                    new NodeRequirements(
                            random.nextInt(4) == 0
                                    ? Map.of("pool", "p" + random.nextInt(3))
                                    : Map.of(),
                            random.nextInt(5) == 0
                                    ? List.of(
                                            new LabelRule(
                                                    "disk",
                                                    LabelRule.Operator.NOT_IN,
                                                    List.of("d0")))
                                    : List.of(),
                            List.of(),
                            List.of(),
                            random.nextBoolean()
                                    ? List.of(new Toleration("spot", null))
                                    : List.of());
            return new WorkloadSpec(
                    "image",
                    List.of(),
                    Map.of(),
                    0,
                    random.nextInt(4) == 0 ? 0 : 512L * random.nextInt(64),
                    random.nextInt(4) == 0 ? 0 : 500L * random.nextInt(24),
                    Map.of(),
                    new SchedulingRequirements(
                            List.of(),
                            requirement(2),
                            node,
                            NeighbourRequirements.NONE,
                            QueueTerms.DEFAULT,
                            null,
                            null,
                            policy)); // named, so that what reserves nothing goes by it as well
        }

        private GpuRequirement requirement(int fallbacks) {
            boolean part = random.nextInt(3) == 0;
            @Nullable GpuRequirement fallback =
                    fallbacks > 0 && random.nextInt(3) == 0 ? requirement(fallbacks - 1) : null;
            return new GpuRequirement(
                    random.nextInt(part ? 3 : 5),
                    random.nextInt(6) == 0
                            ? GpuSelector.parse("device.index >= 2")
                            : GpuSelector.ANY,
                    random.nextInt(5) == 0 ? 40_000 : 0,
                    random.nextInt(5) == 0 ? "100" : null,
                    random.nextInt(4) == 0 ? List.of(MODELS.get(random.nextInt(3))) : List.of(),
                    part
                            ? new GpuShare(
                                    50 + random.nextInt(951),
                                    random.nextInt(4) == 0 ? 1000L * random.nextInt(40) : 0)
                            : null,
                    null,
                    false,
                    0,
                    fallback);
        }
    }
}
