package dev.clawgateway.server.cost;

import dev.clawgateway.control.EffectOutlet;
import dev.clawgateway.control.LoopObserver;
import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.control.leadership.Realm;
import dev.clawgateway.control.leadership.SoleLeadership;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import dev.clawgateway.server.audit.AuditLimits;
import dev.clawgateway.server.audit.AuditLog;
import dev.clawgateway.server.runtime.MachineRuntime;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What decides, stores and writes down in a gateway, on a disk, and a person in a hurry. */
final class ChangedGateway implements AutoCloseable {
    private static final int NODES = 1000;
    private static final int MAX_EVENTS = 100_000;
    private static final int INBOX = 1 << 16;
    private static final Caller OPERATOR =
            new Caller(new Principal.Operator("operator"), "claw", "192.0.2.1", false, "r-1");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final MachineRuntime runtime = new MachineRuntime(new SystemTime());
    private final LeaderInbox inbox = new LeaderInbox();
    private final Path logs;
    private final @Nullable AuditLog log;
    private final RocksStore store;
    private final SoleLeadership leadership;

    /** Threads of this one alone: it is started while no other one starts. */
    private final Set<Long> own = new HashSet<>();

    private int changed;

    private ChangedGateway(Path data, boolean audited) {
        Time time = runtime.time();
        logs = data.resolve("audit");
        log = audited ? AuditLog.in(logs, AuditLimits.DEFAULT, time) : null;
        store = RocksStore.open(StoreFolder.under(data), MAX_EVENTS);
        PublishedView view = new PublishedView(Snapshot.EMPTY, MAX_EVENTS);
        Realm realm =
                new Realm(
                        () -> Schedulers.create(SchedulerOptions.DEFAULT),
                        () -> CoreSettings.DEFAULT,
                        view,
                        _ -> EffectOutlet.Delivery.QUEUED,
                        LoopObserver.NONE,
                        time,
                        INBOX,
                        runtime.repeater(),
                        log == null ? Audit.NONE : log);
        leadership = new SoleLeadership(store, realm, inbox, () -> {});
    }

    static ChangedGateway start(Path data, boolean audited)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        ChangedGateway gateway = new ChangedGateway(data, audited);
        Set<Long> before = gateway.alive();
        gateway.leadership.start();
        gateway.keep();
        gateway.register();
        gateway.own.addAll(gateway.alive());
        gateway.own.removeAll(before);
        return gateway;
    }

    /** As the gateway does it, once a second. */
    private void keep() {
        if (log == null) {
            return;
        }
        AuditLog kept = log;
        kept.begin(AuditMark.NONE);
        Executor disk = runtime.serial("audit");
        disk.execute(() -> {}); // its thread is there from now on
        runtime.repeat("look", Duration.ofSeconds(1), () -> disk.execute(() -> look(kept)));
    }

    private void look(AuditLog kept) {
        AuditMark safe = kept.look();
        if (safe.number() > 0) {
            boolean _ = inbox.offer(Caller.GATEWAY, new Command.NoteAudit(safe), _ -> {});
        }
    }

    private void register() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(NODES);
        List<Gpu> gpus = new ArrayList<>();
        for (int gpu = 0; gpu < 8; gpu++) {
            gpus.add(new Gpu(gpu, "H100", 81_559, "GPU-" + gpu));
        }
        NodeCapacity capacity = new NodeCapacity(gpus, 96_000, 1_000_000, List.of());
        for (int i = 0; i < NODES; i++) {
            Command.RegisterNode node =
                    new Command.RegisterNode(
                            node(i),
                            new SessionId("g", i),
                            "node-" + i,
                            capacity,
                            NodeRecord.Marks.NONE,
                            null);
            Caller agent =
                    new Caller(new Principal.Node(node(i)), "claw", "192.0.2.2", false, null);
            if (!inbox.offer(agent, node, _ -> done.countDown())) {
                throw new IllegalStateException("the inbox is full");
            }
        }
        done.await();
    }

    private static NodeId node(int number) {
        return new NodeId(new UUID(1, number));
    }

    boolean audited() {
        return log != null;
    }

    /**
     * Changes a label of one node after the other, evenly at a rate, and returns once all of it is
     * answered.
     */
    Round round(int rate, Duration span) throws IOException, InterruptedException {
        int count = Math.toIntExact(rate * span.toSeconds());
        long[] waited = new long[count];
        CountDownLatch done = new CountDownLatch(count);
        long bytes = logBytes();
        double storeCpu = micros("store");
        double controlCpu = micros("control");
        double auditCpu = micros("audit");
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begun + span.toNanos() * i / count;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            change(i, due, waited, done);
        }
        done.await();
        return new Round(
                count,
                System.nanoTime() - begun,
                Waits.of(waited),
                (micros("store") - storeCpu) / count,
                (micros("control") - controlCpu) / count,
                (micros("audit") - auditCpu) / count,
                logBytes() - bytes);
    }

    /** Waited for since it was due: a late one does not look quick. */
    private void change(int number, long due, long[] waited, CountDownLatch done) {
        Command.SetNodeLabel label =
                new Command.SetNodeLabel(node(changed % NODES), "step", "s" + changed);
        changed++;
        while (!inbox.offer(
                OPERATOR,
                label,
                verdict -> {
                    waited[number] =
                            verdict instanceof Verdict.Granted<?>
                                    ? System.nanoTime() - due
                                    : Long.MAX_VALUE;
                    done.countDown();
                })) {
            Thread.onSpinWait();
        }
    }

    /**
     * What came of a round.
     *
     * @param storeMicros CPU time of a thread for one change; so the others
     */
    record Round(
            int changes,
            long nanos,
            Waits waits,
            double storeMicros,
            double controlMicros,
            double auditMicros,
            long logBytes) {}

    /** How long changes were waited for, in nanoseconds. */
    record Waits(long median, long p99, long longest) {
        static Waits of(long[] waited) {
            long[] sorted = waited.clone();
            Arrays.sort(sorted);
            int last = sorted.length - 1;
            return new Waits(sorted[last / 2], sorted[last * 99 / 100], sorted[last]);
        }
    }

    private long logBytes() throws IOException {
        if (log == null) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private double micros(String name) {
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(ids())) {
            if (thread != null && thread.getThreadName().contains(name)) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos / 1e3;
    }

    private long[] ids() {
        return own.stream().mapToLong(Long::longValue).toArray();
    }

    private Set<Long> alive() {
        Set<Long> ids = new HashSet<>();
        for (long id : threads.getAllThreadIds()) {
            ids.add(id);
        }
        return ids;
    }

    @Override
    public void close() {
        leadership.close();
        if (log != null) {
            log.end();
        }
        runtime.close();
        store.close();
    }
}
