package dev.clawgateway.client.simulation;

import dev.clawgateway.client.Connector;
import dev.clawgateway.client.node.NodeClient;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Runs a simulated fleet against a real gateway. {@link #run} is called once, by one thread; {@link
 * #close} may come from another and ends it early.
 */
public final class Simulation implements AutoCloseable {
    // Fewer than a gateway lets one address have without having said who they are.
    private static final int CONNECTING_AT_ONCE = 200;
    private static final int CPU_MILLIS_PER_GPU = 16_000;
    private static final int MEMORY_MIB_PER_GPU = 131_072;

    private final SimulationOptions options;
    private final Time time;
    private final SimulationListener listener;
    private final Connector connector;
    private final SimulationTally tally;
    private final FleetChecker checker = new FleetChecker();
    private final LoadMarks marks;
    private final SplittableRandom random;
    private final Queue<SimulatedNode> nodes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private int begun;
    private long startNanos;

    public Simulation(SimulationOptions options, Time time, SimulationListener listener) {
        this.options = options;
        this.time = time;
        this.listener = listener;
        this.connector =
                Connector.withThreads(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4));
        this.random = new SplittableRandom(options.seed());
        this.tally = new SimulationTally(options.load().workloads());
        // The clock in the mark keeps two runs of one seed apart at the gateway.
        this.marks =
                new LoadMarks(
                        options.seed() + "-" + Long.toString(time.now().toEpochMilli(), 36),
                        options.load(),
                        options.seed());
    }

    /**
     * Connects the fleet, runs the load to its end and checks it; without a load, stays until it is
     * closed.
     *
     * @throws dev.clawgateway.client.api.GatewayException when no operator session can be had
     */
    public SimulationSummary run() throws InterruptedException {
        startNanos = time.nanos();
        boolean all = await("connecting", this::connectMore);
        Duration registering = since(startNanos);
        if (options.load().workloads() == 0) {
            await("idle", () -> false);
            return summary(registering, LoadResult.none(checker));
        }
        return summary(registering, all ? runLoad() : LoadResult.none(checker));
    }

    /** True when every node has registered. */
    private boolean connectMore() {
        int registered = tally.registered.get();
        while (begun < options.fleet().nodes() && begun - registered < CONNECTING_AT_ONCE) {
            SplittableRandom own = random.split();
            SimulatedNode node = node(begun++, own);
            nodes.add(node);
            node.start(own.split());
        }
        return registered == options.fleet().nodes();
    }

    private SimulatedNode node(int number, SplittableRandom own) {
        NodeId id = new NodeId(new UUID(own.nextLong(), own.nextLong()));
        SimulationOptions.Fleet fleet = options.fleet();
        GpuModel model = draw(fleet.mix(), own);
        List<Gpu> gpus =
                IntStream.range(0, fleet.gpusPerNode())
                        .mapToObj(index ->
                                new Gpu(
                                        index,
                                        model.name(),
                                        model.memoryMib(),
                                        "GPU-simulated-" + id + "-" + index))
                        .toList();
        int size = Math.max(1, fleet.gpusPerNode());
        NodeCapacity capacity =
                new NodeCapacity(
                        gpus,
                        (long) size * CPU_MILLIS_PER_GPU,
                        (long) size * MEMORY_MIB_PER_GPU,
                        List.of("simulated"));
        return new SimulatedNode(
                id,
                fleet.namePrefix() + number,
                capacity,
                new SimulatedNode.Behaviour(options, marks, checker, tally, time),
                self ->
                        new NodeClient(
                                connector.nextLoop(),
                                options.endpoint(),
                                self,
                                NodeClient.Settings.STANDARD,
                                time,
                                own));
    }

    private static GpuModel draw(List<GpuModel> mix, SplittableRandom random) {
        int left = random.nextInt(mix.stream().mapToInt(GpuModel::weight).sum());
        for (GpuModel model : mix) {
            left -= model.weight();
            if (left < 0) {
                return model;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private LoadResult runLoad() throws InterruptedException {
        int sessions = options.load().sessions();
        try (Operators operators = new Operators(connector, options.endpoint(), sessions)) {
            return runLoad(operators);
        }
    }

    private LoadResult runLoad(Operators operators) throws InterruptedException {
        long begin = time.nanos();
        LoadSubmitter submitter = new LoadSubmitter(marks, operators, tally, time);
        CompletableFuture<Void> submitted = submitter.submit(options.load().sessions());
        await("submitting", submitted::isDone);
        Duration submitting = since(begin);
        await("running", () -> tally.ended() >= tally.accepted.sum());
        Duration running = since(begin);
        LoadCheck check = new LoadCheck(submitter.accepted(), checker);
        check.round(operators);
        await("checking", () -> check.lost() == 0 || check.round(operators) == 0);
        return new LoadResult(submitting, running, check);
    }

    /** Waits, telling the listener every second; false when the time is up or on closing. */
    private boolean await(String phase, BooleanSupplier condition) throws InterruptedException {
        boolean forEver = options.load().workloads() == 0;
        long lastTold = time.nanos();
        listener.progress(progress(phase));
        while (!condition.getAsBoolean()) {
            boolean timeIsUp = !forEver && since(startNanos).compareTo(options.limit()) > 0;
            if (timeIsUp || closing.await(50, TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (since(lastTold).compareTo(Duration.ofSeconds(1)) >= 0) {
                lastTold = time.nanos();
                listener.progress(progress(phase));
            }
        }
        return true;
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(time.nanos() - nanos);
    }

    private SimulationProgress progress(String phase) {
        return new SimulationProgress(
                phase,
                since(startNanos),
                options.fleet().nodes(),
                tally.connected.get(),
                options.load().workloads(),
                tally.accepted.sum(),
                tally.started.sum(),
                tally.running.sum(),
                tally.completed(),
                tally.failed(),
                checker.violationCount(),
                tally.trouble.get());
    }

    private SimulationSummary summary(Duration registering, LoadResult load) {
        return new SimulationSummary(
                options.fleet().nodes(),
                tally.registered.get(),
                registering,
                load.submitting,
                load.running,
                tally.counts(load.check),
                tally.submitToStart(),
                tally.disconnects.sum(),
                checker.violationCount(),
                checker.violations());
    }

    /** Ends every session; a {@link #run} under way returns soon. */
    @Override
    public void close() {
        closing.countDown();
        nodes.forEach(SimulatedNode::close);
        connector.close();
    }

    private record LoadResult(Duration submitting, Duration running, LoadCheck check) {
        static LoadResult none(FleetChecker checker) {
            return new LoadResult(Duration.ZERO, Duration.ZERO, new LoadCheck(List.of(), checker));
        }
    }
}
