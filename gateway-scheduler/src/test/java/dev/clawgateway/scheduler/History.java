package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Gang;
import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuRequirement;
import dev.clawgateway.core.GpuSelector;
import dev.clawgateway.core.GpuShare;
import dev.clawgateway.core.LabelRule;
import dev.clawgateway.core.NeighbourRequirements;
import dev.clawgateway.core.NeighbourRule;
import dev.clawgateway.core.NodeCapacity;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.NodeRequirements;
import dev.clawgateway.core.QueueTerms;
import dev.clawgateway.core.SchedulingRequirements;
import dev.clawgateway.core.SpreadRule;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A random life of a fleet, from a seed: nodes come, close, shrink and go, requests of every kind
 * arrive, end and are withdrawn, victims leave late and come back, quotas and time move on. Every
 * decision is checked and written down.
 */
final class History {
    private static final String[] MODELS = {"H100", "A100", "L4"};
    private static final String[] CLUSTERS = {"org", "org-a", "org-b", "lab", "default"};

    final List<String> transcript = new ArrayList<>();
    final LedgerChecker checker = new LedgerChecker();

    private final Placer placer;
    private final Random random;

    /** Questions have no effect: asked or not, the history is the same. */
    private final boolean curious;

    private final Random curiosity = new Random(99);
    private final Map<WorkloadId, PendingWorkload> queued = new LinkedHashMap<>();
    private final Map<WorkloadId, PendingWorkload> known = new LinkedHashMap<>();
    private final Set<WorkloadId> leaving = new LinkedHashSet<>();
    private final Map<NodeId, SchedulableNode> nodes = new LinkedHashMap<>();
    private Moment now = NOW;
    private long ids;

    History(Placer placer, long seed, boolean curious) {
        this.placer = placer;
        this.random = new Random(seed);
        this.curious = curious;
    }

    void run(int steps) {
        int fleet = 2 + random.nextInt(8);
        for (int i = 0; i < fleet; i++) {
            upsert(randomNode(i));
        }
        for (int i = 0; i < steps; i++) {
            step();
            checker.checkDevices();
            if (curious) {
                ask();
            }
        }
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0 -> changeNode();
            case 1 -> quota();
            case 2 -> now = at(Duration.ofNanos(now.nanos()).plusSeconds(random.nextInt(200)));
            case 3 -> withdraw();
            case 4 -> {
                boolean serving = random.nextInt(3) > 0;
                placer.setServing(serving);
                checker.serving(serving);
            }
            case 5, 6 -> placeNow();
            case 7, 8, 9, 10 -> enqueue();
            case 11, 12, 13 -> finish();
            case 14 -> vanish();
            default -> decide();
        }
    }

    // ---- what happens ----

    private void upsert(SchedulableNode node) {
        nodes.put(node.id(), node);
        checker.node(node);
        placer.upsertNode(node);
    }

    private SchedulableNode randomNode(int number) {
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
        return node(
                number,
                new NodeCapacity(gpus, cpu, 16_384 + random.nextInt(65_536), List.of()),
                Map.of("rack", "r" + random.nextInt(3), "zone", "z" + random.nextInt(2)));
    }

    private void changeNode() {
        List<SchedulableNode> all = List.copyOf(nodes.values());
        SchedulableNode node = all.get(random.nextInt(all.size()));
        if (checker.holdsOn(node.id())) {
            Availability[] values = Availability.values();
            int pick = random.nextInt(values.length * 2);
            upsert(in(node, pick < values.length ? values[pick] : Availability.OPEN));
        } else if (random.nextInt(4) == 0 && nodes.size() > 2) {
            nodes.remove(node.id());
            checker.removed(node.id());
            placer.removeNode(node.id());
        } else {
            upsert(randomNode((int) node.id().value().getLeastSignificantBits()));
        }
    }

    private void quota() {
        String name = CLUSTERS[random.nextInt(CLUSTERS.length)];
        String parent = name.startsWith("org-") ? "org" : null;
        Quota guaranteed =
                random.nextBoolean() ? new Quota(random.nextInt(9) * 1000L, 0, 0) : Quota.NONE;
        Quota limit =
                random.nextBoolean()
                        ? new Quota(4000L + random.nextInt(20) * 500L, 30_000, Long.MAX_VALUE)
                        : Quota.UNLIMITED;
        VirtualCluster cluster =
                new VirtualCluster(name, parent, guaranteed, limit, 1 + random.nextInt(3));
        checker.cluster(cluster);
        placer.upsertCluster(cluster);
    }

    private void placeNow() {
        PendingWorkload pending = randomRequest();
        Placement planned = curious ? placer.plan(pending, now) : null;
        Placement placement = placer.place(pending, now);
        if (planned != null) {
            assertThat(planned).isEqualTo(placement);
        }
        switch (placement) {
            case Placement.Placed placed -> {
                known.put(pending.id(), pending);
                checker.started(pending, placed.assignments());
            }
            case Placement.Unplaced unplaced -> checkSums(unplaced.explanation());
        }
        transcript.add("place " + placement);
    }

    private void enqueue() {
        PendingWorkload pending = randomRequest();
        known.put(pending.id(), pending);
        queued.put(pending.id(), pending);
        placer.enqueue(pending);
    }

    private void withdraw() {
        if (!queued.isEmpty()) {
            WorkloadId id = pick(queued.keySet());
            queued.remove(id);
            placer.withdraw(id);
        }
    }

    private void finish() {
        if (!checker.held().isEmpty()) {
            release(pick(checker.held().keySet()));
        }
    }

    /** A victim has stopped; it waits again, as evicted workloads do. */
    private void vanish() {
        if (!leaving.isEmpty()) {
            WorkloadId victim = pick(leaving);
            release(victim);
            PendingWorkload again = single(victim);
            queued.put(victim, again);
            placer.enqueue(again);
        }
    }

    private PendingWorkload single(WorkloadId id) {
        WorkloadSpec spec = Objects.requireNonNull(specs.get(id));
        return new PendingWorkload(id, spec, now.wall(), null);
    }

    private final Map<WorkloadId, WorkloadSpec> specs = new LinkedHashMap<>();

    private void release(WorkloadId id) {
        leaving.remove(id);
        checker.released(id);
        placer.release(id);
    }

    private void decide() {
        for (Decision decision : placer.decide(now, 1 + random.nextInt(20))) {
            transcript.add(decision.toString());
            switch (decision) {
                case Decision.Start start -> started(start);
                case Decision.Evict evict -> evicted(evict);
            }
        }
    }

    private void started(Decision.Start start) {
        WorkloadId first = start.assignments().getFirst().workload();
        PendingWorkload pending = Objects.requireNonNull(queued.remove(first));
        Instant earliest = pending.spec().scheduling().queue().notBefore();
        assertThat(earliest == null || !earliest.isAfter(now.wall())).isTrue();
        checker.started(pending, start.assignments());
    }

    private void evicted(Decision.Evict evict) {
        LedgerChecker.Held victim = Objects.requireNonNull(checker.held().get(evict.victim()));
        PendingWorkload beneficiary = Objects.requireNonNull(queued.get(evict.beneficiary()));
        QueueTerms its = victim.spec().scheduling().queue();
        QueueTerms mine = beneficiary.spec().scheduling().queue();
        assertThat(leaving.add(evict.victim())).isTrue();
        assertThat(its.preemptible()).isTrue();
        assertThat(
                        its.priority() < mine.priority()
                                || !its.virtualCluster().equals(mine.virtualCluster()))
                .isTrue();
    }

    // ---- questions ----

    private void ask() {
        placer.clusters();
        if (curiosity.nextInt(10) == 0) {
            placer.advise(now);
        }
        for (WorkloadId id : queued.keySet()) {
            Explanation explanation = Objects.requireNonNull(placer.explain(id, now));
            checkSums(explanation);
            assertThat(explanation.position()).isPositive();
        }
    }

    private void checkSums(Explanation explanation) {
        assertThat(explanation.nodes()).isEqualTo(nodes.size());
        assertThat(explanation.refusals().stream().mapToInt(Refusal::nodes).sum())
                .isEqualTo(nodes.size());
    }

    // ---- what is asked for ----

    private PendingWorkload randomRequest() {
        int members = random.nextInt(5) == 0 ? 2 + random.nextInt(4) : 1;
        int min = members > 1 && random.nextBoolean() ? 1 + random.nextInt(members) : members;
        WorkloadSpec spec = randomSpec(members > 1);
        List<WorkloadId> list = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            WorkloadId id = workloadId(++ids);
            specs.put(id, spec);
            list.add(id);
        }
        Instant submitted = now.wall().minusSeconds(random.nextInt(600));
        @Nullable NodeId target = random.nextInt(15) == 0 ? pick(nodes.keySet()) : null;
        return new PendingWorkload(list, min, spec, submitted, target);
    }

    private WorkloadSpec randomSpec(boolean gang) {
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
                        CLUSTERS[random.nextInt(CLUSTERS.length)],
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

    private <T> T pick(Set<T> from) {
        return List.copyOf(from).get(random.nextInt(from.size()));
    }
}
