package dev.clawgateway.scheduler.fleet;

import java.util.Arrays;
import java.util.List;

/**
 * A product and its profiles as the vendor's tables and tools print them: places in the units of
 * {@code nvidia-smi mig -lgipp}, hardware units as NVDEC/JPEG/OFA of the MIG user guide, and how
 * many instances there may be. Written down apart from what the engine knows.
 *
 * @param units of memory, as places count them
 * @param compute slices of compute
 * @param media NVDEC/JPEG/OFA of the whole device; NVDEC and JPEG 0 where the guide gives every
 *     instance as many as the whole
 * @param rows one for each profile
 */
record VendorMig(
        String model, long memoryMib, int units, int compute, String media, List<Row> rows) {
    record Row(
            String name,
            int compute,
            List<Integer> starts,
            int length,
            List<Integer> media,
            int instances) {
        static Row of(String line) {
            String[] word = line.trim().split(" +", -1);
            String[] place = word[1].split(":", -1);
            String starts = place[0].substring(1, place[0].length() - 1);
            return new Row(
                    word[0],
                    word[0].charAt(0) - '0',
                    Arrays.stream(starts.split(",", -1)).map(Integer::valueOf).toList(),
                    Integer.parseInt(place[1]),
                    numbers(word[2]),
                    Integer.parseInt(word[3]));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split("/", -1)).map(Integer::valueOf).toList();
    }

    static final List<VendorMig> PRODUCTS =
            List.of(
                    product(
                            "NVIDIA A30",
                            24_576,
                            4,
                            4,
                            "4/1/1",
                            """
                            1g.6gb     {0,1,2,3}:1 0/0/0 4
                            1g.6gb+me  {0,1,2,3}:1 1/1/1 1
                            2g.12gb    {0,2}:2     2/0/0 2
                            2g.12gb+me {0,2}:2     2/1/1 1
                            4g.24gb    {0}:4       4/1/1 1
                            """),
                    a100("NVIDIA A100-SXM4-40GB", 40_960, "5 5 10 10 20 20 40"),
                    a100("NVIDIA A100-SXM4-80GB", 81_920, "10 10 20 20 40 40 80"),
                    hopper("NVIDIA H100 80GB HBM3", 81_559, "10 10 20 20 40 40 80"),
                    hopper("NVIDIA H100 NVL", 95_830, "12 12 24 24 47 47 94"),
                    hopper("NVIDIA GH200 480GB", 97_871, "12 12 24 24 48 48 96"),
                    hopper("NVIDIA H20", 97_871, "12 12 24 24 48 48 96"),
                    hopper("NVIDIA H200", 143_771, "18 18 35 35 71 71 141"),
                    hopper("NVIDIA H200 NVL", 143_771, "18 18 35 35 71 71 141"),
                    blackwell("NVIDIA B200", 183_359, "23 23 45 45 90 90 180"),
                    blackwell("NVIDIA GB200", 189_471, "23 23 47 47 93 93 186"),
                    product(
                            "NVIDIA RTX PRO 6000 Blackwell Server Edition",
                            97_887,
                            12,
                            4,
                            "4/4/1",
                            """
                            1g.24gb        {0,3,6,9}:3 1/1/0 4
                            1g.24gb+me     {0,3,6,9}:3 1/1/1 1
                            1g.24gb+gfx    {0,3,6,9}:3 1/1/0 4
                            1g.24gb+me.all {0,3,6,9}:3 4/4/1 1
                            1g.24gb-me     {0,3,6,9}:3 0/0/0 4
                            2g.48gb        {0,6}:6     2/2/0 2
                            2g.48gb+gfx    {0,6}:6     2/2/0 2
                            2g.48gb+me.all {0,6}:6     4/4/1 1
                            2g.48gb-me     {0,6}:6     0/0/0 2
                            4g.96gb        {0}:12      4/4/1 1
                            4g.96gb+gfx    {0}:12      4/4/1 1
                            """),
                    product(
                            "NVIDIA RTX PRO 5000 Blackwell",
                            48_935,
                            2,
                            2,
                            "3/1/1",
                            """
                            1g.24gb        {0,1}:1 1/0/0 2
                            1g.24gb+me     {0,1}:1 1/1/1 1
                            1g.24gb+gfx    {0,1}:1 1/0/0 2
                            1g.24gb+me.all {0,1}:1 3/1/1 1
                            1g.24gb-me     {0,1}:1 0/0/0 2
                            2g.48gb        {0}:2   3/1/1 1
                            2g.48gb+gfx    {0}:2   3/1/1 1
                            """),
                    product(
                            "NVIDIA RTX PRO 4500 Blackwell",
                            32_623,
                            2,
                            2,
                            "3/2/1",
                            """
                            1g.16gb        {0,1}:1 1/1/0 2
                            1g.16gb+gfx    {0,1}:1 1/1/0 2
                            1g.16gb+me.all {0,1}:1 3/2/1 1
                            1g.16gb-me     {0,1}:1 0/0/0 2
                            2g.32gb        {0}:2   3/2/1 1
                            2g.32gb+gfx    {0}:2   3/2/1 1
                            """));

    private static VendorMig product(
            String model, long memoryMib, int units, int compute, String media, String rows) {
        List<Row> all = rows.lines().filter(line -> !line.isBlank()).map(Row::of).toList();
        return new VendorMig(model, memoryMib, units, compute, media, all);
    }

    private static VendorMig a100(String model, long memoryMib, String gigabytes) {
        return sevenths(
                model, memoryMib, gigabytes, "5/1/1", "0/0/0 1/1/1 1/0/0 1/0/0 2/0/0 2/0/0 5/1/1");
    }

    private static VendorMig hopper(String model, long memoryMib, String gigabytes) {
        return sevenths(
                model, memoryMib, gigabytes, "7/7/1", "1/1/0 1/1/1 1/1/0 2/2/0 3/3/0 4/4/0 7/7/1");
    }

    private static VendorMig blackwell(String model, long memoryMib, String gigabytes) {
        return sevenths(
                model, memoryMib, gigabytes, "0/0/1", "0/0/0 0/0/1 0/0/0 0/0/0 0/0/0 0/0/0 0/0/1");
    }

    private static VendorMig sevenths(
            String model, long memoryMib, String gigabytes, String media, String mediaOfRows) {
        String[] size = gigabytes.split(" ", -1);
        String[] its = mediaOfRows.split(" ", -1);
        Object[] words = new Object[size.length * 2];
        for (int i = 0; i < size.length; i++) {
            words[2 * i] = size[i];
            words[2 * i + 1] = its[i];
        }
        String rows =
                """
                1g.%sgb    {0,1,2,3,4,5,6}:1 %s 7
                1g.%sgb+me {0,1,2,3,4,5,6}:1 %s 1
                1g.%sgb    {0,2,4,6}:2       %s 4
                2g.%sgb    {0,2,4}:2         %s 3
                3g.%sgb    {0,4}:4           %s 2
                4g.%sgb    {0}:4             %s 1
                7g.%sgb    {0}:8             %s 1
                """
                        .formatted(words);
        return product(model, memoryMib, 8, 7, media, rows);
    }

    static VendorMig of(String model) {
        return PRODUCTS.stream().filter(its -> its.model.equals(model)).findFirst().orElseThrow();
    }

    List<String> names() {
        return rows.stream().map(Row::name).toList();
    }

    Row row(String name) {
        return rows.stream().filter(row -> row.name.equals(name)).findFirst().orElseThrow();
    }

    /** Whether these slices can be on one device together. */
    boolean legal(List<Row> slices) {
        List<Integer> all = numbers(media);
        for (int unit = 0; unit < all.size(); unit++) {
            int taken = 0;
            for (Row slice : slices) {
                taken += slice.media.get(unit);
            }
            if (taken > all.get(unit)) {
                return false;
            }
        }
        for (Row slice : slices) {
            if (slices.stream().filter(slice::equals).count() > slice.instances) {
                return false;
            }
        }
        return placed(slices, new boolean[units]);
    }

    private static boolean placed(List<Row> slices, boolean[] taken) {
        if (slices.isEmpty()) {
            return true;
        }
        Row first = slices.getFirst();
        for (int start : first.starts) {
            boolean[] after = taken.clone();
            boolean free = true;
            for (int unit = start; unit < start + first.length; unit++) {
                free &= !after[unit];
                after[unit] = true;
            }
            if (free && placed(slices.subList(1, slices.size()), after)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return model;
    }
}
