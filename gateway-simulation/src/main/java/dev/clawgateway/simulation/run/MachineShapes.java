package dev.clawgateway.simulation.run;

import dev.clawgateway.client.hardware.Host;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.node.MachineShape;
import dev.clawgateway.simulation.peer.Marks;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What the machines with our agent are built of, like those of another make. */
final class MachineShapes {
    private static final int[] COUNTS = {0, 1, 2, 4, 4, 8};
    private static final int MIB_PER_GIB = 1024;
    private static final List<Model> MODELS =
            List.of(
                    new Model("NVIDIA H100 80GB HBM3", 81_559, Marks.MIG_PROFILES),
                    new Model("NVIDIA A100-SXM4-40GB", 40_960, List.of()),
                    new Model("NVIDIA L40S", 46_068, List.of()));

    private MachineShapes() {}

    private record Model(String name, long memoryMib, List<String> profiles) {}

    /** One machine's, by its name. */
    static MachineShape shape(String name, Dice dice) {
        RandomGenerator random = dice.stream("shape of " + name);
        Model model = MODELS.get(random.nextInt(MODELS.size()));
        List<Gpu> gpus =
                IntStream.range(0, COUNTS[random.nextInt(COUNTS.length)])
                        .mapToObj(i -> gpu(model, name, i))
                        .toList();
        Host host =
                new Host(
                        4000L * (1 + random.nextInt(8)),
                        (long) MIB_PER_GIB * 16 * (1 + random.nextInt(8)));
        return new MachineShape(gpus, host, Map.of(Marks.ZONE, random.nextBoolean() ? "a" : "b"));
    }

    private static Gpu gpu(Model model, String machine, int index) {
        return new Gpu(
                index,
                model.name,
                model.memoryMib,
                "GPU-" + machine + "-" + index,
                model.profiles,
                List.of());
    }
}
