package dev.clawgateway.server.audit;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.operations.access.AuditRecords;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of a gateway on its disk. Entries are in the file before {@link #write} returns,
 * and survive a loss of power after the next {@link #look}, about a second later. Safe from any
 * thread; whoever notes a refusal waits for nothing.
 */
public final class AuditLog implements Audit {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** Between two sums of refusals that were too many. */
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final LogFiles files;
    private final @Nullable AuditRecords records;
    private final Time time;
    private final RefusalQueue refusals = new RefusalQueue();
    private final Lock lock = new ReentrantLock();

    /** What was done and could not be written yet. Bounded: nobody does anything more meanwhile. */
    private final List<Stamped> owed = new ArrayList<>();

    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong summed = new AtomicLong();
    private final AtomicLong alarms = new AtomicLong();
    private Link last = Link.NONE;
    private long roundNanos;

    /** What was noted when it was begun, and nothing could be read; null once it could. */
    private @Nullable AuditMark unbegun;

    private volatile @Nullable String failure = "it was not begun yet";
    private volatile @Nullable String alarm;

    private record Stamped(Instant at, AuditEntry entry) {}

    /** A line of the log about itself. */
    private record Own(String kind, Map<String, String> facts) {}

    /** In a folder of any kind. Nothing is read or written before it is begun. */
    public AuditLog(LineFolder folder, AuditLimits limits, Time time) {
        this(folder, limits, time, null);
    }

    private AuditLog(
            LineFolder folder, AuditLimits limits, Time time, @Nullable AuditRecords records) {
        this.records = records;
        files = new LogFiles(folder, limits);
        this.time = time;
    }

    /** In a folder of this machine. */
    public static AuditLog in(Path folder, AuditLimits limits, Time time) {
        return new AuditLog(new FolderOnDisk(folder), limits, time, new BackwardLog(folder));
    }

    /** What is written in it, for readers; null where nobody can read it here. */
    public @Nullable AuditRecords records() {
        return records;
    }

    /** Goes by other limits from now on. From any thread. */
    public void change(AuditLimits next) {
        files.change(next);
    }

    /**
     * Goes on where the log ends. Where nothing can be written that is tried again at each look.
     *
     * @param noted how far the log had come, by the store
     */
    public void begin(AuditMark noted) {
        lock.lock();
        try {
            roundNanos = time.nanos();
            goOn(noted);
        } catch (IOException e) {
            unbegun = noted;
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    private void goOn(AuditMark noted) throws IOException {
        LineFolder.Tail tail = files.tail();
        Map<String, String> facts = new LinkedHashMap<>();
        last = tail == null ? Link.NONE : tail.last();
        if (tail != null && tail.torn() > 0) {
            facts.put("torn_bytes", Long.toString(tail.torn()));
        }
        if (last.number() < noted.number()) {
            String missing = (last.number() + 1) + "-" + noted.number();
            facts.put("missing", missing);
            alarm("lines " + missing + " of the audit log are gone: its tail was cut, or removed");
            last = Link.of(noted);
        }
        files.begin(tail, last.number(), time.nanos());
        append(List.of(), List.of(new Own("begin", facts)));
        failure = null;
    }

    @Override
    public boolean kept() {
        return true;
    }

    @Override
    public boolean ready() {
        return failure == null;
    }

    @Override
    public void refused(AuditEntry entry) {
        refusals.note(entry);
    }

    @Override
    public boolean write(List<AuditEntry> entries) {
        lock.lock();
        try {
            Instant now = time.now();
            List<Stamped> all = new ArrayList<>();
            if (failure == null) {
                refusals.take().forEach(refusal -> all.add(new Stamped(now, refusal)));
            }
            entries.forEach(entry -> all.add(new Stamped(now, entry)));
            if (failure != null) {
                owed.addAll(all);
                return false;
            }
            try {
                append(all, List.of());
                beginAnotherIfLarge();
                return true;
            } catch (IOException e) {
                owed.addAll(all);
                fail(e);
                return false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** All of it or nothing; the chain goes on from what is in the file. */
    private void append(List<Stamped> entries, List<Own> own) throws IOException {
        if (entries.isEmpty() && own.isEmpty()) {
            return;
        }
        Lines made = new Lines(last);
        entries.forEach(entry -> made.add(entry.at(), entry.entry()));
        own.forEach(line -> made.add(time.now(), line.kind(), line.facts()));
        files.current().append(made.bytes());
        last = made.last();
        lines.addAndGet(entries.size() + own.size());
    }

    /**
     * Writes what waits, looks whether somebody has touched the file, and makes what was written
     * safe. To be called about once a second, on a thread that may wait for the disk.
     *
     * @return how far the log is safe; {@link AuditMark#NONE} where it cannot be told
     */
    public AuditMark look() {
        LineFile written;
        AuditMark reached;
        lock.lock();
        try {
            if (failure != null) {
                tryAgain();
            } else {
                routine();
            }
            written = files.open();
            reached = last.mark();
        } finally {
            lock.unlock();
        }
        return written != null && failure == null && synced(written) ? reached : AuditMark.NONE;
    }

    private void routine() {
        try {
            Instant now = time.now();
            append(refusals.take().stream().map(entry -> new Stamped(now, entry)).toList(), sums());
            String harm = files.current().harm();
            if (harm != null) {
                alarm("the file of the audit log was touched: " + harm);
                beginAnother(harm);
            } else if (files.aged(time.nanos())) {
                beginAnother("age");
            } else {
                beginAnotherIfLarge();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private List<Own> sums() {
        if (time.nanos() - roundNanos < ROUND.toNanos()) {
            return List.of();
        }
        roundNanos = time.nanos();
        Map<String, Long> sums = refusals.nextRound();
        if (sums.isEmpty()) {
            return List.of();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        sums.forEach((address, count) -> {
            facts.put("from " + address, Long.toString(count));
            summed.addAndGet(count);
        });
        return List.of(new Own("refusals", facts));
    }

    /** Outside of the lock: whoever writes meanwhile must not wait for it. */
    private boolean synced(LineFile written) {
        try {
            written.sync();
            return true;
        } catch (IOException e) {
            lock.lock();
            try {
                if (written.equals(files.open())) { // else it was closed, after a sync
                    fail(e);
                }
            } finally {
                lock.unlock();
            }
            return false;
        }
    }

    private void beginAnotherIfLarge() throws IOException {
        if (files.full()) {
            beginAnother("size");
        }
    }

    private void beginAnother(String why) throws IOException {
        files.beginAnother(last.number(), time.nanos());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("why", why);
        facts.put("oldest", Long.toString(files.oldest()));
        append(List.of(), List.of(new Own("file", facts)));
    }

    private void tryAgain() {
        refusals.sumUp();
        String why = failure;
        try {
            if (unbegun != null) {
                files.close();
                goOn(unbegun);
                unbegun = null;
            } else {
                files.reopen(last.number());
            }
            append(owed, List.of(new Own("resumed", Map.of("why", String.valueOf(why)))));
            owed.clear();
            files.current().sync();
        } catch (IOException e) {
            failure = why;
            LOG.atDebug().setCause(e).log("the audit log still cannot be written");
            return;
        }
        failure = null;
        LOG.atInfo().log("the audit log is written again");
    }

    private void fail(IOException cause) {
        failure = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        alarms.incrementAndGet();
        LOG.atError()
                .setCause(cause)
                .log("the audit log cannot be written; nothing is changed until it can");
    }

    private void alarm(String words) {
        alarm = words;
        alarms.incrementAndGet();
        LOG.atError().log(words);
    }

    /** Ends the log: whoever cuts its tail now has to cut this line, too. */
    public void end() {
        lock.lock();
        try {
            if (failure == null) {
                Instant now = time.now();
                append(
                        refusals.take().stream().map(entry -> new Stamped(now, entry)).toList(),
                        List.of(new Own("end", Map.of())));
                files.current().sync();
            }
            files.close();
            failure = "it has ended";
        } catch (IOException e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    /** What is wrong, in words for the operator. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        String wrong = failure;
        if (wrong != null) {
            warnings.add("the audit log cannot be written, so nothing is changed: " + wrong);
        }
        String heard = alarm;
        if (heard != null) {
            warnings.add(heard);
        }
        return warnings;
    }

    /** Written since it was begun. */
    public long lines() {
        return lines.get();
    }

    /** Refusals that were summed up instead of written. */
    public long summed() {
        return summed.get();
    }

    /** How often it could not be written, or was touched. */
    public long alarms() {
        return alarms.get();
    }
}
