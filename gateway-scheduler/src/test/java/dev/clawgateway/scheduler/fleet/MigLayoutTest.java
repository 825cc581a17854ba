package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.node.MigGrid;
import dev.clawgateway.scheduler.fleet.search.RefusalSummary;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * MIG slices against the vendor's tables, as the vendor writes them: {@link VendorMig}. Every
 * multiset of profiles is tried on every product that is known.
 */
class MigLayoutTest {
    private final Fleet fleet = Fleet.of(Policies.of("best_fit", List.of()));
    private final Choice choice = new Choice();

    static List<VendorMig> products() {
        return VendorMig.PRODUCTS;
    }

    private void addDevice(VendorMig product) {
        addDevice(product.model(), product.memoryMib(), product.names());
    }

    private void addDevice(String model, long memoryMib, List<String> profiles) {
        Gpu gpu = new Gpu(0, model, memoryMib, "GPU-0", profiles, List.of());
        fleet.inventory().upsert(Nodes.node(1, List.of(gpu), 64_000, 262_144, Map.of()));
    }

    private boolean place(String profile) {
        boolean fits = fleet.finder().find(shape(profile), -1, 1, choice);
        if (fits) {
            fleet.overlay().reserve(choice, FleetTest.claim(0));
        }
        return fits;
    }

    private Shape shape(String profile) {
        return fleet.shapes()
                .intern(
                        FleetTest.spec(
                                new GpuRequirement(
                                        1,
                                        GpuSelector.ANY,
                                        0,
                                        null,
                                        List.of(),
                                        null,
                                        profile,
                                        false,
                                        0,
                                        null),
                                null));
    }

    private void empty() {
        while (fleet.ledger().count(0) > 0) {
            fleet.overlay().release(fleet.ledger().at(0, 0));
        }
    }

    private GpuGrant granted() {
        return fleet.ledger().allocation(fleet.ledger().at(0, 0)).gpus().getFirst();
    }

    @ParameterizedTest
    @MethodSource("products")
    void aDeviceTakesAsManyOfAProfileAsTheVendorSays(VendorMig product) {
        addDevice(product);
        for (VendorMig.Row row : product.rows()) {
            for (int i = 0; i < row.instances(); i++) {
                assertThat(place(row.name())).as("%s of %s", i + 1, row).isTrue();
            }

            assertThat(place(row.name())).as("one more of %s", row).isFalse();
            empty();
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void aSliceHasItsFractionOfComputeAndMemory(VendorMig product) {
        addDevice(product);
        for (VendorMig.Row row : product.rows()) {
            place(row.name());

            GpuGrant grant = granted();

            assertThat(grant.milli()).isEqualTo(row.compute() * 1000 / product.compute());
            assertThat(grant.memoryMib())
                    .isEqualTo(product.memoryMib() * row.length() / product.units());
            empty();
        }
    }

    /** In the order in which a device would be cut: what is legal must have room, in any order. */
    @ParameterizedTest
    @MethodSource("products")
    void everySetOfSlicesThatComesBackIsLegalExactlyWhenTheVendorSaysSo(VendorMig product) {
        Random random = new Random(7);
        addDevice(product);
        for (List<VendorMig.Row> set : multisets(product)) {
            List<VendorMig.Row> order = new ArrayList<>(set);
            Collections.shuffle(order, random);
            order.forEach(row -> restore(product, row));

            assertThat(isPlaced()).as("%s", order).isEqualTo(product.legal(set));
            empty();
        }
    }

    private boolean isPlaced() {
        for (int age = 0; age < fleet.ledger().count(0); age++) {
            int slots = fleet.ledger().site(fleet.ledger().at(0, age)).slots().getFirst();
            if (slots == 0 || (slots & MigGrid.UNPLACED) != 0) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("products")
    void whatIsCutOneByOneIsAlwaysLegal(VendorMig product) {
        Random random = new Random(41);
        addDevice(product);
        for (int round = 0; round < 300; round++) {
            List<VendorMig.Row> cut = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                VendorMig.Row row = product.rows().get(random.nextInt(product.rows().size()));
                if (place(row.name())) {
                    cut.add(row);
                }
            }

            assertThat(product.legal(cut)).as("%s", cut).isTrue();
            empty();
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void everyLegalSetCanBeCutLargestFirst(VendorMig product) {
        addDevice(product);
        for (List<VendorMig.Row> set : multisets(product)) {
            List<VendorMig.Row> order = new ArrayList<>(set);
            order.sort((a, b) -> b.length() - a.length());

            boolean all = order.stream().allMatch(row -> place(row.name()));

            assertThat(all).as("%s", order).isEqualTo(product.legal(set));
            empty();
        }
    }

    /** All of up to one slice more than the device takes of its smallest. */
    private static List<List<VendorMig.Row>> multisets(VendorMig product) {
        List<List<VendorMig.Row>> sets = new ArrayList<>();
        int most = product.compute() == 7 ? 5 : product.compute() + 1;
        extend(product.rows(), 0, most, List.of(), sets);
        return sets;
    }

    private static void extend(
            List<VendorMig.Row> rows,
            int from,
            int left,
            List<VendorMig.Row> chosen,
            List<List<VendorMig.Row>> sets) {
        sets.add(chosen);
        for (int i = from; i < rows.size() && left > 0; i++) {
            List<VendorMig.Row> longer = new ArrayList<>(chosen);
            longer.add(rows.get(i));
            extend(rows, i, left - 1, longer, sets);
        }
    }

    private int restore(VendorMig product, VendorMig.Row row) {
        GpuGrant grant =
                new GpuGrant(
                        0,
                        row.compute() * 1000 / product.compute(),
                        product.memoryMib() * row.length() / product.units(),
                        row.name());
        return fleet.overlay()
                .restore(new Allocation(Nodes.id(1), List.of(grant), 0, 0, 0), FleetTest.claim(0));
    }

    @ParameterizedTest
    @CsvSource({
        "NVIDIA L40S,46068,1g.10gb",
        "NVIDIA A100X,81920,1g.10gb",
        "NVIDIA A300,24576,1g.6gb",
        "NVIDIA GB10,0,1g.10gb",
        "NVIDIA B300 SXM6 AC,275040,1g.34gb",
        "NVIDIA A100-SXM4-40GB,40960,1g.20gb",
        "NVIDIA A100-SXM4-80GB,81920,1g.5gb",
        "NVIDIA A100-SXM-64GB,65536,1g.8gb",
        "NVIDIA H100 80GB HBM3,81559,1g.10gb+gfx",
        "NVIDIA A30,24576,3g.18gb",
        "NVIDIA RTX PRO 6000 Blackwell Server Edition,97887,3g.72gb",
        "NVIDIA RTX 6000 Ada Generation,49140,1g.24gb"
    })
    void whatNobodyPublishesHasNoLayoutAndTheRefusalSaysSo(
            String model, long memoryMib, String profile) {
        addDevice(model, memoryMib, List.of(profile));

        boolean fits = place(profile);

        assertThat(fits).isFalse();
        RefusalSummary refusals = fleet.refusals().of(shape(profile));
        assertThat(refusals.refusals()).containsExactly(new Refusal(RefusalReason.MIG_LAYOUT, 1));
        assertThat(refusals.everHere()).isFalse();
    }

    @Test
    void threeMediaExtensionsDoNotFitOnAnA30() {
        addDevice("NVIDIA A30", 24_576, List.of("1g.6gb+me", "2g.12gb+me", "1g.6gb"));

        assertThat(place("1g.6gb+me")).isTrue();

        assertThat(place("1g.6gb+me")).isFalse();
        assertThat(place("2g.12gb+me")).isFalse();
        assertThat(place("1g.6gb")).isTrue();
    }

    @Test
    void allMediaEnginesLeaveRoomForSlicesWithoutAny() {
        List<String> profiles = List.of("1g.24gb", "1g.24gb+me.all", "1g.24gb-me", "2g.48gb-me");
        addDevice("NVIDIA RTX PRO 6000 Blackwell Workstation Edition", 97_887, profiles);

        assertThat(place("1g.24gb+me.all")).isTrue();

        assertThat(place("1g.24gb")).isFalse();
        assertThat(place("1g.24gb-me")).isTrue();
        assertThat(place("2g.48gb-me")).isTrue();
    }

    @Test
    void aDeviceWithASliceThatHasNoLayoutIsClosedUntilItEnds() {
        addDevice("NVIDIA L40S", 46_068, List.of("1g.10gb"));
        Shape share = fleet.shapes().intern(FleetTest.spec(FleetTest.share(100), null));
        int first = restoreUnknown();
        int second = restoreUnknown();

        fleet.overlay().release(first);
        boolean whileCut = fleet.finder().find(share, -1, 1, choice);
        fleet.overlay().release(second);
        boolean after = fleet.finder().find(share, -1, 1, choice);

        assertThat(whileCut).isFalse();
        assertThat(after).isTrue();
    }

    private int restoreUnknown() {
        GpuGrant grant = new GpuGrant(0, 142, 5000, "1g.10gb");
        return fleet.overlay()
                .restore(new Allocation(Nodes.id(1), List.of(grant), 0, 0, 0), FleetTest.claim(0));
    }

    /** Two were cut when nobody counted: the second finds a place once the first is gone. */
    @Test
    void aSliceWithoutAPlaceTakesOneThatComesFree() {
        VendorMig product = VendorMig.of("NVIDIA A30");
        addDevice(product);
        int first = restore(product, product.row("1g.6gb+me"));
        restore(product, product.row("1g.6gb+me"));
        boolean closed = !place("1g.6gb");

        fleet.overlay().release(first);

        assertThat(closed).isTrue();
        assertThat(isPlaced()).isTrue();
        assertThat(place("1g.6gb")).isTrue();
        assertThat(place("1g.6gb+me")).isFalse();
    }

    @Test
    void aDryRunLeavesASliceWithoutAPlaceAsItWas() {
        VendorMig product = VendorMig.of("NVIDIA A30");
        addDevice(product);
        int first = restore(product, product.row("1g.6gb+me"));
        restore(product, product.row("1g.6gb+me"));

        int mark = fleet.overlay().mark();
        fleet.overlay().release(first);
        fleet.overlay().rollback(mark);

        assertThat(isPlaced()).isFalse();
        assertThat(place("1g.6gb")).isFalse();
        empty();
        assertThat(fleet.free().freeGpus(0)).isEqualTo(1);
    }

    @Test
    void slicesOfADeviceThatBecameAnotherAreLaidOutAnew() {
        VendorMig before = VendorMig.of("NVIDIA A100-SXM4-40GB");
        addDevice(before);
        place("1g.10gb");
        place("1g.5gb");

        addDevice(VendorMig.of("NVIDIA H100 80GB HBM3"));
        boolean closed = !place("1g.10gb");
        fleet.overlay().release(fleet.ledger().at(0, 0));
        boolean open = place("1g.10gb");

        assertThat(closed).as("1g.5gb is no profile of an H100").isTrue();
        assertThat(open).isTrue();
        empty();
        assertThat(fleet.free().freeGpus(0)).isEqualTo(1);
    }

    @Test
    void deviceStaysCutUntilTheLastSliceIsGone() {
        VendorMig product = VendorMig.of("NVIDIA H100 80GB HBM3");
        addDevice(product);
        int first = restore(product, product.row("2g.20gb"));
        int second = restore(product, product.row("2g.20gb"));
        int last = restore(product, product.row("3g.40gb"));
        Shape share = fleet.shapes().intern(FleetTest.spec(FleetTest.share(100), null));
        fleet.overlay().release(first);
        fleet.overlay().release(second);

        boolean whileCut = fleet.finder().find(share, -1, 1, choice);
        fleet.overlay().release(last);
        boolean after = fleet.finder().find(share, -1, 1, choice);

        assertThat(whileCut).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    void theModelsNameIsReadByWords() {
        for (String model : Arrays.asList("A100", "NVIDIA A100 80GB PCIe", "NVIDIA-A100-SXM4")) {
            addDevice(model, 81_920, List.of("1g.10gb"));
            assertThat(place("1g.10gb")).as(model).isTrue();
            empty();
        }
    }
}
