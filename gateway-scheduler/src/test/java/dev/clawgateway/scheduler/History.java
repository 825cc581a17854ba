package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A random life of a fleet, from a seed: nodes come, close, shrink and go, requests of every kind
 * arrive, end and are withdrawn, victims leave late and come back, quotas and time move on. Every
 * decision is checked and written down.
 */
final class History {
    final List<String> transcript = new ArrayList<>();
    final LedgerChecker checker;

    private final Supplier<Placer> engines;
    private final Random random;
    private final RandomRequests requests;
    private final RandomNodes machines;
    private final RandomDevices devices;

    /** Questions have no effect: asked or not, the history is the same. */
    private final boolean curious;

    private final Random curiosity = new Random(99);
    private final Map<WorkloadId, PendingWorkload> queued = new LinkedHashMap<>();
    private final Map<WorkloadId, PendingWorkload> known = new LinkedHashMap<>();
    private final Set<WorkloadId> leaving = new LinkedHashSet<>();
    private final Map<NodeId, SchedulableNode> nodes = new LinkedHashMap<>();

    /** Machines that were lost and forgotten; they may come back. */
    private final List<SchedulableNode> gone = new ArrayList<>();

    private final Map<WorkloadId, WorkloadSpec> specs = new LinkedHashMap<>();
    private final Map<WorkloadId, WorkloadId> gangs = new HashMap<>();
    private Placer placer;
    private boolean serving = true;

    /** The gateway starts again and again. */
    private final boolean restless;

    private Moment now = NOW;
    private long ids;

    /** With engines whose nodes take so many workloads. */
    History(IntFunction<Placer> engines, long seed, boolean curious) {
        this.random = new Random(seed);
        int most = seed % 2 == 0 ? 256 : 1 + (int) (seed / 2 % 6);
        this.checker = new LedgerChecker(most);
        this.engines = () -> engines.apply(most);
        this.placer = engines.apply(most);
        this.machines = new RandomNodes(random);
        this.devices = new RandomDevices(random);
        this.requests = new RandomRequests(random, machines);
        this.curious = curious;
        this.restless = random.nextInt(4) == 0;
    }

    void run(int steps) {
        int fleet = 2 + random.nextInt(8);
        for (int i = 0; i < fleet; i++) {
            upsert(machines.node(i));
        }
        for (int i = 0; i < steps; i++) {
            if (random.nextInt(restless ? 20 : 200) == 0) {
                restartEngine();
            } else if (random.nextInt(400) == 0) {
                rest();
            } else {
                step();
            }
            checker.checkDevices();
            if (curious) {
                ask();
            }
        }
        rest();
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0 -> changeNode();
            case 1 -> quota();
            case 2 -> now = at(Duration.ofNanos(now.nanos()).plusSeconds(random.nextInt(200)));
            case 3 -> withdraw();
            case 4 -> serve(random.nextInt(3) > 0);
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

    private void serve(boolean now) {
        serving = now;
        placer.setServing(now);
        checker.serving(now);
    }

    private void changeNode() {
        List<SchedulableNode> all = List.copyOf(nodes.values());
        SchedulableNode node = all.get(random.nextInt(all.size()));
        switch (random.nextInt(12)) {
            case 0 -> upsert(machines.node((int) node.id().value().getLeastSignificantBits()));
            case 1 -> {
                if (nodes.size() > 2) {
                    lose(node);
                    forget(node);
                }
            }
            case 2 -> lose(node);
            case 3 -> join();
            case 4 -> upsert(machines.shrunk(node));
            case 5 -> upsert(in(node, Availability.OPEN));
            case 6, 7 -> renumber(node);
            case 8 -> upsert(machines.remade(node));
            default -> upsert(machines.changed(node));
        }
    }

    /** It registers again with the same devices under other numbers, without some, or with. */
    private void renumber(SchedulableNode node) {
        Map<WorkloadId, Allocation> held = new LinkedHashMap<>();
        for (WorkloadId id : checker.on(node.id())) {
            held.put(id, Objects.requireNonNull(checker.held().get(id)).allocation());
        }
        RandomDevices.Change change = devices.change(node, held);
        nodes.put(node.id(), change.node());
        checker.moved(change.node(), change.moved());
        placer.upsertNode(change.node(), change.moved());
    }

    /** A node is lost with all that ran there, which waits again, one by one. */
    private void lose(SchedulableNode node) {
        upsert(in(node, Availability.DISCONNECTED));
        checker.on(node.id()).forEach(this::restart);
    }

    private void forget(SchedulableNode node) {
        gone.add(node);
        nodes.remove(node.id());
        checker.removed(node.id());
        placer.removeNode(node.id());
    }

    private void join() {
        if (!gone.isEmpty()) {
            upsert(gone.remove(random.nextInt(gone.size())));
        } else if (nodes.size() < 12) {
            upsert(machines.node(nodes.size()));
        }
    }

    /** The gateway starts again: what runs is entered in any order, what waits is queued. */
    private void restartEngine() {
        placer = engines.get();
        boolean nodesFirst = random.nextBoolean();
        if (nodesFirst) {
            nodes.values().forEach(placer::upsertNode);
        }
        checker.virtualClusters().forEach(placer::upsertVirtualCluster);
        List<WorkloadId> running = new ArrayList<>(checker.held().keySet());
        Collections.shuffle(running, random);
        for (WorkloadId id : running) {
            LedgerChecker.Held held = Objects.requireNonNull(checker.held().get(id));
            placer.restore(id, gangs.get(id), held.spec(), held.allocation(), now.wall());
        }
        if (!nodesFirst) {
            placer.loadNodes(List.copyOf(nodes.values()));
        }
        placer.setServing(serving);
        leaving.clear();
        queued.values().forEach(placer::enqueue);
    }

    /** Nothing waits any more, then all ends: what nobody holds can be had. */
    private void rest() {
        serve(true);
        queued.keySet().forEach(placer::withdraw);
        queued.clear();
        new LostDevices(placer, checker, now).check();
        List.copyOf(checker.held().keySet()).forEach(this::release);
        List.copyOf(nodes.values()).forEach(node -> upsert(in(node, Availability.OPEN)));
        new LostDevices(placer, checker, now).check();
    }

    private void quota() {
        VirtualCluster cluster = requests.declared();
        checker.cluster(cluster);
        placer.upsertVirtualCluster(cluster);
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
            restart(pick(leaving));
        }
    }

    private void restart(WorkloadId id) {
        release(id);
        PendingWorkload again = single(id);
        queued.put(id, again);
        placer.enqueue(again);
    }

    private PendingWorkload single(WorkloadId id) {
        WorkloadSpec spec = Objects.requireNonNull(specs.get(id));
        return new PendingWorkload(id, spec, now.wall(), null);
    }

    private void release(WorkloadId id) {
        leaving.remove(id);
        checker.released(id);
        placer.release(id);
    }

    private void decide() {
        int limit = 1 + random.nextInt(20);
        List<Decision> decisions = placer.decide(now, limit);
        boolean nothing = decisions.isEmpty();
        if (nothing) {
            // What was kept for somebody may have come free meanwhile.
            decisions = placer.decide(now, limit);
        }
        for (Decision decision : decisions) {
            transcript.add(decision.toString());
            switch (decision) {
                case Decision.Start start -> started(start);
                case Decision.Evict evict -> evicted(evict);
            }
        }
        if (curious && nothing && decisions.isEmpty()) {
            checkNobodyIsForgotten();
        }
    }

    /** When nothing is left to decide, nobody waits for a turn. */
    private void checkNobodyIsForgotten() {
        for (WorkloadId id : queued.keySet()) {
            assertThat(Objects.requireNonNull(placer.explain(id, now)).blockers())
                    .doesNotContain("its turn has not come yet");
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
        placer.virtualClusters();
        if (curiosity.nextInt(10) == 0) {
            placer.advise(now);
        }
        for (WorkloadId id : queued.keySet()) {
            Explanation explanation = Objects.requireNonNull(placer.explain(id, now));
            checkSums(explanation);
            assertThat(explanation.position()).isPositive();
            checkNamed(explanation);
        }
    }

    /** Whatever waits waits for something: where a node would do, what holds it back is named. */
    private static void checkNamed(Explanation explanation) {
        boolean fits =
                explanation.refusals().stream()
                        .anyMatch(refusal -> refusal.reason() == RefusalReason.HELD_BACK);
        if (fits || explanation.refusals().isEmpty()) {
            assertThat(explanation.blockers()).as("what holds it back").isNotEmpty();
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
        WorkloadSpec spec = requests.spec(members > 1, now);
        List<WorkloadId> list = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            WorkloadId id = workloadId(++ids);
            specs.put(id, spec);
            list.add(id);
            if (members > 1) {
                gangs.put(id, list.getFirst());
            }
        }
        Instant submitted = now.wall().minusSeconds(random.nextInt(600));
        @Nullable NodeId target = random.nextInt(15) == 0 ? pick(nodes.keySet()) : null;
        return new PendingWorkload(list, min, spec, submitted, target);
    }

    private <T> T pick(Set<T> from) {
        return List.copyOf(from).get(random.nextInt(from.size()));
    }
}
