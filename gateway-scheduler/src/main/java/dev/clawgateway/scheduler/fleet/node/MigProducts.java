package dev.clawgateway.scheduler.fleet.node;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The products that MIG can cut, and into what. Names, fractions, media units and numbers of
 * instances are those of the NVIDIA MIG User Guide, "Supported MIG Profiles"
 * (docs.nvidia.com/datacenter/tesla/mig-user-guide/supported-mig-profiles.html); places are what
 * {@code nvidia-smi mig -lgipp} prints for them. The guide names GB200 among the supported products
 * and has no table for it, nor for the China models and the GH200 of 144 GB: their names are those
 * of NVIDIA's GPU operator (its file assets/state-mig-manager/0400_configmap.yaml). What is not
 * here has no layout, and no slice is ever placed on it.
 */
public final class MigProducts {
    /** A device's memory may differ so much from what the product is called, in hundredths. */
    private static final int TOLERANCE = 5;

    /** Seven compute slices on eight memory slices, as all A100, H100, H200 and B200 have. */
    private static final MigGrid SEVENTHS = new MigGrid(7, 8, 0);

    private static final MigGrid QUARTERS = new MigGrid(4, 4, 0);

    /** Media engines are shared out, and {@code +me.all} takes them all. */
    private static final MigGrid RTX_QUARTERS = new MigGrid(4, 4, 4);

    private static final MigGrid RTX_HALVES = new MigGrid(2, 2, 3);

    private static final List<MigProducts> ALL =
            List.of(
                    a30(),
                    sevenths("A100", 40, "1g.5gb 1g.10gb 2g.10gb 3g.20gb 4g.20gb 7g.40gb"),
                    sevenths("A800", 40, "1g.5gb 1g.10gb 2g.10gb 3g.20gb 4g.20gb 7g.40gb"),
                    sevenths("A100", 80, "1g.10gb 1g.20gb 2g.20gb 3g.40gb 4g.40gb 7g.80gb"),
                    sevenths("A800", 80, "1g.10gb 1g.20gb 2g.20gb 3g.40gb 4g.40gb 7g.80gb"),
                    sevenths("H100", 80, "1g.10gb 1g.20gb 2g.20gb 3g.40gb 4g.40gb 7g.80gb"),
                    sevenths("H800", 80, "1g.10gb 1g.20gb 2g.20gb 3g.40gb 4g.40gb 7g.80gb"),
                    sevenths("H100", 94, "1g.12gb 1g.24gb 2g.24gb 3g.47gb 4g.47gb 7g.94gb"),
                    sevenths("H800", 94, "1g.12gb 1g.24gb 2g.24gb 3g.47gb 4g.47gb 7g.94gb"),
                    sevenths("H100", 96, "1g.12gb 1g.24gb 2g.24gb 3g.48gb 4g.48gb 7g.96gb"),
                    sevenths("GH200", 96, "1g.12gb 1g.24gb 2g.24gb 3g.48gb 4g.48gb 7g.96gb"),
                    sevenths("H20", 96, "1g.12gb 1g.24gb 2g.24gb 3g.48gb 4g.48gb 7g.96gb"),
                    sevenths("H200", 141, "1g.18gb 1g.35gb 2g.35gb 3g.71gb 4g.71gb 7g.141gb"),
                    sevenths("GH200", 144, "1g.18gb 1g.36gb 2g.36gb 3g.72gb 4g.72gb 7g.144gb"),
                    sevenths("B200", 180, "1g.23gb 1g.45gb 2g.45gb 3g.90gb 4g.90gb 7g.180gb"),
                    sevenths("GB200", 186, "1g.23gb 1g.47gb 2g.47gb 3g.93gb 4g.93gb 7g.186gb"),
                    rtxPro6000(),
                    rtxPro5000(),
                    rtxPro4500());

    private final Set<String> words;
    private final long memoryMib;
    private final MigGrid grid;
    private final Map<String, MigProfile> profiles = new HashMap<>();

    /** A product whose name has all these words. */
    private MigProducts(String words, int gigabytes, MigGrid grid) {
        this.words = Set.of(words.split(" ", -1));
        this.memoryMib = gigabytes * 1024L;
        this.grid = grid;
    }

    private MigProducts add(String name, int starts, int length, int engines, boolean extended) {
        int compute = name.charAt(0) - '0';
        profiles.put(name, new MigProfile(grid, compute, starts, length, engines, extended, 0));
        return this;
    }

    /** A profile on a device; {@link MigProfile#UNKNOWN} where no layout is known. */
    public static MigProfile profile(String name, String model, long memoryMib) {
        List<String> words = List.of(model.split("[^A-Za-z0-9]+", -1));
        return ALL.stream()
                .filter(product -> words.containsAll(product.words))
                .filter(product ->
                        product.difference(memoryMib) * 100 <= product.memoryMib * TOLERANCE)
                .min(Comparator.comparingLong(product -> product.difference(memoryMib)))
                .map(product -> product.profiles.get(name))
                .map(profile -> profile.on(memoryMib))
                .orElse(MigProfile.UNKNOWN);
    }

    private long difference(long otherMib) {
        return Math.abs(memoryMib - otherMib);
    }

    /** Names of 1g, of 1g with twice the memory, and of 2g, 3g, 4g and 7g. */
    private static MigProducts sevenths(String words, int gigabytes, String names) {
        String[] name = names.split(" ", -1);
        return new MigProducts(words, gigabytes, SEVENTHS)
                .add(name[0], 0b111_1111, 1, 0, false)
                .add(name[0] + "+me", 0b111_1111, 1, 0, true)
                .add(name[1], 0b101_0101, 2, 0, false)
                .add(name[2], 0b001_0101, 2, 0, false)
                .add(name[3], 0b001_0001, 4, 0, false)
                .add(name[4], 0b000_0001, 4, 0, false)
                .add(name[5], 0b000_0001, 8, 0, true);
    }

    private static MigProducts a30() {
        return new MigProducts("A30", 24, QUARTERS)
                .add("1g.6gb", 0b1111, 1, 0, false)
                .add("1g.6gb+me", 0b1111, 1, 0, true)
                .add("2g.12gb", 0b0101, 2, 0, false)
                .add("2g.12gb+me", 0b0101, 2, 0, true)
                .add("4g.24gb", 0b0001, 4, 0, true);
    }

    private static MigProducts rtxPro6000() {
        return new MigProducts("RTX PRO 6000 Blackwell", 96, RTX_QUARTERS)
                .add("1g.24gb", 0b1111, 1, 1, false)
                .add("1g.24gb+me", 0b1111, 1, 1, true)
                .add("1g.24gb+gfx", 0b1111, 1, 1, false)
                .add("1g.24gb+me.all", 0b1111, 1, 4, true)
                .add("1g.24gb-me", 0b1111, 1, 0, false)
                .add("2g.48gb", 0b0101, 2, 2, false)
                .add("2g.48gb+gfx", 0b0101, 2, 2, false)
                .add("2g.48gb+me.all", 0b0101, 2, 4, true)
                .add("2g.48gb-me", 0b0101, 2, 0, false)
                .add("4g.96gb", 0b0001, 4, 4, true)
                .add("4g.96gb+gfx", 0b0001, 4, 4, true);
    }

    private static MigProducts rtxPro5000() {
        return new MigProducts("RTX PRO 5000 Blackwell", 48, RTX_HALVES)
                .add("1g.24gb", 0b11, 1, 1, false)
                .add("1g.24gb+me", 0b11, 1, 1, true)
                .add("1g.24gb+gfx", 0b11, 1, 1, false)
                .add("1g.24gb+me.all", 0b11, 1, 3, true)
                .add("1g.24gb-me", 0b11, 1, 0, false)
                .add("2g.48gb", 0b01, 2, 3, true)
                .add("2g.48gb+gfx", 0b01, 2, 3, true);
    }

    private static MigProducts rtxPro4500() {
        return new MigProducts("RTX PRO 4500 Blackwell", 32, RTX_HALVES)
                .add("1g.16gb", 0b11, 1, 1, false)
                .add("1g.16gb+gfx", 0b11, 1, 1, false)
                .add("1g.16gb+me.all", 0b11, 1, 3, true)
                .add("1g.16gb-me", 0b11, 1, 0, false)
                .add("2g.32gb", 0b01, 2, 3, true)
                .add("2g.32gb+gfx", 0b01, 2, 3, true);
    }
}
