package dev.clawgateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real core, scheduler and control loop against a simulated clock, network, store and fleet,
 * from a seed. Sessions break, frames are lost with them, the gateway crashes before and after
 * commits; the invariants of the design are checked after every step. A failing seed fails again.
 */
class SimulationTest {
    private static final int STEPS = 400;
    private static final int NODES = 6;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsItsPromisesWhateverBreaks(long seed) {
        World world = new World(seed);

        for (int step = 0; step < STEPS; step++) {
            world.step();
            world.check();
        }
        world.settle();

        assertThat(world.acknowledged).as("acknowledged work (seed %d)", seed).isNotEmpty();
        assertThat(world.unfinished()).as("work that never ended (seed %d)", seed).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void decidesTheSameTwice(long seed) {
        World one = new World(seed);
        World two = new World(seed);

        for (int step = 0; step < STEPS / 4; step++) {
            one.step();
            two.step();
        }

        assertThat(one.store.load()).as("seed %d", seed).isEqualTo(two.store.load());
    }

    private static final class World {
        private final long seed;
        private final Random random;
        private final ManualTime time = new ManualTime();
        private final RememberingStore store = new RememberingStore();
        private final Map<NodeId, SimulatedNode> nodes = new HashMap<>();
        private final List<NodeId> ids = new ArrayList<>();
        private final Map<WorkloadId, WorkloadState> finals = new HashMap<>();
        private final Set<WorkloadId> acknowledged = new HashSet<>();
        private final Set<NodeId> returned = new HashSet<>();
        private final Set<String> strays = new HashSet<>();
        private ClusterState state;
        private ControlLoop loop;
        private Release release;
        private long sessions;
        private int submissions;
        private boolean faults = true;

        World(long seed) {
            this.seed = seed;
            random = new Random(seed);
            for (int number = 0; number < NODES; number++) {
                NodeId id = new NodeId(new UUID(seed, number));
                ids.add(id);
                nodes.put(id, new SimulatedNode(id, 1 + random.nextInt(4)));
            }
            boot();
        }

        void step() {
            time.advance(Duration.ofMillis(random.nextInt(2_000)));
            switch (random.nextInt(11)) {
                case 0, 1, 2 -> submit();
                case 3 -> stopSomething();
                case 4 -> breakSession(anyNode());
                case 5 -> loop.offer(new Command.DrainNode(anyNode().id, random.nextInt(3) == 0));
                case 6 -> crash();
                case 7 -> loop.offer(cordonOrNot(anyNode().id));
                default -> nodes.get(ids.get(random.nextInt(NODES))).work(random);
            }
            connectSome();
            sayAndTurn();
        }

        private Command<?> cordonOrNot(NodeId node) {
            return random.nextInt(3) == 0
                    ? new Command.CordonNode(node, "looked at")
                    : new Command.UncordonNode(node);
        }

        void check() {
            for (SimulatedNode node : nodes.values()) {
                // While a node is away its work may have been given up and placed again; it is told
                // when it returns.
                if (node.connected() && returned.contains(node.id)) {
                    assertThat(node.sharedGpu())
                            .as("GPU used twice on %s (seed %d)", node.id, seed)
                            .isNull();
                }
            }
            assertThat(store.workloads().keySet()).as("seed %d", seed).containsAll(acknowledged);
            for (WorkloadRecord workload : store.workloads().values()) {
                WorkloadState before = finals.get(workload.id());
                if (before != null) {
                    assertThat(workload.state())
                            .as("final state (seed %d)", seed)
                            .isEqualTo(before);
                } else if (workload.state().isFinal()) {
                    finals.put(workload.id(), workload.state());
                }
            }
            checkLedger();
            checkEvents();
            checkDeadlines();
        }

        /** Stops the faults and lets everything come to its end. */
        void settle() {
            faults = false;
            store.failNext(RememberingStore.Fault.NONE); // planted, and nothing came to be stored
            ids.forEach(id -> loop.offer(new Command.DrainNode(id, false)));
            ids.forEach(id -> loop.offer(new Command.UncordonNode(id)));
            for (int round = 0; round < 2_000 && !unfinished().isEmpty(); round++) {
                time.advance(Duration.ofSeconds(1));
                connectSome();
                nodes.values().forEach(node -> node.work(random));
                sayAndTurn();
                check();
            }
        }

        List<WorkloadRecord> unfinished() {
            return store.workloads().values().stream()
                    .filter(workload -> !workload.state().isFinal())
                    .toList();
        }

        private void boot() {
            Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
            state = new ClusterState(placer, CoreSettings.DEFAULT);
            state.load(store.load(), time.moment());
            loop = new ControlLoop(state, placer, time, 1_000, LoopObserver.NONE, Audit.NONE);
            release =
                    new Release(
                            Mandate.claim(store),
                            new PublishedView(store.load(), 1_000),
                            this::deliver,
                            LoopObserver.NONE,
                            Audit.NONE);
            nodes.values().forEach(SimulatedNode::disconnect);
            returned.clear();
        }

        private void crash() {
            if (faults && random.nextInt(3) == 0) {
                store.failNext(
                        random.nextBoolean()
                                ? RememberingStore.Fault.LOSES_THE_BATCH
                                : RememberingStore.Fault.KEEPS_THE_BATCH);
                submit();
            }
        }

        private void submit() {
            WorkloadId id = new WorkloadId(new UUID(~seed, ++submissions));
            int gpus = random.nextInt(4);
            boolean queue = random.nextInt(3) > 0;
            WorkloadSpec spec = new WorkloadSpec("img", List.of(), Map.of(), gpus, 1024, 1000);
            loop.offer(
                    Caller.GATEWAY,
                    new Command.SubmitWorkload(id, spec, null, queue),
                    verdict -> {
                        if (!(verdict.outcome() instanceof Outcome.Refused)) {
                            acknowledged.add(id);
                        }
                    });
        }

        private void stopSomething() {
            List<WorkloadId> known = List.copyOf(store.workloads().keySet());
            if (!known.isEmpty()) {
                loop.offer(
                        new Command.StopWorkload(
                                known.get(random.nextInt(known.size())), random.nextBoolean()));
            }
        }

        private void breakSession(SimulatedNode node) {
            if (node.connected()) {
                SessionId session = node.session();
                node.disconnect();
                returned.remove(node.id);
                loop.offer(new Command.SessionClosed(node.id, session));
            }
        }

        private void connectSome() {
            for (NodeId id : ids) {
                SimulatedNode node = nodes.get(id);
                if (!node.connected() && (!faults || random.nextInt(3) > 0)) {
                    loop.offer(node.connect(new SessionId("gateway", ++sessions)));
                }
            }
        }

        private void sayAndTurn() {
            for (NodeId id : ids) {
                SimulatedNode node = nodes.get(id);
                if (returned.contains(id)) {
                    node.takeReports().forEach(loop::offer);
                }
            }
            try {
                loop.turn(release::run);
            } catch (StoreException e) {
                boot();
            }
        }

        private EffectOutlet.Delivery deliver(Effect effect) {
            SimulatedNode node = nodes.get(effect.node());
            checkStray(effect);
            if (!node.connected() || !node.session().equals(effect.session())) {
                return EffectOutlet.Delivery.NO_SESSION;
            } else if (effect instanceof Effect.Admit) {
                returned.add(node.id);
            } else if (faults && random.nextInt(20) == 0) {
                // The frame is lost with its session: TCP gives no other way.
                breakSession(node);
            } else {
                node.receive(effect);
                if (random.nextInt(10) == 0) {
                    node.receive(effect);
                }
            }
            return EffectOutlet.Delivery.QUEUED;
        }

        private SimulatedNode anyNode() {
            return nodes.get(ids.get(random.nextInt(NODES)));
        }

        private void checkLedger() {
            Map<NodeId, Set<Integer>> held = new HashMap<>();
            for (WorkloadRecord workload : store.workloads().values()) {
                if (workload.node() != null && workload.allocation() != null) {
                    for (int gpu : workload.allocation().gpuIndexes()) {
                        assertThat(
                                        held.computeIfAbsent(workload.node(), _ -> new HashSet<>())
                                                .add(gpu))
                                .as(
                                        "GPU %d of %s is held twice (seed %d)",
                                        gpu, workload.node(), seed)
                                .isTrue();
                    }
                }
            }
        }

        /** Memory follows what lives, whatever has happened. */
        private void checkDeadlines() {
            long holding =
                    store.workloads().values().stream()
                            .filter(workload -> workload.state().holdsDevices())
                            .count();
            long ended =
                    store.workloads().values().stream()
                            .filter(workload -> workload.state().isFinal())
                            .count();
            assertThat(state.deadlines())
                    .as("deadlines (seed %d)", seed)
                    .isLessThanOrEqualTo((int) (3 * NODES + 2 * holding + ended));
        }

        /** What is over is not answered for ever. */
        private void checkStray(Effect effect) {
            if (effect instanceof Effect.Stop stop && stop.reason().startsWith("not the current")) {
                assertThat(
                                strays.add(
                                        stop.session()
                                                + " "
                                                + stop.workload()
                                                + " "
                                                + stop.attempt()))
                        .as("told again to stop a stray, seed %d: %s", seed, stop)
                        .isTrue();
            }
        }

        private void checkEvents() {
            List<Event> events = store.events();
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).sequence()).as("seed %d", seed).isEqualTo(i + 1);
            }
        }
    }
}
