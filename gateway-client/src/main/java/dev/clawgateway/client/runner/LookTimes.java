package dev.clawgateway.client.runner;

import dev.clawgateway.client.system.Child;
import dev.clawgateway.client.system.Disk;
import dev.clawgateway.client.system.FolderWatch;
import dev.clawgateway.core.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * When attempts are to be looked at: once their process ends, soon after their files grow, and when
 * they ask for it. Confined to the runner's thread; what it hears on others it passes on.
 */
final class LookTimes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LookTimes.class);
    // Most short attempts end before it is worth while to watch their files.
    private static final Duration WATCHED_AFTER = Duration.ofMillis(10);
    // A chatty attempt is looked at so often and no more; the first line is passed on at once.
    private static final Duration APART = Duration.ofMillis(10);
    private static final Duration UNWATCHED = Duration.ofMillis(100);

    private final Disk disk;
    private final Wakeups wakeups;
    private final Time time;
    private final Map<AttemptId, Look> looks = new HashMap<>();
    private @Nullable FolderWatch watch;
    private boolean warned;

    LookTimes(Disk disk, Wakeups wakeups, Time time) {
        this.disk = disk;
        this.wakeups = wakeups;
        this.time = time;
    }

    void begin(AttemptId id, LiveAttempt attempt) {
        Look look = new Look(id, time.nanos());
        looks.put(id, look);
        Child child = attempt.child();
        if (child != null) {
            child.whenEnded(() -> wakeups.soon(id));
            askFor(look, WATCHED_AFTER);
        } else {
            look.happened();
        }
    }

    void end(AttemptId id) {
        Look look = looks.remove(id);
        if (look != null && look.watched != null) {
            look.watched.cancel();
        }
    }

    /** Before the look, so that nothing is missed in between. */
    void looking(AttemptId id, LiveAttempt attempt) {
        Look look = looks.get(id);
        if (look == null) {
            return;
        }
        long nanos = time.nanos();
        look.begin(nanos);
        boolean due = attempt.child() == null || nanos - look.since >= WATCHED_AFTER.toNanos();
        if (look.watched == null && !look.unwatchable && due) {
            watch(attempt.folder().path(), look);
        }
    }

    void looked(AttemptId id, LiveAttempt attempt) throws IOException {
        Look look = looks.get(id);
        if (look == null) {
            return;
        }
        Optional<Duration> wanted = attempt.again();
        if (look.watched == null) {
            Duration limit = look.unwatchable ? UNWATCHED : WATCHED_AFTER;
            wanted = Optional.of(wanted.filter(each -> each.compareTo(limit) < 0).orElse(limit));
        }
        wanted.ifPresent(delay -> askFor(look, delay));
    }

    private void askFor(Look look, Duration delay) {
        long due = time.nanos() + delay.toNanos();
        if (!look.asked || due - look.due < 0) {
            look.asked = true;
            look.due = due;
            if (delay.isZero()) {
                wakeups.soon(look.id);
            } else {
                wakeups.after(delay, look.id);
            }
        }
    }

    private void watch(Path folder, Look look) {
        try {
            FolderWatch files = watch;
            if (files == null) {
                files = disk.watch();
                watch = files;
            }
            look.watched = files.add(folder, look::happened);
        } catch (IOException e) {
            look.unwatchable = true;
            LOG.atLevel(warned ? Level.DEBUG : Level.WARN)
                    .addKeyValue("problem", e.getMessage())
                    .log("files cannot be watched; looked at ten times a second instead");
            warned = true;
        }
    }

    @Override
    public void close() {
        looks.clear();
        if (watch != null) {
            try {
                watch.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("watch not closed");
            }
        }
    }

    /** One attempt's looks. */
    private final class Look {
        private final AttemptId id;
        private final long since;
        private final AtomicBoolean awaited = new AtomicBoolean();
        private volatile long last;
        private FolderWatch.@Nullable Watched watched;
        private boolean unwatchable;
        private boolean asked;
        private long due;

        Look(AttemptId id, long nanos) {
            this.id = id;
            this.since = nanos;
            this.last = nanos - APART.toNanos();
        }

        void begin(long nanos) {
            awaited.set(false);
            last = nanos;
            if (asked && nanos - due >= 0) {
                asked = false;
            }
        }

        /** On the thread that watches. */
        void happened() {
            if (awaited.compareAndSet(false, true)) {
                long early = last + APART.toNanos() - time.nanos();
                if (early > 0) {
                    wakeups.after(Duration.ofNanos(early), id);
                } else {
                    wakeups.soon(id);
                }
            }
        }
    }
}
