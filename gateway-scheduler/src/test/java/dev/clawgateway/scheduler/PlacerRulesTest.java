package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ConditionRequirement;
import dev.clawgateway.core.ConditionStatus;
import dev.clawgateway.core.Gang;
import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.GpuSelector;
import dev.clawgateway.core.LabelRule;
import dev.clawgateway.core.NeighbourRequirements;
import dev.clawgateway.core.NeighbourRule;
import dev.clawgateway.core.NodeCapacity;
import dev.clawgateway.core.NodeRequirements;
import dev.clawgateway.core.QueueTerms;
import dev.clawgateway.core.SpreadRule;
import dev.clawgateway.core.Taint;
import dev.clawgateway.core.Toleration;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One rule of placement each, through the port. */
class PlacerRulesTest {
    private static final String H100 = "NVIDIA H100 80GB HBM3";
    private static final String A100 = "NVIDIA A100-SXM4-40GB";

    private final Placer placer = Schedulers.create(new SchedulerOptions("best_fit", 7));

    private List<Placement.Assignment> placed(long number, WorkloadSpec spec) {
        Placement placement = placer.place(pending(number, spec), NOW);

        assertThat(placement).isInstanceOf(Placement.Placed.class);
        return ((Placement.Placed) placement).assignments();
    }

    private long nodeOf(long number, WorkloadSpec spec) {
        return placed(number, spec)
                .getFirst()
                .allocation()
                .node()
                .value()
                .getLeastSignificantBits();
    }

    private Explanation refused(long number, WorkloadSpec spec) {
        Placement placement = placer.place(pending(number, spec), NOW);

        assertThat(placement).isInstanceOf(Placement.Unplaced.class);
        return ((Placement.Unplaced) placement).explanation();
    }

    private void assertRefusedFor(RefusalReason reason, WorkloadSpec spec) {
        Explanation explanation = refused(99, spec);

        assertThat(explanation.refusals()).containsExactly(new Refusal(reason, 1));
        assertThat(explanation.nodes()).isEqualTo(1);
        assertThat(explanation.verdict() == Explanation.Verdict.NOT_NOW)
                .isEqualTo(reason.waitingHelps());
    }

    @Test
    void bestFitTakesTheFullestNodeThatStillFits() {
        placer.upsertNode(node(1, 8, H100));
        placer.upsertNode(node(2, 4, H100));
        placer.upsertNode(node(3, 2, H100));

        assertThat(nodeOf(1, spec(3))).isEqualTo(2);
        assertThat(nodeOf(2, spec(1))).isEqualTo(2);
        assertThat(nodeOf(3, spec(1))).isEqualTo(3);
    }

    @Test
    void equalNodesGoInTheOrderTheyCame() {
        placer.upsertNode(node(1, 4, H100));
        placer.upsertNode(node(2, 4, H100));

        assertThat(nodeOf(1, spec(1))).isEqualTo(1);
    }

    @Test
    void spreadTakesTheEmptiestNode() {
        placer.upsertNode(node(1, 8, H100));
        placer.upsertNode(node(2, 8, H100));

        assertThat(nodeOf(1, withPolicy(spec(1), "spread"))).isEqualTo(1);
        assertThat(nodeOf(2, withPolicy(spec(1), "spread"))).isEqualTo(2);
    }

    @Test
    void binPackTakesTheFullestNodeInProportion() {
        placer.upsertNode(node(1, 2, H100));
        placer.upsertNode(node(2, 8, H100));
        placed(1, withPolicy(spec(7), "bin_pack"));

        assertThat(nodeOf(2, withPolicy(spec(1), "bin_pack"))).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.clawgateway.scheduler.Schedulers#policies")
    void everyPolicyPlacesWhatFits(String policy) {
        placer.upsertNode(node(1, 2, H100));

        placed(1, withPolicy(spec(1), policy));
        placed(2, withPolicy(spec(1), policy));
        refused(3, withPolicy(spec(1), policy));
    }

    @Test
    void twoWorkloadsNeverShareAWholeGpu() {
        placer.upsertNode(node(1, 2, H100));

        List<Integer> first = placed(1, spec(1)).getFirst().allocation().gpuIndexes();
        List<Integer> second = placed(2, spec(1)).getFirst().allocation().gpuIndexes();

        assertThat(first).isEqualTo(List.of(0));
        assertThat(second).isEqualTo(List.of(1));
        assertRefusedFor(RefusalReason.GPU_BUSY, spec(1));
    }

    @Test
    void releaseMakesRoomAgain() {
        placer.upsertNode(node(1, 1, H100));
        placed(1, spec(1));

        placer.release(workloadId(1));

        placed(2, spec(1));
    }

    @Test
    void sharesFillOneDeviceBeforeTheNext() {
        placer.upsertNode(node(1, 2, H100));

        assertThat(placed(1, spec(share(400, 0))).getFirst().allocation().gpuIndexes())
                .containsExactly(0);
        assertThat(placed(2, spec(share(700, 0))).getFirst().allocation().gpuIndexes())
                .containsExactly(1);
        assertThat(placed(3, spec(share(600, 0))).getFirst().allocation().gpuIndexes())
                .containsExactly(0);
        assertRefusedFor(RefusalReason.GPU_BUSY, spec(share(301, 0)));
        assertRefusedFor(RefusalReason.GPU_BUSY, spec(1));
    }

    @Test
    void shareMemoryNeverExceedsTheDevice() {
        placer.upsertNode(node(1, 1, H100));
        placed(1, spec(share(100, 60_000)));

        assertRefusedFor(RefusalReason.GPU_BUSY, spec(share(100, 30_000)));
        assertRefusedFor(RefusalReason.GPU_MODEL, spec(share(100, 100_000)));
    }

    @Test
    void fallbackIsTakenWhenTheFirstChoiceIsBusy() {
        placer.upsertNode(node(1, 1, H100));
        placer.upsertNode(node(2, 4, A100));
        WorkloadSpec spec = spec(models(1, models(2, null, A100), H100));

        var first = placed(1, spec).getFirst().allocation();
        var second = placed(2, spec).getFirst().allocation();

        assertThat(first.fallbackLevel()).isZero();
        assertThat(first.gpus()).hasSize(1);
        assertThat(second.fallbackLevel()).isEqualTo(1);
        assertThat(second.gpus()).hasSize(2);
    }

    @Test
    void selectorPatternAndMemoryPickDevices() {
        placer.upsertNode(node(1, 2, H100));
        GpuRequirement selector =
                new GpuRequirement(
                        1,
                        GpuSelector.parse("device.index == 1 && device.name.contains('H100')"),
                        80_000,
                        "H100",
                        List.of(),
                        null,
                        null,
                        false,
                        0,
                        null);

        assertThat(placed(1, spec(selector)).getFirst().allocation().gpuIndexes())
                .containsExactly(1);
        assertRefusedFor(RefusalReason.GPU_BUSY, spec(selector));
        assertRefusedFor(RefusalReason.GPU_MODEL, spec(models(1, null, A100)));
        assertRefusedFor(RefusalReason.GPU_CAPACITY, spec(3));
    }

    @Test
    void linkedGpusAreLinkedToEachOther() {
        List<Gpu> gpus =
                IntStream.range(0, 4)
                        .mapToObj(i -> new Gpu(i, H100, 81_920, "g" + i, List.of(), List.of(i ^ 2)))
                        .toList();
        placer.upsertNode(node(1, new NodeCapacity(gpus, 64_000, 262_144, List.of()), Map.of()));
        GpuRequirement pair =
                new GpuRequirement(
                        2, GpuSelector.ANY, 0, null, List.of(), null, null, true, 0, null);
        GpuRequirement triple =
                new GpuRequirement(
                        3, GpuSelector.ANY, 0, null, List.of(), null, null, true, 0, null);

        Explanation explanation = refused(99, spec(triple));
        assertThat(explanation.refusals())
                .containsExactly(new Refusal(RefusalReason.GPU_TOPOLOGY, 1));
        assertThat(explanation.verdict()).isEqualTo(Explanation.Verdict.NEVER_HERE);
        assertThat(placed(1, spec(pair)).getFirst().allocation().gpuIndexes())
                .isIn(List.of(0, 2), List.of(1, 3));
    }

    @Test
    void migSlicesKeepToLegalLayouts() {
        Gpu gpu = new Gpu(0, H100, 81_920, "g", List.of("1g.10gb", "3g.40gb"), List.of());
        placer.upsertNode(
                node(1, new NodeCapacity(List.of(gpu), 64_000, 262_144, List.of()), Map.of()));
        GpuRequirement slice = mig("3g.40gb");

        placed(1, spec(slice));
        placed(2, spec(slice));

        assertRefusedFor(RefusalReason.GPU_BUSY, spec(slice));
        assertRefusedFor(RefusalReason.GPU_BUSY, spec(1));
        assertRefusedFor(RefusalReason.GPU_MODEL, spec(mig("7g.80gb")));
    }

    private static GpuRequirement mig(String profile) {
        return new GpuRequirement(
                1, GpuSelector.ANY, 0, null, List.of(), null, profile, false, 0, null);
    }

    @Test
    void cpuAndMemoryAreCounted() {
        placer.upsertNode(node(1, 0, H100));
        WorkloadSpec cpu = new WorkloadSpec("i", List.of(), Map.of(), 0, 0, 40_000);
        WorkloadSpec memory = new WorkloadSpec("i", List.of(), Map.of(), 0, 200_000, 0);
        placed(1, cpu);
        placed(2, memory);

        assertRefusedFor(RefusalReason.CPU_BUSY, cpu);
        assertRefusedFor(RefusalReason.MEMORY_BUSY, memory);
        assertRefusedFor(
                RefusalReason.CPU_CAPACITY,
                new WorkloadSpec("i", List.of(), Map.of(), 0, 0, 65_000));
        assertRefusedFor(
                RefusalReason.MEMORY_CAPACITY,
                new WorkloadSpec("i", List.of(), Map.of(), 0, 300_000, 0));
    }

    @Test
    void labelsTaintsAndConditionsMustAgree() {
        SchedulableNode plain = node(1, 1, H100, Map.of("zone", "a"));
        placer.upsertNode(
                new SchedulableNode(
                        plain.id(),
                        plain.name(),
                        plain.capacity(),
                        plain.labels(),
                        Map.of("Ready", ConditionStatus.TRUE),
                        List.of(new Taint("team", "red")),
                        Availability.OPEN));
        List<Toleration> tolerated = List.of(new Toleration("team", null));
        List<ConditionRequirement> ready =
                List.of(new ConditionRequirement("Ready", ConditionStatus.TRUE));
        List<ConditionRequirement> unknown =
                List.of(new ConditionRequirement("Cold", ConditionStatus.UNKNOWN));
        List<LabelRule> zoneB =
                List.of(new LabelRule("zone", LabelRule.Operator.IN, List.of("b", "c")));

        assertRefusedFor(RefusalReason.TAINTS, spec(1));
        assertRefusedFor(
                RefusalReason.LABELS,
                spec(
                        new NodeRequirements(
                                Map.of("zone", "b"), List.of(), List.of(), ready, tolerated)));
        assertRefusedFor(
                RefusalReason.LABELS,
                spec(new NodeRequirements(Map.of(), zoneB, List.of(), ready, tolerated)));
        assertRefusedFor(
                RefusalReason.CONDITIONS,
                spec(new NodeRequirements(Map.of(), List.of(), List.of(), unknown, tolerated)));
        placed(
                1,
                spec(
                        new NodeRequirements(
                                Map.of("zone", "a"), List.of(), List.of(), ready, tolerated)));
    }

    @Test
    void preferredLabelsOutweighThePolicy() {
        placer.upsertNode(node(1, 1, H100));
        placer.upsertNode(node(2, 8, H100, Map.of("net", "fast")));
        List<LabelRule> fast = List.of(new LabelRule("net", LabelRule.Operator.EXISTS, List.of()));

        assertThat(
                        nodeOf(
                                1,
                                spec(
                                        new NodeRequirements(
                                                Map.of(), List.of(), fast, List.of(), List.of()))))
                .isEqualTo(2);
    }

    @Test
    void closedNodesTakeNothing() {
        for (Availability availability : Availability.values()) {
            placer.upsertNode(in(node(1, 1, H100), availability));

            boolean taken = placer.plan(pending(1, spec(1)), NOW) instanceof Placement.Placed;

            assertThat(taken).isEqualTo(availability == Availability.OPEN);
        }
    }

    @Test
    void namedTargetIsTheOnlyNode() {
        placer.upsertNode(node(1, 1, H100));
        placer.upsertNode(node(2, 1, H100));

        Placement first = placer.place(pending(1, spec(1)).onlyOn(nodeId(2)), NOW);
        Placement second = placer.place(pending(2, spec(1)).onlyOn(nodeId(2)), NOW);

        assertThat(first).isInstanceOf(Placement.Placed.class);
        assertThat(((Placement.Unplaced) second).explanation().refusals())
                .containsExactlyInAnyOrder(
                        new Refusal(RefusalReason.NOT_TARGET, 1),
                        new Refusal(RefusalReason.GPU_BUSY, 1));
    }

    @Test
    void neighboursAreKeptApartNearAndEven() {
        placer.upsertNode(node(1, 4, H100, Map.of("rack", "r1")));
        placer.upsertNode(node(2, 4, H100, Map.of("rack", "r1")));
        placer.upsertNode(node(3, 4, H100, Map.of("rack", "r2")));
        List<LabelRule> web = List.of(new LabelRule("app", LabelRule.Operator.IN, List.of("web")));
        var apart =
                new NeighbourRequirements(
                        List.of(), List.of(new NeighbourRule(web, "rack")), List.of());
        var near =
                new NeighbourRequirements(
                        List.of(new NeighbourRule(web, NeighbourRule.NODE)), List.of(), List.of());
        var even =
                new NeighbourRequirements(
                        List.of(), List.of(), List.of(new SpreadRule(web, "rack", 1)));

        assertThat(nodeOf(1, labelled(rules(apart), Map.of("app", "web")))).isEqualTo(1);
        assertThat(nodeOf(2, labelled(rules(apart), Map.of("app", "web")))).isEqualTo(3);
        refused(3, labelled(rules(apart), Map.of("app", "web")));
        assertThat(nodeOf(4, rules(near))).isIn(1L, 3L);
        assertThat(nodeOf(5, labelled(rules(even), Map.of("app", "web")))).isIn(1L, 3L);
    }

    private static WorkloadSpec rules(NeighbourRequirements neighbours) {
        return with(spec(1), null, NodeRequirements.NONE, neighbours);
    }

    @Test
    void gangStartsWholeOrNotAtAll() {
        placer.upsertNode(node(1, 4, H100));
        placer.upsertNode(node(2, 4, H100));

        Placement tooLarge = placer.place(gang(1, 5, 5, spec(2)), NOW);
        Placement exact = placer.place(gang(11, 4, 4, spec(2)), NOW);

        assertThat(tooLarge).isInstanceOf(Placement.Unplaced.class);
        assertThat(((Placement.Placed) exact).assignments()).hasSize(4);
    }

    @Test
    void elasticGangStartsWithWhatFits() {
        placer.upsertNode(node(1, 4, H100));

        Placement placement = placer.place(gang(1, 6, 3, spec(1)), NOW);

        assertThat(((Placement.Placed) placement).assignments()).hasSize(4);
    }

    @Test
    void gangMembersShareTheirPlace() {
        placer.upsertNode(node(1, 2, H100, Map.of("topology/rack", "r1")));
        placer.upsertNode(node(2, 2, H100, Map.of("topology/rack", "r2")));
        placer.upsertNode(node(3, 2, H100, Map.of("topology/rack", "r2")));
        placer.upsertNode(node(4, 8, H100));
        WorkloadSpec spec =
                with(spec(1), null, QueueTerms.DEFAULT, new Gang(4, 4, "topology/rack"));

        Placement fits = placer.place(gang(1, 4, 4, spec), NOW);
        Placement rest = placer.place(gang(11, 4, 4, spec), NOW);

        assertThat(((Placement.Placed) fits).assignments())
                .extracting(a -> a.allocation().node())
                .containsOnly(nodeId(2), nodeId(3));
        assertThat(rest).isInstanceOf(Placement.Unplaced.class);
    }

    @Test
    void limitsHoldForEveryAncestor() {
        placer.upsertNode(node(1, 8, H100));
        Quota two = new Quota(2000, Long.MAX_VALUE, Long.MAX_VALUE);
        placer.upsertCluster(new VirtualCluster("org", null, Quota.NONE, two, 1));
        placer.upsertCluster(new VirtualCluster("a", "org", Quota.NONE, Quota.UNLIMITED, 1));
        placer.upsertCluster(new VirtualCluster("b", "org", Quota.NONE, Quota.UNLIMITED, 1));
        placed(1, spec(1, terms("a", 0)));
        placed(2, spec(1, terms("b", 0)));

        Explanation explanation = refused(3, spec(1, terms("a", 0)));

        assertThat(explanation.blockers()).hasSize(1).first().asString().contains("org");
        assertThat(explanation.verdict()).isEqualTo(Explanation.Verdict.NOT_NOW);
        placed(4, spec(1, terms("elsewhere", 0)));
    }

    @Test
    void nothingStartsInMaintenance() {
        placer.upsertNode(node(1, 8, H100));
        placer.enqueue(pending(1, spec(1)));
        placer.setServing(false);

        assertThat(placer.decide(NOW, 10)).isEmpty();
        assertThat(refused(2, spec(1)).blockers()).containsExactly("the gateway is in maintenance");

        placer.setServing(true);
        assertThat(placer.decide(NOW, 10)).hasSize(1);
    }

    @Test
    void notBeforeHoldsUntilItsTime() {
        placer.upsertNode(node(1, 8, H100));
        QueueTerms later = new QueueTerms("default", 0, true, false, START.plusSeconds(60), null);
        placer.enqueue(pending(1, spec(1, later)));

        assertThat(placer.decide(NOW, 10)).isEmpty();
        assertThat(placer.decide(at(Duration.ofSeconds(60)), 10)).hasSize(1);
    }

    @Test
    void planReservesNothing() {
        placer.upsertNode(node(1, 1, H100));

        Placement planned = placer.plan(pending(1, spec(1)), NOW);
        Placement placed = placer.place(pending(1, spec(1)), NOW);

        assertThat(planned).isEqualTo(placed);
    }

    @Test
    void restoredWorkHoldsItsDevices() {
        placer.upsertNode(node(1, 1, H100));
        var allocation = placed(1, spec(1)).getFirst().allocation();
        Placer restarted = Schedulers.create(SchedulerOptions.DEFAULT);
        restarted.upsertNode(node(1, 1, H100));

        restarted.restore(workloadId(1), null, spec(1), allocation, START);

        assertThat(restarted.place(pending(2, spec(1)), NOW))
                .isInstanceOf(Placement.Unplaced.class);
    }

    @Test
    void nearestMissNamesTheNodeThatCameClosest() {
        placer.upsertNode(node(1, 4, H100));
        placer.upsertNode(node(2, 4, H100));
        placed(1, withPolicy(spec(1), "spread"));
        placed(2, withPolicy(spec(2), "spread"));

        Explanation explanation = refused(3, spec(4));

        assertThat(explanation.nearestMiss()).isEqualTo("3 free on node-1, needs 4");
        assertThat(explanation.refusals()).containsExactly(new Refusal(RefusalReason.GPU_BUSY, 2));
    }
}
