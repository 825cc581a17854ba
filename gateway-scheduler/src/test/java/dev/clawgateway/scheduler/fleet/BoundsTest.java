package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.fleet.ledger.GrantWord;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import dev.clawgateway.scheduler.fleet.node.MigGrid;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger packs many numbers into few bits: each at the most it may be. */
class BoundsTest {
    private static final List<String> PROFILES = List.of("1g.10gb", "2g.20gb", "7g.80gb");

    private final Fleet fleet = Fleet.of(Policies.of("best_fit", List.of()));
    private final Choice choice = new Choice();

    private int reserve(GpuRequirement requirement) {
        Shape shape = fleet.shapes().intern(FleetTest.spec(requirement, null));
        assertThat(fleet.finder().find(shape, -1, 1, choice)).as("%s", requirement).isTrue();
        return fleet.overlay().reserve(choice, FleetTest.claim(0));
    }

    private boolean fits(GpuRequirement requirement) {
        return fleet.finder()
                .find(fleet.shapes().intern(FleetTest.spec(requirement, null)), -1, 1, choice);
    }

    private static GpuRequirement slice(String profile) {
        return requirement(1, GpuSelector.ANY, profile, null);
    }

    private static GpuRequirement requirement(
            int count,
            GpuSelector selector,
            @Nullable String profile,
            @Nullable GpuRequirement fallback) {
        return new GpuRequirement(
                count, selector, 0, null, List.of(), null, profile, false, 0, fallback);
    }

    private static List<Gpu> gpus(int count, int firstIndex, List<String> profiles) {
        return IntStream.range(firstIndex, firstIndex + count)
                .mapToObj(i -> new Gpu(i, "A100", 81_920, "GPU-" + i, profiles, List.of()))
                .toList();
    }

    private void add(int number, List<Gpu> gpus) {
        fleet.inventory().upsert(Nodes.node(number, gpus, 1_000_000, 1_000_000, Map.of()));
    }

    private List<@Nullable String> profiles(int holding) {
        List<@Nullable String> profiles = new ArrayList<>();
        fleet.ledger()
                .allocation(holding)
                .gpus()
                .forEach(grant -> profiles.add(grant.migProfile()));
        return profiles;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 8, 16, 31, 32, 33, 64})
    void slicesBesideAHoldingOfManyGpusKeepTheirProfiles(int size) {
        fleet.inventory().upsert(Nodes.node(1, size, "H100"));
        add(2, gpus(16, 0, PROFILES));
        int many = reserve(model(size, "H100", null));
        List<Integer> slices = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            slices.add(reserve(slice("7g.80gb")));
        }

        assertThat(profiles(many)).hasSize(size).containsOnlyNulls();
        fleet.overlay().release(many);

        assertThat(slices)
                .allSatisfy(each -> assertThat(profiles(each)).containsExactly("7g.80gb"));
        slices.forEach(fleet.overlay()::release);
        assertThat(fleet.free().freeGpus(0)).isEqualTo(size);
        assertThat(fleet.free().freeGpus(1)).isEqualTo(16);
    }

    /** The record of a holding of five GPUs is one word; where its slices lie would be others'. */
    @Test
    void whatAHoldingOfManyGpusIsEnteredBesideStaysAsItWas() {
        add(1, gpus(8, 0, PROFILES));
        int many = reserve(GpuRequirement.anyOf(6));
        int slice = reserve(slice("2g.20gb"));
        Allocation before = fleet.ledger().allocation(slice);

        add(1, gpus(6, 0, PROFILES));
        add(1, gpus(8, 0, PROFILES));

        assertThat(fleet.ledger().allocation(slice)).isEqualTo(before);
        assertThat(profiles(many)).hasSize(6).containsOnlyNulls();
    }

    @Test
    void aDeviceWhoseIndexCannotBeWrittenDownIsOfferedToNobody() {
        add(1, gpus(2, GrantWord.END_OF_INDEXES - 1, List.of()));

        int last = reserve(GpuRequirement.anyOf(1));

        assertThat(fleet.ledger().allocation(last).gpuIndexes())
                .containsExactly(GrantWord.END_OF_INDEXES - 1);
        assertThat(fits(GpuRequirement.anyOf(1))).isFalse();
        fleet.overlay().release(last);
        assertThat(fits(GpuRequirement.anyOf(2))).isFalse();
        assertThat(fits(GpuRequirement.anyOf(1))).isTrue();
    }

    @Test
    void allOf64DevicesCanBeChosenBySerialNumber() {
        add(1, gpus(64, 0, List.of()));

        int all =
                reserve(requirement(64, GpuSelector.parse("uuid.startsWith('GPU-')"), null, null));

        assertThat(fleet.ledger().allocation(all).gpus()).hasSize(64);
    }

    @Test
    void aDeviceThatIsPromisedManyTimesComesFreeWhenAllAreGone() {
        add(1, gpus(1, 0, List.of()));
        GpuGrant whole = new GpuGrant(0, 1000, 81_920, null);
        List<Integer> holdings = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Allocation allocation = new Allocation(Nodes.id(1), List.of(whole), 0, 0, 0);
            holdings.add(fleet.overlay().restore(allocation, FleetTest.claim(0)));
        }

        assertThat(fleet.free().milli(0, 0)).isEqualTo(-399_000);

        holdings.forEach(fleet.overlay()::release);
        assertThat(fleet.free().freeGpus(0)).isEqualTo(1);
    }

    @Test
    void aRecordHoldsAsManyGrantsAndAsDeepALevelAsThereCanBe() {
        add(1, gpus(64, 100, List.of()));
        List<GpuGrant> grants =
                IntStream.range(0, 64)
                        .mapToObj(i -> new GpuGrant(100 + i, 1000 - i, 80_000 + i, null))
                        .toList();
        Allocation most =
                new Allocation(Nodes.id(1), grants, Integer.MAX_VALUE, Integer.MAX_VALUE, 255);

        int holding =
                fleet.overlay()
                        .restore(most, new DeviceHolder(Integer.MAX_VALUE, -1, true, Map.of()));

        assertThat(fleet.ledger().allocation(holding)).isEqualTo(most);
        assertThat(fleet.ledger().claim(holding))
                .isEqualTo(new DeviceHolder(Integer.MAX_VALUE, -1, true, Map.of()));
    }

    @Test
    void aGrantIsReadAsItWasWritten() {
        int index = GrantWord.END_OF_INDEXES - 1;
        long word = GrantWord.of(index, 1000, Integer.MAX_VALUE, 0);

        long cut = GrantWord.withSlots(word, MigGrid.END - 1);

        assertThat(GrantWord.index(cut)).isEqualTo(index);
        assertThat(GrantWord.milli(cut)).isEqualTo(1000);
        assertThat(GrantWord.memoryMib(cut)).isEqualTo(Integer.MAX_VALUE);
        assertThat(GrantWord.slots(cut)).isEqualTo(MigGrid.END - 1);
        assertThat(GrantWord.slots(word)).isZero();
    }

    /** Of a long chain the better level still wins, also where a score decides among nodes. */
    @ParameterizedTest
    @ValueSource(strings = {"best_fit", "spread", "least_fragmentation"})
    void levelsFarDownAChainAreToldApart(String policy) {
        Fleet other = Fleet.of(Policies.of(policy, List.of()));
        other.inventory()
                .upsert(Nodes.node(1, Nodes.gpus(8, "late", 81_920), 64_000, 262_144, Map.of()));
        other.inventory()
                .upsert(Nodes.node(2, Nodes.gpus(8, "early", 81_920), 64_000, 262_144, Map.of()));
        GpuRequirement chain = model(1, "late", null);
        chain = model(1, "early", chain);
        for (int level = 0; level < 253; level++) {
            chain = model(1, "none", chain);
        }

        assertThat(
                        other.finder()
                                .find(
                                        other.shapes().intern(FleetTest.spec(chain, null)),
                                        -1,
                                        1,
                                        choice))
                .isTrue();

        assertThat(choice.node()).isEqualTo(1);
        assertThat(choice.level()).isEqualTo(253);
    }

    private static GpuRequirement model(
            int count, String model, @Nullable GpuRequirement fallback) {
        return new GpuRequirement(
                count, GpuSelector.ANY, 0, null, List.of(model), null, null, false, 0, fallback);
    }

    @Test
    void aDeviceOfWhichMemoryAloneIsKeptIsFoundForAShare() {
        add(1, gpus(1, 0, List.of()));
        GpuGrant memory = new GpuGrant(0, 0, 40_000, null);
        Allocation allocation = new Allocation(Nodes.id(1), List.of(memory), 0, 0, 0);
        fleet.overlay().restore(new Site(allocation, List.of(0)), FleetTest.claim(0));

        assertThat(fits(FleetTest.share(400))).isTrue();
        assertThat(fits(FleetTest.share(600))).isFalse();
    }
}
