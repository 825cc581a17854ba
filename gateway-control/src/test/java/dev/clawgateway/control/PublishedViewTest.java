package dev.clawgateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.watch.Sighting;
import dev.clawgateway.control.watch.Watch;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The running counts against a count over everything, after every command of random histories. */
class PublishedViewTest {
    private final ManualTime time = new ManualTime();
    private final Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
    private final ClusterState state = new ClusterState(placer, CoreSettings.DEFAULT);
    private final PublishedView view = new PublishedView(Snapshot.EMPTY, 50);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countsWhatIsThere(long seed) {
        Random random = new Random(seed);

        for (int step = 1; step <= 600; step++) {
            Command<?> command = command(random, step);
            view.publish(List.of(state.apply(Caller.GATEWAY, command, time.moment()).changes()));
            view.publish(List.of(state.schedule(time.moment(), 100).changes()));

            assertThat(view.totals()).as("after %s (seed %d)", command, seed).isEqualTo(recount());
        }

        assertThat(view.totals().workloadsByState().get(WorkloadState.COMPLETED)).isPositive();
    }

    @Test
    void keepsTheNewestEvents() {
        for (int step = 1; step <= 200; step++) {
            Command<?> command = register(1, step, 1);
            view.publish(List.of(state.apply(Caller.GATEWAY, command, time.moment()).changes()));
        }

        List<Event> events = view.events(0, 1_000);

        assertThat(events).hasSize(50);
        assertThat(events.getLast().sequence() - events.getFirst().sequence()).isEqualTo(49);
        assertThat(view.events(events.getLast().sequence() - 2, 10)).hasSize(2);
    }

    @Test
    void countsDrainsByHowFarTheyAre() {
        tell(register(0, 1, 1));
        tell(submit());
        tell(says(WorkloadState.RUNNING));

        tell(new Command.DrainNode(id(0), true, Duration.ofMinutes(1)));
        FleetTotals.Drains waits = view.totals().drains();
        time.advance(Duration.ofMinutes(1));
        tell(new Command.Tick());
        FleetTotals.Drains evicts = view.totals().drains();
        tell(says(WorkloadState.STOPPED));
        FleetTotals.Drains empty = view.totals().drains();

        assertThat(waits).isEqualTo(drains(Drain.Phase.DRAINING, 0));
        assertThat(evicts).isEqualTo(drains(Drain.Phase.EVICTING, 1));
        assertThat(empty).isEqualTo(drains(Drain.Phase.DRAINED, 1));
    }

    @Test
    void countsNoEvictionOfAnotherCause() {
        tell(register(0, 1, 1));
        tell(submit());
        tell(new Command.DrainNode(id(0), true, Duration.ofMinutes(1)));

        tell(
                new Command.SetNodeCondition(
                        id(0), NodeRecord.GPU_UNHEALTHY + "0", ConditionStatus.TRUE, null));

        assertThat(view.events(0, 50))
                .filteredOn(event -> event.kind() == Event.Kind.WORKLOAD_EVICTED)
                .hasSize(1);
        assertThat(view.totals().drains()).isEqualTo(drains(Drain.Phase.DRAINING, 0));
    }

    /** Whoever is told to list again lists what the new reign began with. */
    @Test
    void showsANewReignBeforeThoseWhoWatchAreWoken() {
        tell(register(1, 1, 1));
        Snapshot next =
                new Snapshot(
                        List.copyOf(view.nodes()),
                        List.of(),
                        List.of(),
                        true,
                        PastUseRecord.NONE,
                        List.of(),
                        0);
        PublishedView other = new PublishedView(Snapshot.EMPTY, 50);
        List<Integer> seen = new ArrayList<>();
        Watch watch = other.changes().watch(() -> seen.add(other.nodes().size())).orElseThrow();
        assertThat(watch.read(10)).isInstanceOf(Sighting.Changes.class);

        other.load(next);

        assertThat(seen).containsExactly(1);
        assertThat(watch.read(10)).isInstanceOf(Sighting.TooOld.class);
    }

    /** Another gateway may have done something to it meanwhile. */
    @Test
    void wakesThoseWhoWaitForAWorkloadWhenANewReignBegins() {
        AtomicInteger woken = new AtomicInteger();
        view.changes().workloads().await(new WorkloadId(new UUID(7, 1)), woken::incrementAndGet);
        view.changes().workloads().await(new WorkloadId(new UUID(7, 2)), woken::incrementAndGet);

        view.load(Snapshot.EMPTY);
        view.load(Snapshot.EMPTY);

        assertThat(woken).hasValue(2);
    }

    private static FleetTotals.Drains drains(Drain.Phase phase, long evictions) {
        Map<Drain.Phase, Integer> nodes = new EnumMap<>(FleetTotals.Drains.NONE.nodes());
        nodes.put(phase, 1);
        return new FleetTotals.Drains(nodes, evictions);
    }

    private void tell(Command<?> command) {
        view.publish(List.of(state.apply(Caller.GATEWAY, command, time.moment()).changes()));
        view.publish(List.of(state.schedule(time.moment(), 100).changes()));
    }

    private Command<?> says(WorkloadState state) {
        WorkloadId first = new WorkloadId(new UUID(7, 1));
        return new Command.ReportWorkload(
                id(0), lastSession(id(0)), first, state, null, null, null);
    }

    private static Command<?> submit() {
        QueueTerms leaves =
                new QueueTerms(QueueTerms.DEFAULT_CLUSTER, 0, true, false, null, null, true);
        return new Command.SubmitWorkload(
                new WorkloadId(new UUID(7, 1)),
                new WorkloadSpec(
                        "img",
                        List.of(),
                        Map.of(),
                        1,
                        0,
                        0,
                        Map.of(),
                        SchedulingRequirements.NONE.with(leaves)),
                null,
                true);
    }

    private Command<?> command(Random random, int step) {
        int node = random.nextInt(4);
        List<WorkloadRecord> known = List.copyOf(view.workloads());
        return switch (random.nextInt(8)) {
            case 0 -> register(node, step, 1 + random.nextInt(3));
            case 1 -> new Command.DrainNode(id(node), random.nextBoolean());
            case 6 -> new Command.CordonNode(id(node), null);
            case 7 -> new Command.UncordonNode(id(node));
            case 2, 3 ->
                    new Command.SubmitWorkload(
                            new WorkloadId(new UUID(7, step)),
                            new WorkloadSpec("img", List.of(), Map.of(), random.nextInt(3), 0, 0),
                            null,
                            true);
            default -> known.isEmpty() ? new Command.Tick() : report(random, known);
        };
    }

    private Command<?> report(Random random, List<WorkloadRecord> known) {
        WorkloadRecord workload = known.get(random.nextInt(known.size()));
        NodeId node = workload.node() == null ? id(0) : workload.node();
        WorkloadState next =
                workload.state() == WorkloadState.STARTING
                        ? WorkloadState.RUNNING
                        : WorkloadState.COMPLETED;
        return new Command.ReportWorkload(
                node, lastSession(node), workload.id(), next, null, null, null);
    }

    private final long[] sessions = new long[4];

    private SessionId lastSession(NodeId node) {
        return new SessionId("gateway", sessions[(int) node.value().getLeastSignificantBits()]);
    }

    private Command<?> register(int number, int session, int gpus) {
        sessions[number] = session;
        List<Gpu> devices =
                IntStream.range(0, gpus)
                        .mapToObj(index ->
                                new Gpu(
                                        index,
                                        session % 2 == 0 ? "A100" : "H100",
                                        81_559,
                                        "GPU-" + index))
                        .toList();
        return new Command.RegisterNode(
                id(number),
                lastSession(id(number)),
                "node",
                new NodeCapacity(devices, 64_000, 512_000, List.of()),
                NodeRecord.Marks.NONE,
                null);
    }

    private static NodeId id(int number) {
        return new NodeId(new UUID(1, number));
    }

    private FleetTotals recount() {
        TotalsCount count = new TotalsCount();
        for (NodeRecord node : view.nodes()) {
            count.node(node, view.status(node.id()), 1);
        }
        FleetTotals nodes = count.totals();
        int active =
                (int)
                        view.workloads().stream()
                                .filter(workload -> !workload.state().isFinal())
                                .count();
        int connected =
                (int)
                        view.nodes().stream()
                                .filter(node -> view.status(node.id()) != NodeStatus.DISCONNECTED)
                                .count();
        return new FleetTotals(
                view.nodes().size(),
                connected,
                nodes.healthyNodes(),
                nodes.drainingNodes(),
                nodes.cordonedNodes(),
                nodes.gpus(),
                nodes.gpuMemoryMib(),
                active,
                gated(),
                FleetTotals.Strange.NOTHING,
                nodes.drains(),
                byState(),
                view.totals().gpusByModel());
    }

    private int gated() {
        return (int)
                view.workloads().stream()
                        .filter(workload -> workload.state() == WorkloadState.PENDING)
                        .filter(workload -> !workload.pendingGates().isEmpty())
                        .count();
    }

    private Map<WorkloadState, Integer> byState() {
        Map<WorkloadState, Integer> counts = new EnumMap<>(WorkloadState.class);
        for (WorkloadState each : WorkloadState.values()) {
            counts.put(
                    each,
                    (int)
                            view.workloads().stream()
                                    .filter(workload -> workload.state() == each)
                                    .count());
        }
        return counts;
    }
}
