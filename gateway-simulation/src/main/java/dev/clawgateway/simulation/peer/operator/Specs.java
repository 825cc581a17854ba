package dev.clawgateway.simulation.peer.operator;

import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.RestartPolicy.When;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.simulation.peer.Marks;
import dev.clawgateway.simulation.peer.Taste;
import dev.clawgateway.simulation.peer.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What operators submit: valid specs of every kind, small enough for the machines there are. */
final class Specs {
    private static final int DAY = 86_400;
    private static final List<String> APPS = List.of("vit", "cfd", "blend");
    private static final int MAX_WORKERS = 4;
    private static final String CONTAINER_IMAGE = "work:1";

    /** Longer than it takes until all nodes are full and looked at. */
    private static final Duration FILLED = Duration.ofSeconds(60);

    private final Set<Taste> tastes;
    private final RandomGenerator dice;
    private final Instant now;

    /**
     * @param now by the submitter's clock, for an earliest start
     */
    Specs(Set<Taste> tastes, RandomGenerator dice, Instant now) {
        this.tastes = tastes;
        this.dice = dice;
        this.now = now;
    }

    WorkloadSpec draw() {
        GpuRequirement gpu = gpu();
        int plainGpus = gpu == null && wants(Taste.GPUS) ? 1 + dice.nextInt(4) : 0;
        boolean heavy = wants(Taste.MEMORY_HEAVY);
        long memoryMib = heavy ? 16_384L * (1 + dice.nextInt(6)) : 256L * dice.nextInt(17);
        Map<String, String> labels = new TreeMap<>();
        labels.put("app", pick(APPS));
        if (dice.nextInt(4) == 0) {
            labels.put("name", "run-" + dice.nextInt(10));
        }
        return new WorkloadSpec(
                WorkloadSpec.PROCESS_IMAGE,
                work().command(),
                dice.nextInt(4) == 0 ? Map.of("EPOCHS", "40") : Map.of(),
                plainGpus,
                memoryMib,
                250L * dice.nextInt(17),
                labels,
                scheduling(gpu));
    }

    private Work work() {
        int seconds = 5 + dice.nextInt(120);
        if (wants(Taste.SHORT)) {
            seconds = dice.nextInt(5);
        } else if (wants(Taste.LONG)) {
            seconds = 600 + dice.nextInt(3000);
        }
        int exitCode = dice.nextInt(wants(Taste.RESTART) ? 2 : 4) == 0 ? 1 + dice.nextInt(140) : 0;
        int lines = dice.nextInt(3) == 0 ? dice.nextInt(20) : 0;
        return new Work(Duration.ofSeconds(seconds), exitCode, lines, wants(Taste.STUBBORN));
    }

    private @Nullable GpuRequirement gpu() {
        boolean share = wants(Taste.SHARE);
        boolean mig = wants(Taste.MIG) && !share;
        boolean memory = wants(Taste.GPU_MEMORY);
        if (!share && !mig && !memory) {
            return null;
        }
        int count = 1 + dice.nextInt(2);
        GpuShare part = share ? new GpuShare(100 * (1 + dice.nextInt(9)), 0) : null;
        String profile = mig ? pick(Marks.MIG_PROFILES) : null;
        boolean selects = dice.nextInt(3) == 0;
        long least = memory && !selects ? 1000L * (1 + dice.nextInt(80)) : 0;
        GpuSelector selector =
                memory && selects
                        ? GpuSelector.parse("device.memory_mib >= 40000")
                        : GpuSelector.ANY;
        GpuRequirement fallback =
                dice.nextInt(4) == 0 ? GpuRequirement.anyOf(1 + dice.nextInt(3)) : null;
        return new GpuRequirement(
                count,
                selector,
                least,
                memory && dice.nextInt(4) == 0 ? "H100" : null,
                List.of(),
                part,
                profile,
                false,
                dice.nextInt(3),
                fallback);
    }

    private SchedulingRequirements scheduling(@Nullable GpuRequirement gpu) {
        boolean gang = wants(Taste.GANG);
        boolean again = wants(Taste.RESTART);
        boolean parallel = gang || wants(Taste.PARALLEL) || (again && dice.nextBoolean());
        Parallel workers = parallel ? workers(gang) : null;
        return new SchedulingRequirements(
                wants(Taste.GATE)
                        ? List.of(new SchedulingGate(pick(Marks.GATES), null, null))
                        : List.of(),
                gpu,
                Demands.ofNode(tastes, dice),
                Demands.ofNeighbours(tastes, dice),
                terms(),
                workers,
                gang && workers != null ? gang(workers) : null,
                dice.nextInt(8) == 0 ? pick(List.of("spread", "bin_pack", "best_fit")) : null,
                again ? restart(parallel) : RestartPolicy.NEVER);
    }

    /** Never without a limit: what always fails would never end. */
    private RestartPolicy restart(boolean parallel) {
        When when = pick(List.of(When.values()));
        if (when == When.NEVER || (parallel && when == When.ALWAYS)) {
            return RestartPolicy.NEVER;
        }
        Duration pause = Duration.ofSeconds(1 + dice.nextInt(20));
        return new RestartPolicy(
                when, dice.nextInt(4), pause, pause.multipliedBy(1 + dice.nextInt(4)));
    }

    private Parallel workers(boolean gang) {
        int completions = 2 + dice.nextInt(MAX_WORKERS - 1);
        int parallelism = gang ? completions : 1 + dice.nextInt(completions);
        boolean indexed = dice.nextBoolean();
        int limit = wants(Taste.RESTART) ? 1 + dice.nextInt(6) : dice.nextInt(2);
        return new Parallel(
                completions,
                parallelism,
                indexed ? CompletionMode.INDEXED : CompletionMode.NON_INDEXED,
                limit,
                indexed && dice.nextBoolean() ? dice.nextInt(3) : null);
    }

    private Gang gang(Parallel workers) {
        int least = 1 + dice.nextInt(workers.completions());
        String topology = dice.nextInt(3) == 0 ? Marks.ZONE : null;
        return new Gang(least, workers.completions(), topology);
    }

    private QueueTerms terms() {
        boolean later = dice.nextInt(12) == 0;
        return new QueueTerms(
                wants(Taste.VIRTUAL_CLUSTER) || wants(Taste.GANG)
                        ? pick(Marks.CLUSTERS)
                        : QueueTerms.DEFAULT_CLUSTER,
                wants(Taste.PRIORITY) ? dice.nextInt(-5, 100) : 0,
                dice.nextInt(5) != 0,
                dice.nextInt(4) == 0,
                later ? now.plusSeconds(dice.nextInt(300)) : null,
                wants(Taste.TIME_LIMIT)
                        ? Duration.ofSeconds(1 + dice.nextInt(dice.nextInt(4) == 0 ? DAY : 90))
                        : null,
                dice.nextInt(3) == 0);
    }

    /** The same in a container. */
    static WorkloadSpec inContainer(WorkloadSpec spec) {
        return new WorkloadSpec(
                CONTAINER_IMAGE,
                spec.command(),
                spec.env(),
                spec.gpuCount(),
                spec.memoryMib(),
                spec.cpuMillis(),
                spec.labels(),
                spec.scheduling());
    }

    /** All that a node has, for two minutes. */
    static WorkloadSpec filler(Capabilities of) {
        Work work = new Work(FILLED, 0, 0, false);
        List<Toleration> tolerations =
                of.taints().stream()
                        .map(taint -> new Toleration(taint.key(), taint.value()))
                        .toList();
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new WorkloadSpec(
                of.capacity().runs(true) ? WorkloadSpec.PROCESS_IMAGE : CONTAINER_IMAGE,
                work.command(),
                Map.of(),
                of.capacity().gpus().size(),
                of.capacity().memoryMib(),
                of.capacity().cpuMillis(),
                Map.of(),
                new SchedulingRequirements(
                        List.of(),
                        null,
                        new NodeRequirements(
                                Map.of(), List.of(), List.of(), List.of(), tolerations),
                        none.neighbours(),
                        none.queue(),
                        null,
                        null,
                        null));
    }

    private boolean wants(Taste taste) {
        return tastes.contains(taste);
    }

    private <T> T pick(List<T> all) {
        return all.get(dice.nextInt(all.size()));
    }
}
