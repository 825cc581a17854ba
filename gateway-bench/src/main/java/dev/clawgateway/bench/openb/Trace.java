package dev.clawgateway.bench.openb;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.SchedulableNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** The folder of the trace: the cluster, and the lists of tasks. */
final class Trace {
    /** Arrivals go on until this much of the cluster's GPUs was asked for, in percent. */
    static final int ARRIVALS_PERCENT = 130;

    /** Memory per GPU; the trace has none, and no task asks for any. */
    private static final long GPU_MEMORY_MIB = 16_384;

    private final Path folder;

    Trace(Path folder) {
        this.folder = folder;
    }

    List<SchedulableNode> nodes() throws IOException {
        List<SchedulableNode> nodes = new ArrayList<>();
        for (String line : rows("openb_node_list_gpu_node.csv")) {
            String[] cells = line.split(",", -1);
            int number = nodes.size();
            List<Gpu> gpus =
                    IntStream.range(0, Integer.parseInt(cells[3]))
                            .mapToObj(index ->
                                    new Gpu(
                                            index,
                                            cells[4],
                                            GPU_MEMORY_MIB,
                                            "GPU-" + number + "-" + index))
                            .toList();
            nodes.add(
                    new SchedulableNode(
                            new NodeId(new UUID(0, number)),
                            cells[0],
                            new NodeCapacity(
                                    gpus,
                                    Long.parseLong(cells[1]),
                                    Long.parseLong(cells[2]),
                                    List.of()),
                            Map.of(),
                            Map.of(),
                            List.of(),
                            Availability.OPEN));
        }
        nodes.sort(Comparator.comparing(SchedulableNode::name));
        return nodes;
    }

    /** The tasks of a list, such as {@code default}, by name. */
    List<Pod> pods(String list) throws IOException {
        return rows("openb_pod_list_" + list + ".csv").stream()
                .map(Pod::parse)
                .sorted(Comparator.comparing(Pod::name))
                .toList();
    }

    /** Shuffled, then sampled with replacement, or thinned, to 130% of the capacity. */
    static List<Pod> arrivals(List<Pod> pods, long capacityMilli, long seed) {
        Random random = new Random(seed);
        List<Pod> arrivals = new ArrayList<>(pods);
        Collections.shuffle(arrivals, random);
        long wanted = capacityMilli * ARRIVALS_PERCENT / 100;
        long demand = arrivals.stream().mapToLong(Pod::demand).sum();
        while (demand > wanted) {
            demand -= arrivals.remove(random.nextInt(arrivals.size())).demand();
        }
        while (demand < wanted) {
            Pod pod = pods.get(random.nextInt(pods.size()));
            arrivals.add(pod);
            demand += pod.demand();
        }
        return arrivals;
    }

    private List<String> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(file));
        return lines.subList(1, lines.size());
    }
}
