package dev.clawgateway.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuGrant;
import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.GpuSelector;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MIG slices against the vendor's own list of layouts. */
class MigLayoutTest {
    /**
     * The full layouts of a device of seven compute slices (NVIDIA MIG user guide, table "profile
     * placements"), as the compute slices of each instance.
     */
    private static final List<String> FULL_LAYOUTS =
            List.of(
                    "7",
                    "4 3",
                    "4 2 1",
                    "4 1 1 1",
                    "3 3",
                    "3 2 1",
                    "3 1 1 1",
                    "2 2 3",
                    "2 1 1 3",
                    "1 1 2 3",
                    "1 1 1 1 3",
                    "2 2 2 1",
                    "2 1 1 2 1",
                    "1 1 2 2 1",
                    "2 1 1 1 1 1",
                    "1 1 2 1 1 1",
                    "1 1 1 1 2 1",
                    "2 2 1 1 1",
                    "1 1 1 1 1 1 1");

    private static final Map<String, String> PROFILES =
            Map.of("1", "1g.10gb", "2", "2g.20gb", "3", "3g.40gb", "4", "4g.40gb", "7", "7g.80gb");

    private static final List<String> NAMES =
            List.of("1g.10gb", "2g.20gb", "3g.40gb", "4g.40gb", "7g.80gb");

    private final Fleet fleet = new Fleet(Policies.of("best_fit", List.of()));
    private final Choice choice = new Choice();

    static List<List<String>> layouts() {
        return FULL_LAYOUTS.stream().map(MigLayoutTest::profiles).toList();
    }

    private static List<String> profiles(String layout) {
        return Arrays.stream(layout.split(" ")).map(PROFILES::get).toList();
    }

    private void addDevice(String model, long memoryMib, List<String> profiles) {
        Gpu gpu = new Gpu(0, model, memoryMib, "GPU-0", profiles, List.of());
        fleet.upsert(Nodes.node(1, List.of(gpu), 64_000, 262_144, Map.of()));
    }

    private boolean place(String profile) {
        boolean fits = fleet.find(shape(profile), -1, 1, choice);
        if (fits) {
            fleet.reserve(choice, FleetTest.claim(0));
        }
        return fits;
    }

    private int shape(String profile) {
        return fleet.shape(
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

    @Test
    void whatIsCutIsAlwaysPartOfAFullLayout() {
        Random random = new Random(41);
        Set<List<String>> legal = legal();
        for (int round = 0; round < 2000; round++) {
            addDevice("H100", 81_920, NAMES);
            List<String> cut = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String profile = NAMES.get(random.nextInt(NAMES.size()));
                if (place(profile)) {
                    cut.add(profile);
                }
            }

            assertThat(legal).as("round %s", round).contains(cut.stream().sorted().toList());
            empty();
        }
    }

    private void empty() {
        while (fleet.holdings(0) > 0) {
            fleet.release(fleet.holding(0, 0));
        }
    }

    private static Set<List<String>> legal() {
        Set<List<String>> legal = new HashSet<>();
        layouts().forEach(layout -> subsets(layout, legal));
        return legal;
    }

    private static void subsets(List<String> layout, Set<List<String>> into) {
        for (int mask = 0; mask < 1 << layout.size(); mask++) {
            List<String> subset = new ArrayList<>();
            for (int i = 0; i < layout.size(); i++) {
                if ((mask >> i & 1) != 0) {
                    subset.add(layout.get(i));
                }
            }
            Collections.sort(subset);
            into.add(subset);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyFullLayoutCanBeCutLargestFirst(List<String> layout) {
        addDevice("H100", 81_920, NAMES);
        List<String> largestFirst = layout.stream().sorted(Collections.reverseOrder()).toList();

        assertThat(largestFirst).allMatch(this::place);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void slicesThatComeBackInAnyOrderLeaveNoRoomForTooMany(List<String> layout) {
        Random random = new Random(7);
        Set<List<String>> legal = legal();
        addDevice("H100", 81_920, NAMES);
        for (int round = 0; round < 20; round++) {
            List<String> cut = new ArrayList<>(layout);
            Collections.shuffle(cut, random);
            cut.forEach(this::restore);

            if (place("1g.10gb")) {
                cut.add("1g.10gb");
            }

            assertThat(legal).contains(cut.stream().sorted().toList());
            empty();
        }
    }

    @Test
    void deviceStaysCutUntilTheLastSliceIsGone() {
        addDevice("H100", 81_920, NAMES);
        int first = restore("2g.20gb");
        int second = restore("2g.20gb");
        int last = restore("3g.40gb");
        int share = fleet.shape(FleetTest.spec(FleetTest.share(100), null));
        fleet.release(first);
        fleet.release(second);

        boolean whileCut = fleet.find(share, -1, 1, choice);
        fleet.release(last);
        boolean after = fleet.find(share, -1, 1, choice);

        assertThat(whileCut).isFalse();
        assertThat(after).isTrue();
    }

    private int restore(String profile) {
        int compute = profile.charAt(0) - '0';
        int memory = compute == 3 ? 4 : compute == 7 ? 8 : compute;
        GpuGrant grant = new GpuGrant(0, compute * 1000 / 7, memory * 10_240L, profile);
        return fleet.restore(
                new Allocation(Nodes.id(1), List.of(grant), 0, 0, 0), FleetTest.claim(0));
    }

    @Test
    void slicesOfADeviceOfFourAreQuarters() {
        addDevice("NVIDIA A30", 24_576, List.of("1g.6gb", "2g.12gb", "4g.24gb"));

        assertThat(List.of("1g.6gb", "2g.12gb", "1g.6gb")).allMatch(this::place);

        assertThat(place("1g.6gb")).isFalse();
    }
}
