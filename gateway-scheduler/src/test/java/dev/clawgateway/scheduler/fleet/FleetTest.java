package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.fleet.search.RefusalCounts;
import dev.clawgateway.scheduler.fleet.search.RefusalSummary;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public class FleetTest {
    private final Fleet fleet = Fleet.of(Policies.of("best_fit", List.of()));
    private final Choice choice = new Choice();

    public static DeviceHolder claim(int priority) {
        return new DeviceHolder(0, priority, true, Map.of());
    }

    public static WorkloadSpec spec(int gpus) {
        return new WorkloadSpec("image", List.of(), Map.of(), gpus, 1024, 1000);
    }

    public static WorkloadSpec spec(GpuRequirement gpu, @Nullable String policy) {
        return new WorkloadSpec(
                "image",
                List.of(),
                Map.of(),
                0,
                1024,
                1000,
                Map.of(),
                new SchedulingRequirements(
                        List.of(),
                        gpu,
                        NodeRequirements.NONE,
                        NeighbourRequirements.NONE,
                        QueueTerms.DEFAULT,
                        null,
                        null,
                        policy));
    }

    static GpuRequirement share(int milli) {
        return new GpuRequirement(
                1,
                GpuSelector.ANY,
                0,
                null,
                List.of(),
                new GpuShare(milli, 0),
                null,
                false,
                0,
                null);
    }

    private int place(WorkloadSpec spec) {
        assertThat(fleet.finder().find(fleet.shapes().intern(spec), -1, 1, choice)).isTrue();
        return fleet.overlay().reserve(choice, claim(0));
    }

    @Test
    void refusalsAreRightForShapesNobodyAskedAboutLately() {
        fleet.inventory().upsert(Nodes.node(1, 2, "A100"));
        Shape first = fleet.shapes().intern(spec(3));
        RefusalSummary before = fleet.refusals().of(first);

        for (int gpus = 4; gpus < 4 + RefusalCounts.MAX_KEPT; gpus++) {
            fleet.refusals().of(fleet.shapes().intern(spec(gpus)));
        }
        fleet.inventory().upsert(Nodes.node(2, 4, "A100"));

        assertThat(before.fitting()).isZero();
        assertThat(fleet.refusals().of(first).fitting()).isEqualTo(1);
    }

    @Test
    void bestFitTakesTheNodeWithFewestFreeGpus() {
        fleet.inventory().upsert(Nodes.node(1, 8, "A100"));
        fleet.inventory().upsert(Nodes.node(2, 4, "A100"));
        fleet.inventory().upsert(Nodes.node(3, 2, "A100"));

        int holding = place(spec(3));

        assertThat(fleet.ledger().allocation(holding).node()).isEqualTo(Nodes.id(2));
        assertThat(fleet.ledger().allocation(holding).gpuIndexes()).containsExactly(0, 1, 2);
    }

    @Test
    void sharesFillOneDeviceBeforeTheNext() {
        fleet.inventory().upsert(Nodes.node(1, 2, "A100"));
        int first = place(spec(share(600), null));

        int second = place(spec(share(600), null));
        int third = place(spec(share(400), null));

        assertThat(fleet.ledger().allocation(first).gpuIndexes()).containsExactly(0);
        assertThat(fleet.ledger().allocation(second).gpuIndexes()).containsExactly(1);
        assertThat(fleet.ledger().allocation(third).gpuIndexes()).containsExactly(0);
        assertThat(fleet.free().freeGpus(0)).isZero();
        assertThat(
                        fleet.finder()
                                .find(fleet.shapes().intern(spec(share(600), null)), -1, 1, choice))
                .isFalse();
    }

    @Test
    void fallsBackToTheNextLevelWhenTheFirstFitsNowhere() {
        fleet.inventory().upsert(Nodes.node(1, 4, "A100"));
        GpuRequirement fallback = GpuRequirement.anyOf(2);
        GpuRequirement primary =
                new GpuRequirement(
                        1, GpuSelector.ANY, 0, "H100", List.of(), null, null, false, 0, fallback);

        int holding = place(spec(primary, null));

        assertThat(fleet.ledger().allocation(holding).fallbackLevel()).isEqualTo(1);
        assertThat(fleet.ledger().allocation(holding).gpus()).hasSize(2);
    }

    @Test
    void drainingNodeGetsNothingNew() {
        fleet.inventory().upsert(Nodes.node(1, 4, "A100"));
        fleet.inventory()
                .upsert(Nodes.withAvailability(Nodes.node(1, 4, "A100"), Availability.DRAINING));

        boolean found = fleet.finder().find(fleet.shapes().intern(spec(1)), -1, 1, choice);

        assertThat(found).isFalse();
        assertThat(fleet.refusals().of(fleet.shapes().intern(spec(1))).refusals())
                .containsExactly(new Refusal(RefusalReason.DRAINING, 1));
    }

    @Test
    void rollbackLeavesNoTrace() {
        fleet.inventory().upsert(Nodes.node(1, 4, "A100"));
        int kept = place(spec(1));
        long hint = fleet.finder().hint(fleet.shapes().intern(spec(1)));
        int mark = fleet.overlay().mark();

        fleet.overlay().release(kept);
        place(spec(2));
        place(spec(2));
        fleet.overlay().rollback(mark);

        assertThat(fleet.ledger().at(0, 0)).isEqualTo(kept);
        assertThat(fleet.free().freeGpus(0)).isEqualTo(3);
        assertThat(fleet.finder().hint(fleet.shapes().intern(spec(1)))).isEqualTo(hint);
    }

    @Test
    void refusedShapeIsTriedAgainAfterRelease() {
        fleet.inventory().upsert(Nodes.node(1, 2, "A100"));
        int holding = place(spec(2));
        Shape shape = fleet.shapes().intern(spec(1));
        assertThat(fleet.finder().find(shape, -1, 1, choice)).isFalse();

        fleet.overlay().release(holding);

        assertThat(fleet.finder().find(shape, -1, 1, choice)).isTrue();
    }

    @Test
    void findsWhatWouldFitWithoutLowerPriorities() {
        fleet.inventory().upsert(Nodes.node(1, 2, "A100"));
        place(spec(2));
        Shape shape = fleet.shapes().intern(spec(1));

        boolean withoutBelowOne = fleet.vacancies().find(shape, 1, -1, choice);
        boolean withoutBelowZero = fleet.vacancies().find(shape, 0, -1, choice);

        assertThat(withoutBelowOne).isTrue();
        assertThat(withoutBelowZero).isFalse();
    }

    @Test
    void gangGoesIntoTheSmallestRackThatHoldsIt() {
        for (int node = 0; node < 12; node++) {
            String rack = node < 8 ? "big" : "small";
            fleet.inventory()
                    .upsert(
                            Nodes.node(
                                    node,
                                    Nodes.gpus(4, "A100", 81_920),
                                    64_000,
                                    262_144,
                                    Map.of("topology/rack", rack)));
        }
        int[] holdings = new int[14];

        int placed =
                fleet.gangs()
                        .place(
                                fleet.shapes().intern(spec(1)),
                                Policies.BEST_FIT,
                                14,
                                "topology/rack",
                                -1,
                                1,
                                _ -> claim(0),
                                holdings);

        assertThat(placed).isEqualTo(14);
        assertThat(
                        fleet.free().freeGpus(8)
                                + fleet.free().freeGpus(9)
                                + fleet.free().freeGpus(10)
                                + fleet.free().freeGpus(11))
                .isEqualTo(2);
    }

    @Test
    void gangThatDoesNotFitHoldsNothing() {
        fleet.inventory().upsert(Nodes.node(1, 4, "A100"));
        int[] holdings = new int[5];

        int placed =
                fleet.gangs()
                        .place(
                                fleet.shapes().intern(spec(1)),
                                0,
                                5,
                                null,
                                -1,
                                1,
                                _ -> claim(0),
                                holdings);

        assertThat(placed).isZero();
        assertThat(fleet.ledger().live()).isZero();
        assertThat(fleet.free().freeGpus(0)).isEqualTo(4);
    }

    @Test
    void nearestMissNamesTheNodeThatCameClosest() {
        fleet.inventory().upsert(Nodes.node(1, 4, "A100"));
        fleet.inventory().upsert(Nodes.node(2, 4, "A100"));
        place(spec(3));
        place(spec(1));
        place(spec(1));

        RefusalSummary refusals = fleet.refusals().of(fleet.shapes().intern(spec(4)));

        assertThat(refusals.nearestMiss()).isEqualTo("3 free on node-2, needs 4");
        assertThat(refusals.everHere()).isTrue();
    }
}
