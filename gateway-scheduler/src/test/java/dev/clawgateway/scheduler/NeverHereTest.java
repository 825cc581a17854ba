package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Explanation.Verdict;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A gang that would not fit whole even in an empty fleet is told so, and no other is. */
class NeverHereTest {
    private static final String RACK = "topology/rack";

    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    private static PendingWorkload gangOf(
            long first, int members, int min, int gpus, @Nullable String key) {
        WorkloadSpec member = with(spec(gpus), null, QueueTerms.DEFAULT, new Gang(min, 64, key));
        return gang(first, members, min, member);
    }

    private static SchedulableNode racked(long number, int gpus, String rack) {
        return node(number, gpus, "H100", Map.of(RACK, rack));
    }

    private static WorkloadSpec on(WorkloadSpec spec, Map<String, String> labels) {
        SchedulingRequirements before = spec.scheduling();
        return with(
                spec,
                before.gpu(),
                new NodeRequirements(labels, List.of(), List.of(), List.of(), List.of()),
                before.neighbours());
    }

    private static SchedulableNode tainted(SchedulableNode node, String key) {
        return new SchedulableNode(
                node.id(),
                node.name(),
                node.capacity(),
                node.labels(),
                node.conditions(),
                List.of(new Taint(key, "")),
                node.availability());
    }

    private Explanation refused(PendingWorkload gang) {
        return ((Placement.Unplaced) placer.place(gang, NOW)).explanation();
    }

    @Test
    void whatAnOperatorsWordHealsIsNotNever() {
        placer.upsertNode(node(1, 4, "H100", Map.of("zone", "a")));
        placer.upsertNode(tainted(node(2, 4, "H100", Map.of("zone", "b")), "dedicated"));
        WorkloadSpec elsewhere = on(spec(2), Map.of("zone", "c"));
        WorkloadSpec dedicated = on(spec(2), Map.of("zone", "b"));
        WorkloadSpec tooLarge = on(spec(5), Map.of("zone", "c"));

        Explanation label = refused(pending(1, elsewhere));
        Explanation taint = refused(pending(2, dedicated));

        assertThat(label.verdict()).isEqualTo(Verdict.NOT_NOW);
        assertThat(label.summary())
                .isEqualTo("no node lets it in now; 2 of 2 nodes: labels do not match");
        assertThat(taint.verdict()).isEqualTo(Verdict.NOT_NOW);
        assertThat(refused(pending(3, tooLarge)).verdict()).isEqualTo(Verdict.NEVER_HERE);
        assertThat(refused(pending(4, dedicated).onlyOn(nodeId(1))).verdict())
                .isEqualTo(Verdict.NOT_NOW);
        assertThat(refused(pending(5, tooLarge).onlyOn(nodeId(1))).verdict())
                .isEqualTo(Verdict.NEVER_HERE);
    }

    @Test
    void ofAGangToo() {
        placer.upsertNode(node(1, 4, "H100", Map.of("zone", "a")));
        placer.upsertNode(tainted(node(2, 4, "H100", Map.of("zone", "b")), "dedicated"));
        WorkloadSpec member =
                on(
                        with(spec(2), null, QueueTerms.DEFAULT, new Gang(2, 64, null)),
                        Map.of("zone", "c"));

        assertThat(refused(gang(1, 4, 4, member)).verdict()).isEqualTo(Verdict.NOT_NOW);
        assertThat(refused(gang(11, 5, 5, member)).verdict()).isEqualTo(Verdict.NEVER_HERE);
        assertThat(refused(gang(21, 2, 2, member).onlyOn(nodeId(2))).verdict())
                .isEqualTo(Verdict.NOT_NOW);
        assertThat(refused(gang(31, 3, 3, member).onlyOn(nodeId(2))).verdict())
                .isEqualTo(Verdict.NEVER_HERE);
    }

    @Test
    void whatAGpuThatIsWellAgainHealsIsNotNever() {
        placer.upsertNode(ill(node(1, 4, "H100"), 0, 1));

        Explanation alone = refused(pending(1, spec(4)));
        Explanation there = refused(pending(2, spec(4)).onlyOn(nodeId(1)));
        Explanation gang = refused(gangOf(11, 4, 4, 1, null));
        Explanation gangThere = refused(gangOf(21, 2, 2, 2, null).onlyOn(nodeId(1)));

        assertThat(List.of(alone, there, gang, gangThere))
                .extracting(Explanation::verdict)
                .containsOnly(Verdict.NOT_NOW);
        assertThat(there.summary())
                .isEqualTo(
                        "no capacity now;"
                                + " 1 of 1 nodes: too many of its matching GPUs are unhealthy");
        assertThat(refused(pending(3, spec(5)).onlyOn(nodeId(1))).verdict())
                .isEqualTo(Verdict.NEVER_HERE);
        assertThat(refused(gangOf(31, 5, 5, 1, null)).verdict()).isEqualTo(Verdict.NEVER_HERE);
    }

    @Test
    void partsOfAGpuToo() {
        placer.upsertNode(ill(sliceable(1, 1), 0));
        WorkloadSpec slices =
                with(spec(0), slice("2g.20gb"), QueueTerms.DEFAULT, new Gang(2, 64, null));
        WorkloadSpec share =
                with(spec(0), share(500, 0), QueueTerms.DEFAULT, new Gang(2, 64, null));

        assertThat(refused(gang(1, 2, 2, slices)).verdict()).isEqualTo(Verdict.NOT_NOW);
        assertThat(refused(gang(11, 2, 2, share)).verdict()).isEqualTo(Verdict.NOT_NOW);
        assertThat(refused(gang(21, 3, 3, share)).verdict()).isEqualTo(Verdict.NEVER_HERE);
    }

    @Test
    void memoryThatANodeLacksIsNotHealedByItsGpus() {
        placer.upsertNode(ill(node(1, 2, "H100"), 0));
        WorkloadSpec large = new WorkloadSpec("img", List.of(), Map.of(), 2, Long.MAX_VALUE / 4, 0);

        assertThat(refused(pending(1, large)).verdict()).isEqualTo(Verdict.NEVER_HERE);
    }

    @Test
    void anEmptyFleetSaysNothingAboutTheNextNode() {
        Explanation refused = refused(pending(1, spec(1)));

        assertThat(refused.verdict()).isEqualTo(Verdict.NOT_NOW);
        assertThat(refused.blockers()).containsExactly("no nodes are registered");
    }

    @Test
    void tooManyMembersForTheWholeFleet() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertNode(node(2, 5, "H100"));

        Explanation refused = refused(gangOf(1, 5, 5, 2, null));

        assertThat(refused.verdict()).isEqualTo(Verdict.NEVER_HERE);
        assertThat(refused.summary())
                .startsWith(
                        "it would not fit even with every node empty;"
                                + " room for 4 of the 5 members it needs, all nodes empty");
    }

    @Test
    void tooManyMembersForOneRack() {
        placer.upsertNode(racked(1, 4, "a"));
        placer.upsertNode(racked(2, 2, "a"));
        placer.upsertNode(racked(3, 4, "b"));
        placer.upsertNode(node(4, 8, "H100"));

        assertThat(refused(gangOf(1, 7, 7, 1, RACK)).verdict()).isEqualTo(Verdict.NEVER_HERE);
        assertThat(refused(gangOf(1, 7, 7, 1, RACK)).blockers())
                .contains(
                        "room for 6 of the 7 members it needs within one "
                                + RACK
                                + ", all nodes empty");
        assertThat(placer.plan(gangOf(1, 7, 7, 1, null), NOW)).isInstanceOf(Placement.Placed.class);
    }

    @Test
    void elasticGangIsJudgedByItsMinimum() {
        placer.upsertNode(racked(1, 4, "a"));
        placer.place(pending(90, spec(1)), NOW);

        assertThat(refused(gangOf(1, 8, 4, 1, RACK)).verdict()).isEqualTo(Verdict.NOT_NOW);
        assertThat(refused(gangOf(1, 8, 5, 1, RACK)).verdict()).isEqualTo(Verdict.NEVER_HERE);
    }

    @Test
    void namedNodeMustHoldThemAll() {
        placer.upsertNode(node(1, 4, "H100"));
        placer.upsertNode(node(2, 8, "H100"));

        Explanation refused = refused(gangOf(1, 5, 5, 1, null).onlyOn(nodeId(1)));

        assertThat(refused.verdict()).isEqualTo(Verdict.NEVER_HERE);
    }

    @Test
    void nodesThatMayReturnCountAndNewOnesChangeTheAnswer() {
        placer.upsertNode(in(racked(1, 4, "a"), Availability.DISCONNECTED));
        placer.upsertNode(racked(2, 2, "a"));
        placer.enqueue(gangOf(1, 6, 6, 1, RACK));
        placer.enqueue(gangOf(11, 7, 7, 1, RACK));
        placer.decide(NOW, 10);
        assertThat(verdict(1)).isEqualTo(Verdict.NOT_NOW);
        assertThat(verdict(11)).isEqualTo(Verdict.NEVER_HERE);

        placer.upsertNode(in(racked(3, 1, "a"), Availability.DRAINING));
        assertThat(verdict(11)).isEqualTo(Verdict.NOT_NOW);

        placer.upsertNode(racked(2, 2, "b"));
        assertThat(verdict(1)).isEqualTo(Verdict.NEVER_HERE);
        placer.removeNode(nodeId(3));
        assertThat(verdict(11)).isEqualTo(Verdict.NEVER_HERE);
    }

    private Verdict verdict(long number) {
        return Objects.requireNonNull(placer.explain(workloadId(number), NOW)).verdict();
    }

    /** Slices, shares, host memory, labels: over an empty fleet "never" is exactly "not now". */
    @Test
    void agreesWithPlacingIntoAnEmptyFleet() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Placer fresh = Schedulers.create(new SchedulerOptions("best_fit", seed));
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                int gpus = random.nextInt(5);
                fresh.upsertNode(
                        random.nextBoolean()
                                ? sliceable(i, gpus)
                                : racked(i, gpus, "r" + random.nextInt(2)));
            }
            int members = 2 + random.nextInt(12);
            WorkloadSpec member =
                    with(
                            spec(random.nextInt(3)),
                            switch (random.nextInt(3)) {
                                case 0 -> slice("2g.20gb");
                                case 1 -> share(200 + random.nextInt(700), 0);
                                default -> null;
                            },
                            QueueTerms.DEFAULT,
                            new Gang(members, members, random.nextBoolean() ? RACK : null));

            Placement placement = fresh.place(gang(1, members, members, member), NOW);

            if (placement instanceof Placement.Unplaced unplaced) {
                assertThat(unplaced.explanation().verdict())
                        .as("seed %s", seed)
                        .isEqualTo(Verdict.NEVER_HERE);
            }
        }
    }
}
