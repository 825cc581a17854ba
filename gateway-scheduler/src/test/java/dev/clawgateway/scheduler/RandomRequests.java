package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.labelled;
import static dev.clawgateway.scheduler.Requests.models;
import static dev.clawgateway.scheduler.Requests.with;

import dev.clawgateway.core.Gang;
import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.GpuSelector;
import dev.clawgateway.core.GpuShare;
import dev.clawgateway.core.LabelRule;
import dev.clawgateway.core.NeighbourRequirements;
import dev.clawgateway.core.NeighbourRule;
import dev.clawgateway.core.NodeCapacity;
import dev.clawgateway.core.NodeRequirements;
import dev.clawgateway.core.QueueTerms;
import dev.clawgateway.core.SchedulingRequirements;
import dev.clawgateway.core.SpreadRule;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Nodes and requests of every kind, from a seed. */
final class RandomRequests {
    private static final String[] MODELS = {"H100", "A100", "L4"};
    private static final String[] CLUSTERS = {"org", "org-a", "org-b", "lab", "default"};

    private final Random random;

    RandomRequests(Random random) {
        this.random = random;
    }

    String cluster() {
        return CLUSTERS[random.nextInt(CLUSTERS.length)];
    }

    /** A node with any number of GPUs of one model. */
    SchedulableNode node(int number) {
        String model = MODELS[random.nextInt(MODELS.length)];
        int count = random.nextInt(9);
        List<Gpu> gpus =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                new Gpu(
                                        i,
                                        model,
                                        40_960,
                                        "g" + i,
                                        model.equals("A100")
                                                ? List.of("1g.5gb", "3g.20gb")
                                                : List.of(),
                                        model.equals("H100") ? List.of(i ^ 1) : List.of()))
                        .toList();
        long cpu = 4000L + random.nextInt(30) * 1000L;
        return Requests.node(
                number,
                new NodeCapacity(gpus, cpu, 16_384 + random.nextInt(65_536), List.of()),
                Map.of("rack", "r" + random.nextInt(3), "zone", "z" + random.nextInt(2)));
    }

    /** A spec with any mix of what can be asked for. */
    WorkloadSpec spec(boolean gang, Moment now) {
        WorkloadSpec plain =
                new WorkloadSpec(
                        "image",
                        List.of(),
                        Map.of(),
                        random.nextInt(4),
                        random.nextInt(8) * 1024L,
                        random.nextInt(6) * 1000L);
        QueueTerms terms =
                new QueueTerms(
                        cluster(),
                        random.nextInt(4),
                        random.nextInt(6) > 0,
                        random.nextInt(3) == 0,
                        random.nextInt(12) == 0 ? now.wall().plusSeconds(100) : null,
                        random.nextBoolean() ? Duration.ofSeconds(30 + random.nextInt(600)) : null);
        String key = random.nextInt(3) == 0 ? "rack" : null;
        WorkloadSpec spec =
                with(
                        plain,
                        new SchedulingRequirements(
                                List.of(),
                                random.nextBoolean() ? randomGpus() : null,
                                randomNodeRequirements(),
                                randomNeighbours(),
                                terms,
                                null,
                                gang ? new Gang(1, 64, key) : null,
                                null));
        return labelled(spec, Map.of("app", "a" + random.nextInt(2)));
    }

    private GpuRequirement randomGpus() {
        int kind = random.nextInt(5);
        return new GpuRequirement(
                1 + random.nextInt(2),
                kind == 1 ? GpuSelector.parse("index < 4") : GpuSelector.ANY,
                kind == 2 ? 40_000 : 0,
                kind == 3 ? "100" : null,
                kind == 4 ? List.of("H100") : List.of(),
                random.nextInt(3) == 0
                        ? new GpuShare(1 + random.nextInt(900), random.nextInt(3) * 5000L)
                        : null,
                random.nextInt(6) == 0 ? "3g.20gb" : null,
                random.nextInt(6) == 0,
                random.nextInt(2),
                random.nextInt(3) == 0 ? models(1, null, "L4") : null);
    }

    private NodeRequirements randomNodeRequirements() {
        if (random.nextInt(4) > 0) {
            return NodeRequirements.NONE;
        }
        List<LabelRule> rule =
                List.of(new LabelRule("rack", LabelRule.Operator.NOT_IN, List.of("r0")));
        boolean hard = random.nextBoolean();
        return new NodeRequirements(
                Map.of(), hard ? rule : List.of(), hard ? List.of() : rule, List.of(), List.of());
    }

    private NeighbourRequirements randomNeighbours() {
        List<LabelRule> app = List.of(new LabelRule("app", LabelRule.Operator.IN, List.of("a0")));
        return switch (random.nextInt(20)) {
            case 0 ->
                    new NeighbourRequirements(
                            List.of(), List.of(new NeighbourRule(app, "node")), List.of());
            case 1 ->
                    new NeighbourRequirements(
                            List.of(new NeighbourRule(app, "rack")), List.of(), List.of());
            case 2 ->
                    new NeighbourRequirements(
                            List.of(), List.of(), List.of(new SpreadRule(app, "rack", 1)));
            default -> NeighbourRequirements.NONE;
        };
    }
}
