package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.node.Gpu;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product that MIG can cut, in the words of the vendor: its memory slices, its media engines, and
 * a row for each profile as {@code nvidia-smi mig -lgip} and {@code -lgipp} print it.
 *
 * @param compute compute slices
 * @param memory memory slices
 * @param engines media engines that profiles share out; 0 where the vendor gives each its own
 */
record MigBoard(int compute, int memory, int engines, List<Row> rows) {
    /** There is one optical flow accelerator, and media extensions come with it. */
    static final int ACCELERATORS = 1;

    /**
     * One profile.
     *
     * @param starts memory slices it may begin at
     * @param length memory slices it covers
     * @param instances as many of it as a device takes
     * @param engines media engines it takes
     * @param accelerator 1 with the optical flow accelerator, else 0
     */
    record Row(
            String name,
            int compute,
            List<Integer> starts,
            int length,
            int instances,
            int engines,
            int accelerator) {
        /** Written as {@code name {starts}:length xInstances engines/accelerator}. */
        static Row of(String line) {
            String[] word = line.split(" ", -1);
            String[] place = word[1].split(":", -1);
            String starts = place[0].substring(1, place[0].length() - 1);
            String[] media = word[3].split("/", -1);
            return new Row(
                    word[0],
                    Integer.parseInt(word[0].substring(0, 1)),
                    Arrays.stream(starts.split(",", -1)).map(Integer::valueOf).toList(),
                    Integer.parseInt(place[1]),
                    Integer.parseInt(word[2].substring(1)),
                    Integer.parseInt(media[0]),
                    Integer.parseInt(media[1]));
        }
    }

    private static final Map<String, MigBoard> BY_MODEL =
            Map.of(
                    "A100", sevenths("10 20 20 40 40 80"),
                    "H100", sevenths("10 20 20 40 40 80"),
                    "NVIDIA A100-SXM4-40GB", sevenths("5 10 10 20 20 40"),
                    "NVIDIA H100 NVL", sevenths("12 24 24 47 47 94"),
                    "NVIDIA B200", sevenths("23 45 45 90 90 180"),
                    "NVIDIA A30",
                            board(
                                    4,
                                    4,
                                    0,
                                    "1g.6gb {0,1,2,3}:1 x4 0/0",
                                    "1g.6gb+me {0,1,2,3}:1 x1 0/1",
                                    "2g.12gb {0,2}:2 x2 0/0",
                                    "2g.12gb+me {0,2}:2 x1 0/1",
                                    "4g.24gb {0}:4 x1 0/1"),
                    "NVIDIA RTX PRO 6000 Blackwell Server Edition",
                            board(
                                    4,
                                    4,
                                    4,
                                    "1g.24gb {0,1,2,3}:1 x4 1/0",
                                    "1g.24gb+me {0,1,2,3}:1 x1 1/1",
                                    "1g.24gb+gfx {0,1,2,3}:1 x4 1/0",
                                    "1g.24gb+me.all {0,1,2,3}:1 x1 4/1",
                                    "1g.24gb-me {0,1,2,3}:1 x4 0/0",
                                    "2g.48gb {0,2}:2 x2 2/0",
                                    "2g.48gb+gfx {0,2}:2 x2 2/0",
                                    "2g.48gb+me.all {0,2}:2 x1 4/1",
                                    "2g.48gb-me {0,2}:2 x2 0/0",
                                    "4g.96gb {0}:4 x1 4/1",
                                    "4g.96gb+gfx {0}:4 x1 4/1"));

    private static MigBoard board(int compute, int memory, int engines, String... rows) {
        return new MigBoard(compute, memory, engines, Arrays.stream(rows).map(Row::of).toList());
    }

    /** Gigabytes in the names of: 1g, 1g with twice the memory, 2g, 3g, 4g, 7g. */
    private static MigBoard sevenths(String gigabytes) {
        String[] size = gigabytes.split(" ", -1);
        return board(
                7,
                8,
                0,
                "1g." + size[0] + "gb {0,1,2,3,4,5,6}:1 x7 0/0",
                "1g." + size[0] + "gb+me {0,1,2,3,4,5,6}:1 x1 0/1",
                "1g." + size[1] + "gb {0,2,4,6}:2 x4 0/0",
                "2g." + size[2] + "gb {0,2,4}:2 x3 0/0",
                "3g." + size[3] + "gb {0,4}:4 x2 0/0",
                "4g." + size[4] + "gb {0}:4 x1 0/0",
                "7g." + size[5] + "gb {0}:8 x1 0/1");
    }

    /** The product a GPU is; null where nothing is published. */
    static @Nullable MigBoard of(Gpu gpu) {
        return BY_MODEL.get(gpu.model());
    }

    /** Names of the profiles of a model. */
    static List<String> profiles(String model) {
        MigBoard board = BY_MODEL.get(model);
        return board == null ? List.of() : board.rows.stream().map(Row::name).toList();
    }
}
