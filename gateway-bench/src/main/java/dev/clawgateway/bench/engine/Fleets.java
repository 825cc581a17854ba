package dev.clawgateway.bench.engine;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Synthetic fleets and mixes of requests, from a seed. */
public final class Fleets {
    private static final List<String> MODELS =
            List.of("H100", "H200", "A100-80", "A100-40", "L40S", "A10");
    private static final long[] GPU_MEMORY_MIB = {81_559, 143_771, 81_920, 40_960, 46_068, 23_028};
    private static final int[] GPUS = {1, 1, 1, 1, 2, 2, 4, 8};
    private static final int NODES_PER_RACK = 32;

    private Fleets() {}

    /** Nodes of 8 GPUs in 6 models, 96 cores and 1 TiB, in racks, pools and zones. */
    public static List<SchedulableNode> nodes(int count) {
        List<SchedulableNode> nodes = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            nodes.add(node(number));
        }
        return nodes;
    }

    private static SchedulableNode node(int number) {
        int model = number % MODELS.size();
        List<Gpu> gpus =
                IntStream.range(0, 8)
                        .mapToObj(index ->
                                new Gpu(
                                        index,
                                        MODELS.get(model),
                                        GPU_MEMORY_MIB[model],
                                        "GPU-" + number + "-" + index))
                        .toList();
        return new SchedulableNode(
                new NodeId(new UUID(7, number)),
                "node-" + number,
                new NodeCapacity(gpus, 96_000, 1_048_576, List.of("docker")),
                Map.of(
                        "topology/rack",
                        "rack-" + number / NODES_PER_RACK,
                        "pool",
                        "pool-" + number % 4,
                        "zone",
                        "zone-" + number % 3),
                Map.of(),
                List.of(),
                Availability.OPEN);
    }

    /**
     * Requests as a busy cluster sees them: one to eight GPUs, some of one model, some of one pool,
     * one in five a part of a GPU, each with CPU and memory.
     */
    public static List<WorkloadSpec> mix(int count, @Nullable String policy) {
        SplittableRandom random = new SplittableRandom(count);
        List<WorkloadSpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean part = random.nextInt(5) == 0;
            int gpus = part ? 1 : GPUS[random.nextInt(GPUS.length)];
            boolean named = random.nextInt(3) == 0;
            GpuRequirement gpu =
                    new GpuRequirement(
                            gpus,
                            GpuSelector.ANY,
                            !named && random.nextInt(4) == 0 ? 40_000 : 0,
                            null,
                            named ? List.of(MODELS.get(random.nextInt(MODELS.size()))) : List.of(),
                            part ? new GpuShare(100 * (1 + random.nextInt(7)), 0) : null,
                            null,
                            false,
                            0,
                            null);
            specs.add(
                    spec(
                            gpu,
                            gpus * 1000L * (4 + random.nextInt(8)),
                            gpus * 8192L * (1 + random.nextInt(10)),
                            random.nextInt(3) == 0
                                    ? Map.of("pool", "pool-" + random.nextInt(4))
                                    : Map.of(),
                            policy));
        }
        return specs;
    }

    /** {@code gpus} whole GPUs of any kind, 4 cores and 16 GiB each. */
    public static WorkloadSpec plain(int gpus, @Nullable String policy) {
        return spec(GpuRequirement.anyOf(gpus), gpus * 4000L, gpus * 16_384L, Map.of(), policy);
    }

    private static WorkloadSpec spec(
            GpuRequirement gpu,
            long cpuMillis,
            long memoryMib,
            Map<String, String> selector,
            @Nullable String policy) {
        return new WorkloadSpec(
                "bench",
                List.of(),
                Map.of(),
                0,
                memoryMib,
                cpuMillis,
                Map.of(),
                new SchedulingRequirements(
                        List.of(),
                        gpu,
                        new NodeRequirements(selector, List.of(), List.of(), List.of(), List.of()),
                        NeighbourRequirements.NONE,
                        QueueTerms.DEFAULT,
                        null,
                        null,
                        policy));
    }
}
