package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.labelled;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.LabelRule.Operator;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Requests of every kind, from a seed; they ask for what {@link RandomNodes} have. */
final class RandomRequests {
    private static final String[] MODELS = {"H100", "A100", "L4"};
    private static final String[] CLUSTERS = {"org", "org-a", "org-b", "lab", "default"};
    private static final String[] SELECTORS = {
        "index < 4", "device.index != 1", "uuid.startsWith('GPU-1')"
    };
    private static final int[] LARGE = {4, 5, 8, 8, 16, 32, 64};
    private static final List<LabelRule> SAME_APP =
            List.of(new LabelRule("app", Operator.IN, List.of("a0")));

    private final Random random;
    private final List<String> profiles;

    /** So many in ten want slices. */
    private final int slicing;

    RandomRequests(Random random, RandomNodes machines) {
        this.random = random;
        this.profiles = machines.profiles();
        this.slicing = machines.scarce() ? 8 : 2;
    }

    String cluster() {
        return pick(CLUSTERS);
    }

    /** A virtual cluster with quotas of its own. */
    VirtualCluster declared() {
        String name = cluster();
        String parent = name.startsWith("org-") ? "org" : null;
        Quota guaranteed =
                random.nextBoolean() ? new Quota(random.nextInt(9) * 1000L, 0, 0) : Quota.NONE;
        Quota limit =
                random.nextBoolean()
                        ? new Quota(4000L + random.nextInt(20) * 500L, 30_000, 65_536)
                        : Quota.UNLIMITED;
        return new VirtualCluster(name, parent, guaranteed, limit, 1 + random.nextInt(3))
                .on(selector());
    }

    /** Mostly any node; never so that a child and a parent contradict each other. */
    Map<String, String> selector() {
        return random.nextInt(6) == 0 ? Map.of("zone", "z0") : Map.of();
    }

    /** A spec with any mix of what can be asked for. */
    WorkloadSpec spec(boolean gang, Moment now) {
        return spec(gang, terms(now));
    }

    /** The same, counted against nobody and not held up by anything. */
    WorkloadSpec spec() {
        return spec(false, QueueTerms.DEFAULT);
    }

    /** A spec of gang members that may be anywhere but where their rules about nodes forbid. */
    WorkloadSpec member(@Nullable String topologyKey) {
        WorkloadSpec spec = spec();
        var scheduling = spec.scheduling();
        return spec.with(
                new SchedulingRequirements(
                        List.of(),
                        scheduling.gpu(),
                        scheduling.node(),
                        NeighbourRequirements.NONE,
                        QueueTerms.DEFAULT,
                        null,
                        new Gang(1, 64, topologyKey),
                        null));
    }

    private WorkloadSpec spec(boolean gang, QueueTerms terms) {
        boolean nothing = random.nextInt(8) == 0;
        WorkloadSpec plain =
                new WorkloadSpec(
                        random.nextInt(3) == 0 ? WorkloadSpec.PROCESS_IMAGE : "image",
                        List.of(),
                        Map.of(),
                        nothing ? 0 : random.nextInt(4),
                        nothing ? 0 : random.nextInt(8) * 1024L,
                        nothing ? 0 : random.nextInt(6) * 1000L);
        String key = random.nextInt(3) == 0 ? "rack" : null;
        WorkloadSpec spec =
                plain.with(
                        new SchedulingRequirements(
                                List.of(),
                                !nothing && random.nextInt(4) > 0 ? gpus(2) : null,
                                nodes(),
                                neighbours(),
                                terms,
                                null,
                                gang ? new Gang(1, 64, key) : null,
                                null));
        return labelled(spec, Map.of("app", "a" + random.nextInt(2)));
    }

    private QueueTerms terms(Moment now) {
        return new QueueTerms(
                cluster(),
                random.nextInt(4),
                random.nextInt(6) > 0,
                random.nextInt(3) == 0,
                random.nextInt(12) == 0 ? now.wall().plusSeconds(100) : null,
                random.nextBoolean() ? Duration.ofSeconds(30 + random.nextInt(600)) : null);
    }

    private GpuRequirement gpus(int fallbacks) {
        boolean sliced = random.nextInt(10) < slicing;
        boolean fallback = fallbacks > 0 && random.nextInt(3) == 0;
        boolean anyModel = sliced || random.nextInt(4) > 0;
        return new GpuRequirement(
                count(sliced),
                random.nextInt(6) == 0 ? GpuSelector.parse(pick(SELECTORS)) : GpuSelector.ANY,
                random.nextInt(6) == 0 ? 40_000 : 0,
                random.nextInt(6) == 0 ? "100" : null,
                anyModel ? List.of() : List.of(pick(MODELS)),
                !sliced && random.nextInt(3) == 0 ? share() : null,
                sliced ? profiles.get(random.nextInt(profiles.size())) : null,
                random.nextInt(4) == 0,
                random.nextInt(2),
                fallback ? gpus(fallbacks - 1) : null);
    }

    private int count(boolean sliced) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> sliced ? 1 : LARGE[random.nextInt(LARGE.length)];
            default -> 1 + random.nextInt(3);
        };
    }

    private GpuShare share() {
        int milli = random.nextInt(10) == 0 ? 1000 : 1 + random.nextInt(900);
        return new GpuShare(milli, random.nextInt(3) * 12_000L);
    }

    private NodeRequirements nodes() {
        return new NodeRequirements(
                random.nextInt(6) == 0 ? Map.of("zone", "z0") : Map.of(),
                random.nextInt(6) == 0 ? List.of(rule()) : List.of(),
                switch (random.nextInt(6)) {
                    case 0 -> List.of(rule());
                    case 1 -> List.of(rule(), rule());
                    default -> List.of();
                },
                random.nextInt(10) == 0
                        ? List.of(new ConditionRequirement("Ready", ConditionStatus.TRUE))
                        : List.of(),
                random.nextBoolean() ? List.of(new Toleration("spot", null)) : List.of());
    }

    private LabelRule rule() {
        return switch (random.nextInt(3)) {
            case 0 -> new LabelRule("rack", Operator.NOT_IN, List.of("r0"));
            case 1 -> new LabelRule("rack", Operator.EXISTS, List.of());
            default -> new LabelRule("zone", Operator.IN, List.of("z1", "z2"));
        };
    }

    private NeighbourRequirements neighbours() {
        String place = random.nextBoolean() ? "rack" : NeighbourRule.NODE;
        List<NeighbourRule> rule = List.of(new NeighbourRule(SAME_APP, place));
        return switch (random.nextInt(15)) {
            case 0 -> new NeighbourRequirements(List.of(), rule, List.of());
            case 1 -> new NeighbourRequirements(rule, List.of(), List.of());
            case 2 ->
                    new NeighbourRequirements(
                            List.of(),
                            List.of(),
                            List.of(new SpreadRule(SAME_APP, place, 1 + random.nextInt(2))));
            default -> NeighbourRequirements.NONE;
        };
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
