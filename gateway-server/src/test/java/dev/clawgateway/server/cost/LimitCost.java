package dev.clawgateway.server.cost;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.net.gate.MemoryBudget;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.Rate;
import dev.clawgateway.net.gate.Rates;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.server.http.CallerPace;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What it costs to hold connections, requests and messages to their limits, in CPU time of the
 * thread. Reports and does not judge, so no run of all tests includes it: see docs/benchmarks.md.
 */
class LimitCost {
    private static final int ROUNDS = 201;
    private static final int TIMES = 10_000;
    private static final Rate ENDLESS = new Rate(1_000_000_000, Integer.MAX_VALUE);

    private final SystemTime time = new SystemTime();
    private final Paces paces =
            new Paces(new Rates(ENDLESS, ENDLESS, ENDLESS, ENDLESS), time.nanos());
    private long spent;

    /** A line of CSV for each. */
    @Test
    void report() throws Exception {
        InetAddress address = InetAddress.getByName("192.0.2.7");
        CallerPace callers = new CallerPace(paces, new TrafficCounters(), time);
        Caller anna =
                new Caller(new Principal.Operator("anna"), "claw", "192.0.2.7", false, null)
                        .with(Rights.FULL);
        MemoryBudget budget = new MemoryBudget(1 << 30, new AtomicLong());
        MemoryBudget.Share share = budget.share(() -> {});
        Map<String, Runnable> kinds = new LinkedHashMap<>();
        kinds.put("the clock alone", () -> spent += time.nanos());
        kinds.put(
                "a connection of an address",
                () -> spent += paces.connects(address, time.nanos()).toNanos());
        kinds.put("a session that begins", () -> spent += paces.upgrades(time.nanos()).toNanos());
        kinds.put("a request of a caller", () -> spent += callers.asks(anna).toNanos());
        kinds.put("a message that came whole", () -> spent += share.hold(0) ? 1 : 0);
        kinds.put(
                "a message in two parts", () -> spent += share.hold(4096) && share.hold(0) ? 1 : 0);
        kinds.put(
                "a message in two parts of 100 KiB",
                () -> spent += share.hold(100 << 10) && share.hold(0) ? 1 : 0);
        System.out.println("kind,median_ns,p90_ns");
        kinds.forEach((kind, task) -> System.out.println(row(kind, task)));
        System.out.println("# " + spent);
    }

    private static String row(String kind, Runnable task) {
        var threads = ManagementFactory.getThreadMXBean();
        double[] nanos = new double[ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < TIMES; i++) {
                task.run();
            }
            if (round >= 0) {
                nanos[round] = (double) (threads.getCurrentThreadCpuTime() - before) / TIMES;
            }
        }
        Arrays.sort(nanos);
        return String.format(
                Locale.ROOT, "%s,%.0f,%.0f", kind, nanos[ROUNDS / 2], nanos[ROUNDS * 9 / 10]);
    }
}
