package dev.clawgateway.bench.openclaw;

import dev.clawgateway.core.time.SystemTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Many operators and nodes of the OpenClaw dialect, some of the operators deaf. Prints how fast
 * they came in, what they were sent because of it, what they cost the gateway, and how long an
 * event takes to reach all of them. The gateway runs by itself, asks for no secret, and approves
 * nodes of this machine.
 *
 * <p>Arguments: address ({@code 127.0.0.1:18789}), the gateway's process id, operators, how many of
 * them are deaf, nodes, broadcasts.
 */
public final class OpenClawCrowd {
    private static final int AT_ONCE = 64;
    private static final Duration SETTLE = Duration.ofSeconds(12);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int PAGE_KIB = 4;

    private final InetSocketAddress address;
    private final long pid;
    private final SystemTime time = new SystemTime();
    private final List<CrowdMember> members = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, LongAdder> events = new ConcurrentHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Echo echo = new Echo(0);

    private OpenClawCrowd(InetSocketAddress address, long pid) {
        this.address = address;
        this.pid = pid;
    }

    /** Joins a crowd. */
    @FunctionalInterface
    private interface Entry {
        void of(CrowdMember member, int number) throws IOException, GeneralSecurityException;
    }

    /** When those that read hear of one broadcast. */
    private static final class Echo {
        private final CountDownLatch missing;
        private final LongAccumulator firstNanos = new LongAccumulator(Math::min, Long.MAX_VALUE);
        private final LongAccumulator lastNanos = new LongAccumulator(Math::max, Long.MIN_VALUE);

        Echo(int readers) {
            missing = new CountDownLatch(readers);
        }

        void heard(long nanos) {
            firstNanos.accumulate(nanos);
            lastNanos.accumulate(nanos);
            missing.countDown();
        }
    }

    public static void main(String[] arguments) throws Exception {
        String[] parts = arguments[0].split(":", -1);
        new OpenClawCrowd(
                        new InetSocketAddress(parts[0], Integer.parseInt(parts[1])),
                        Long.parseLong(arguments[1]))
                .run(
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]),
                        Integer.parseInt(arguments[5]));
    }

    private void run(int operators, int deaf, int nodes, int broadcasts) throws Exception {
        report("before", residentMib());
        come("operators", operators, deaf, (member, _) -> member.operator("operator.read"));
        List<KeyPair> devices = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            devices.add(CrowdMember.device());
        }
        come(
                "nodes",
                nodes,
                0,
                (member, i) -> member.node(devices.get(i), time.now().toEpochMilli()));
        try (CrowdMember admin = new CrowdMember(address, false)) {
            admin.operator("operator.admin");
            for (int i = 0; i < broadcasts; i++) {
                broadcast(admin, operators - deaf);
            }
        }
        System.out.printf("closed by the gateway: %d%n", lost.get());
    }

    private void come(String what, int many, int deaf, Entry entry) throws Exception {
        events.clear();
        ConcurrentHistogram micros = new ConcurrentHistogram(MOST_MICROS, 3);
        Semaphore room = new Semaphore(AT_ONCE);
        AtomicInteger failed = new AtomicInteger();
        long begin = time.nanos();
        for (int i = 0; i < many; i++) {
            room.acquire();
            int number = i;
            Thread.startVirtualThread(() -> {
                try {
                    long start = time.nanos();
                    CrowdMember member = new CrowdMember(address, number < deaf);
                    entry.of(member, number);
                    micros.recordValue((time.nanos() - start) / 1000);
                    members.add(member);
                    if (number >= deaf) {
                        Thread.startVirtualThread(() -> read(member));
                    }
                } catch (IOException | GeneralSecurityException e) {
                    if (failed.getAndIncrement() == 0) {
                        System.out.println("the first that failed: " + e);
                    }
                } finally {
                    room.release();
                }
            });
        }
        room.acquire(AT_ONCE);
        double seconds = (time.nanos() - begin) / 1e9;
        System.out.printf(
                "%d %s in %.1f s: %.0f a second, median %.1f ms, 99%% within %.1f ms, %d failed%n",
                many,
                what,
                seconds,
                many / seconds,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                failed.get());
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            long resident =
                    timer.schedule(this::residentMib, SETTLE.toSeconds(), TimeUnit.SECONDS).get();
            System.out.println("events sent until " + SETTLE.toSeconds() + " s later: " + events);
            report("after " + what, resident);
        }
    }

    private void read(CrowdMember member) {
        try {
            for (String text = member.message(); text != null; text = member.message()) {
                int at = text.indexOf("\"event\":\"");
                String name = at < 0 ? "res" : text.substring(at + 9, text.indexOf('"', at + 9));
                events.computeIfAbsent(name, _ -> new LongAdder()).increment();
                if (name.equals("presence")) {
                    echo.heard(time.nanos());
                }
            }
        } catch (IOException _) {
            // counted like a close
        }
        lost.incrementAndGet();
    }

    private void broadcast(CrowdMember admin, int readers) throws Exception {
        Echo expected = new Echo(readers);
        echo = expected;
        long cpu = cpuMillis();
        admin.ask("system-event", "\"text\":\"a broadcast\"");
        var _ = expected.missing.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
        System.out.printf(
                "a broadcast reached %d of %d: the last %.1f ms after the first, %d ms of processor%n",
                readers - expected.missing.getCount(),
                readers,
                (expected.lastNanos.get() - expected.firstNanos.get()) / 1e6,
                cpuMillis() - cpu);
    }

    private void report(String when, long residentMib) {
        System.out.printf("%s: %d sessions, %d MiB resident%n", when, members.size(), residentMib);
    }

    /** Of the gateway. */
    private long residentMib() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
        return Long.parseLong(pages[1]) * PAGE_KIB / 1024;
    }

    /** Of the gateway, at a hundred ticks a second. */
    private long cpuMillis() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
    }
}
