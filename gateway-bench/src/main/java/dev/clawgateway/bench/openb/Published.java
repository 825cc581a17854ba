package dev.clawgateway.bench.openb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures published with FGD (USENIX ATC 2023), read from the trace's folder. */
final class Published {
    /** The published policies that ours are shown beside. */
    static final String BEST_FIT = "BestFit";

    static final String FGD = "FGD";

    private static final String FILE = "published-results-fgd-atc23.csv";
    private static final int ALLOCATED = 3;
    private static final int FRAGMENTED = 6;

    private record Key(String list, String policy, int arrived) {}

    /**
     * Means of ten runs.
     *
     * @param allocated percent of the cluster's GPUs
     * @param fragmented percent of the cluster's GPUs; null where it was left out
     */
    record Figure(double allocated, @Nullable Double fragmented) {}

    private final Map<Key, Figure> figures = new HashMap<>();

    Published(Path folder) throws IOException {
        for (String line : Files.readAllLines(folder.resolve(FILE))) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("workload")) {
                figures.put(
                        new Key(cells[0], cells[1], Integer.parseInt(cells[2])),
                        new Figure(
                                Double.parseDouble(cells[ALLOCATED]),
                                cells.length > FRAGMENTED && !cells[FRAGMENTED].isEmpty()
                                        ? Double.valueOf(cells[FRAGMENTED])
                                        : null));
            }
        }
    }

    /** Null where nothing was published. */
    @Nullable Figure figure(String list, String policy, int arrived) {
        return figures.get(new Key(list, policy, arrived));
    }
}
