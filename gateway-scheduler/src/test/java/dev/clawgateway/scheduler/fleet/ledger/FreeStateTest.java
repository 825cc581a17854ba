package dev.clawgateway.scheduler.fleet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.FleetTest;
import dev.clawgateway.scheduler.fleet.Nodes;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short forms in which nodes, holdings and lists are kept must never show. */
class FreeStateTest {
    private static final NodeId NODE = Nodes.id(1);

    private final Fleet fleet = Fleet.of(Policies.of("best_fit", List.of()));

    private int restore(GpuGrant... grants) {
        return fleet.overlay()
                .restore(new Allocation(NODE, List.of(grants), 1000, 1024, 0), FleetTest.claim(0));
    }

    private static GpuGrant whole(int index) {
        return new GpuGrant(index, 1000, 81_920, null);
    }

    @Test
    void aWholeGpuThatWasPromisedTwiceComesFreeWhenBothAreGone() {
        fleet.inventory().upsert(Nodes.node(1, 2, "A100"));
        int first = restore(whole(0));
        int second = restore(new GpuGrant(0, 300, 1000, null));

        assertThat(fleet.free().milli(0, 0)).isEqualTo(-300);
        fleet.overlay().release(first);
        assertThat(fleet.free().milli(0, 0)).isEqualTo(700);
        fleet.overlay().release(second);

        assertThat(fleet.free().milli(0, 0)).isEqualTo(1000);
        assertThat(fleet.free().freeGpus(0)).isEqualTo(2);
    }

    @Test
    void holdingsOutliveAChangeOfTheDevicesMemory() {
        fleet.inventory().upsert(Nodes.node(1, 2, "A100"));
        int holding = restore(whole(0), whole(1));

        fleet.inventory()
                .upsert(Nodes.node(1, Nodes.gpus(2, "A100", 40_960), 64_000, 262_144, Map.of()));

        assertThat(fleet.free().totalMilli(0)).isZero();
        assertThat(fleet.ledger().allocation(holding).gpus()).containsExactly(whole(0), whole(1));
        fleet.overlay().release(holding);
        assertThat(fleet.free().freeGpus(0)).isEqualTo(2);
        assertThat(fleet.inventory().totals()).containsExactly(new ModelTotals("A100", 2000, 0));
    }

    @Test
    void indexesThatAMaskCannotHoldAreKeptAsWell() {
        fleet.inventory().upsert(Nodes.node(1, 2, "A100"));

        int holding = restore(whole(40), whole(1));

        assertThat(fleet.ledger().allocation(holding).gpuIndexes()).containsExactly(1, 40);
        assertThat(fleet.free().freeGpus(0)).isEqualTo(1);
    }

    @Test
    void theHoldingsOfANodeAreListedByAgeHoweverManyThereAre() {
        fleet.inventory().upsert(Nodes.node(1, 8, "A100"));
        SplittableRandom random = new SplittableRandom(7);
        List<Integer> byAge = new ArrayList<>();

        for (int step = 0; step < 5_000; step++) {
            boolean growing = step / 500 % 2 == 0;
            if (byAge.isEmpty() || random.nextInt(4) < (growing ? 3 : 1)) {
                byAge.addFirst(restore(new GpuGrant(random.nextInt(8), 1, 1, null)));
            } else {
                fleet.overlay().release(byAge.remove(/* index */ random.nextInt(byAge.size())));
            }
            assertThat(listed()).isEqualTo(byAge);
        }
    }

    @Test
    void whatIsUndoneLeavesTheListAsItWas() {
        fleet.inventory().upsert(Nodes.node(1, 8, "A100"));
        SplittableRandom random = new SplittableRandom(8);
        List<Integer> holdings = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            holdings.add(restore(new GpuGrant(random.nextInt(8), 10, 10, null)));
        }
        List<Integer> before = listed();
        Collections.shuffle(holdings, new Random(8));

        int mark = fleet.overlay().mark();
        for (int i = 0; i < 12; i++) {
            fleet.overlay().release(holdings.get(i));
            restore(whole(i % 8));
        }
        fleet.overlay().rollback(mark);

        assertThat(listed()).isEqualTo(before);
    }

    private List<Integer> listed() {
        List<Integer> listed = new ArrayList<>();
        for (int age = 0; age < fleet.ledger().count(0); age++) {
            listed.add(fleet.ledger().at(0, age));
        }
        return listed;
    }

    @Test
    void moreThanAHoldingCanSayFitsNowhere() {
        fleet.inventory()
                .upsert(Nodes.node(1, Nodes.gpus(1, "A100", 81_920), 1L << 40, 1L << 40, Map.of()));
        Choice choice = new Choice();

        assertThat(
                        fleet.finder()
                                .find(
                                        fleet.shapes().intern(host(Integer.MAX_VALUE)),
                                        -1,
                                        1,
                                        choice))
                .isTrue();
        fleet.overlay().release(fleet.overlay().reserve(choice, FleetTest.claim(0)));

        assertThat(fleet.free().memoryMib(0)).isEqualTo(1L << 40);
        assertThat(
                        fleet.finder()
                                .find(
                                        fleet.shapes().intern(host(Integer.MAX_VALUE + 1L)),
                                        -1,
                                        1,
                                        choice))
                .isFalse();
        assertThat(fleet.refusals().of(fleet.shapes().intern(host(1L << 33))).fitting()).isZero();
    }

    private static WorkloadSpec host(long amount) {
        return new WorkloadSpec("image", List.of(), Map.of(), 1, amount, amount);
    }

    @Test
    void aChainOfFallbacksHasAnEnd() {
        assertThat(fleet.shapes().intern(FleetTest.spec(chain(256), null))).isNotNull();
        assertThatThrownBy(() -> fleet.shapes().intern(FleetTest.spec(chain(257), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 256 levels");
    }

    private static GpuRequirement chain(int levels) {
        GpuRequirement chain = null;
        for (int i = 0; i < levels; i++) {
            chain =
                    new GpuRequirement(
                            1, GpuSelector.ANY, 0, null, List.of(), null, null, false, 0, chain);
        }
        return chain;
    }

    @Test
    void aFleetThatIsLoadedIsNumberedKindByKind() {
        fleet.inventory().upsert(Nodes.node(9, 1, "A100"));

        fleet.inventory()
                .load(
                        List.of(
                                Nodes.node(1, 1, "H100"),
                                Nodes.node(2, 1, "A100"),
                                Nodes.node(9, 1, "A100"),
                                Nodes.node(3, 1, "H100"),
                                Nodes.node(4, 1, "A100")));

        assertThat(fleet.inventory().size()).isEqualTo(5);
        assertThat(List.of(9, 2, 4, 1, 3))
                .extracting(id -> fleet.inventory().number(Nodes.id(id)))
                .containsExactly(0, 1, 2, 3, 4);
    }
}
