package dev.clawgateway.bench.fleet;

import dev.clawgateway.control.access.OpenAccess;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.fleet.FleetOperations;
import dev.clawgateway.control.operations.fleet.FleetReport;
import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.HistoryLimits;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What it costs to say how a fleet is: on the control thread, on a query thread, and in memory.
 *
 * <pre>
 *   java dev.clawgateway.bench.fleet.FleetBench [nodes]
 * </pre>
 */
public final class FleetBench {
    private static final Time CLOCK = new SystemTime();
    private static final int ROUNDS = 9;
    private static final double MILLION = 1e6;

    private FleetBench() {}

    /** Prints a line for each cost. */
    public static void main(String[] arguments) throws Exception {
        int nodes = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        try (LargeFleet fleet = new LargeFleet(nodes);
                var queries = Executors.newVirtualThreadPerTaskExecutor()) {
            int devices = nodes * LargeFleet.GPUS;
            Telemetry telemetry = histories(fleet, nodes, devices);
            control(fleet);
            Desk desk = new Desk(new OpenAccess(), fleet.inbox, fleet.inbox, queries);
            telemetry.expectEvery(Duration.ofMinutes(10));
            asked(
                    "fleet",
                    () -> new FleetOperations(desk, fleet.view, telemetry, fleet.time),
                    FleetBench::show);
            asked(
                    "map",
                    () -> new FleetOperations(desk, fleet.view, telemetry, fleet.time),
                    FleetBench::map);
        }
    }

    private static Telemetry histories(LargeFleet fleet, int nodes, int devices) {
        Telemetry telemetry =
                new Telemetry(
                        new HistoryLimits(
                                HistoryLimits.DEFAULT.span(),
                                HistoryLimits.DEFAULT.step(),
                                devices));
        long before = used();
        Instant now = fleet.time.now().minusSeconds(3600);
        long began = fleet.time.nanos();
        measure(telemetry, nodes, now);
        long first = fleet.time.nanos() - began;
        long kept = used() - before;
        began = fleet.time.nanos();
        int rounds = 120;
        for (int round = 1; round <= rounds; round++) {
            measure(telemetry, nodes, now.plusSeconds(30L * round));
        }
        double each = (double) (fleet.time.nanos() - began) / rounds / devices;
        System.out.printf(
                "histories of %,d devices: %,d bytes each (told: %,d), first reading %.0f ns, further %.0f ns%n",
                telemetry.histories(),
                kept / devices,
                telemetry.limits().bytesPerDevice(),
                (double) first / devices,
                each);
        return telemetry;
    }

    private static void measure(Telemetry telemetry, int nodes, Instant now) {
        for (int node = 0; node < nodes; node++) {
            List<GpuReading> readings = new ArrayList<>(LargeFleet.GPUS);
            for (int gpu = 0; gpu < LargeFleet.GPUS; gpu++) {
                readings.add(new GpuReading(gpu, gpu < 2 ? 1 : 80, 70_000, 81_559, 60, 500f));
            }
            NodeId id = LargeFleet.id(node);
            telemetry.of(id).measured(readings, now);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** What the engine does on the control thread. */
    private static void control(LargeFleet fleet) throws Exception {
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Long> took = new CompletableFuture<>();
            boolean _ =
                    fleet.inbox.ask(placer -> {
                        long began = fleet.time.nanos();
                        var _ = placer.room();
                        var _ = placer.waiting(fleet.time.moment());
                        took.complete(fleet.time.nanos() - began);
                    });
            nanos[round] = took.get();
        }
        System.out.print("control thread, ms:");
        for (long one : nanos) {
            System.out.printf(" %.3f", one / MILLION);
        }
        System.out.println();
    }

    private static void show(FleetOperations operations, CompletableFuture<Object> told) {
        Reply<FleetReport> reply = answer -> given(answer, told);
        operations.show(Caller.GATEWAY, reply);
    }

    private static void map(FleetOperations operations, CompletableFuture<Object> told) {
        operations.map(Caller.GATEWAY, answer -> given(answer, told));
    }

    private static <T> void given(Answer<T> answer, CompletableFuture<Object> told) {
        told.complete(answer);
    }

    private static void asked(
            String what,
            Supplier<FleetOperations> operations,
            BiConsumer<FleetOperations, CompletableFuture<Object>> question)
            throws Exception {
        long[] nanos = new long[ROUNDS];
        Object last = "";
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Object> told = new CompletableFuture<>();
            long began = CLOCK.nanos();
            question.accept(operations.get(), told);
            last = told.get();
            nanos[round] = CLOCK.nanos() - began;
        }
        System.out.printf(
                "%s: %.0f ms (median of %d, %.0f to %.0f)%n",
                what,
                median(nanos) / MILLION,
                ROUNDS,
                Arrays.stream(nanos).min().orElse(0) / MILLION,
                Arrays.stream(nanos).max().orElse(0) / MILLION);
        if (last instanceof Answer.Given<?>(FleetReport report)) {
            System.out.println("  " + report.gpus() + " " + report.use());
            report.models().forEach(model -> System.out.println("  " + model.room()));
        }
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
