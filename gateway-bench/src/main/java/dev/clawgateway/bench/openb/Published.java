package dev.clawgateway.bench.openb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures published with FGD (USENIX ATC 2023), read from the trace's folder. */
final class Published {
    private static final String FILE = "published-results-fgd-atc23.csv";

    private record Key(String list, String policy, int arrived) {}

    private final Map<Key, Double> allocated = new HashMap<>();

    Published(Path folder) throws IOException {
        for (String line : Files.readAllLines(folder.resolve(FILE))) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("workload")) {
                allocated.put(
                        new Key(cells[0], cells[1], Integer.parseInt(cells[2])),
                        Double.parseDouble(cells[3]));
            }
        }
    }

    /** Allocated GPU in percent; null where nothing was published. */
    @Nullable Double allocated(String list, String policy, int arrived) {
        return allocated.get(new Key(list, policy, arrived));
    }
}
