package dev.clawgateway.client.runner;

import dev.clawgateway.core.WorkloadState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt whose processes live, or whose end is not told yet. It is looked at in turns.
 *
 * <pre>
 * starting -> running -> leader gone -> group gone -> output read -> ended
 * </pre>
 */
final class LiveAttempt implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveAttempt.class);
    // A wrapper that has claimed its attempt needs a moment to say who it is.
    private static final long PID_WAIT_NANOS = Duration.ofSeconds(5).toNanos();

    private final AttemptId id;
    private final AttemptFolder folder;
    private final @Nullable Process child;
    private final AttemptListener listener;
    private final List<Integer> gpus;
    private final Launch.@Nullable Container container;
    private final LogTail stdout;
    private final LogTail stderr;
    private final long sinceNanos;
    private Optional<ProcessGroup> group = Optional.empty();
    private boolean running;
    private boolean stopRequested;
    private boolean termDue;
    private boolean removed;
    private @Nullable Long killNanos;

    /**
     * @param child null for an attempt that an earlier agent started
     */
    LiveAttempt(
            AttemptId id,
            AttemptFolder folder,
            @Nullable Process child,
            AttemptListener listener,
            long nanos)
            throws IOException {
        this.id = id;
        this.folder = folder;
        this.child = child;
        this.listener = listener;
        this.sinceNanos = nanos;
        this.stdout = new LogTail(folder, false, nanos);
        this.stderr = new LogTail(folder, true, nanos);
        this.gpus = folder.gpus();
        this.container = folder.container();
        this.stopRequested = folder.stopRequested();
        if (stopRequested) {
            this.killNanos = nanos;
        }
    }

    AttemptFolder folder() {
        return folder;
    }

    /** Indexes of the GPUs it holds. */
    List<Integer> gpus() {
        return gpus;
    }

    WorkloadState state() {
        if (stopRequested) {
            return WorkloadState.STOPPING;
        }
        return running ? WorkloadState.RUNNING : WorkloadState.STARTING;
    }

    /** Asks for the end; a second call can only shorten the grace period. */
    void stop(Duration grace, long nanos) throws IOException {
        boolean first = !stopRequested;
        folder.markStop();
        stopRequested = true;
        long deadline = nanos + grace.toNanos();
        if (killNanos == null || deadline - killNanos < 0) {
            killNanos = deadline;
        }
        termDue = grace.isPositive() && (first || termDue);
    }

    /** One look. How the attempt ended, once nothing of it is left. */
    Optional<Ending> turn(long nanos) throws IOException, InterruptedException {
        group = group.or(folder::group);
        announce();
        int lines = forward(false, stdout.read(nanos)) + forward(true, stderr.read(nanos));
        signal(nanos);
        boolean gone = leaderGone(nanos) && groupGone(nanos);
        if (!gone || lines > 0 || !stdout.drained() || !stderr.drained()) {
            return Optional.empty();
        }
        forward(false, stdout.rest());
        forward(true, stderr.rest());
        save();
        OptionalInt code = folder.exitCode();
        return Optional.of(
                code.isPresent()
                        ? Ending.exited(code.getAsInt(), stopRequested)
                        : Ending.vanished(stopRequested));
    }

    private void announce() {
        boolean started = container == null || Files.exists(folder.path().resolve("cid"));
        if (!running && group.isPresent() && started) {
            running = true;
            listener.running(id);
        }
    }

    private int forward(boolean isStderr, List<String> lines) {
        if (!lines.isEmpty()) {
            listener.output(id, isStderr, lines);
        }
        return lines.size();
    }

    private void signal(long nanos) throws IOException, InterruptedException {
        if (group.isEmpty()) {
            return;
        }
        if (killNanos != null && nanos - killNanos >= 0) {
            kill(group.get());
        } else if (termDue) {
            termDue = false;
            group.get().signal("TERM");
        }
    }

    private void kill(ProcessGroup group) throws IOException, InterruptedException {
        group.signal("KILL");
        if (container != null && !removed) {
            removed = true;
            remove(container);
        }
    }

    private static void remove(Launch.Container leftover) throws IOException, InterruptedException {
        Process removal =
                new ProcessBuilder(leftover.removal())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!removal.waitFor(15, TimeUnit.SECONDS)) {
            removal.destroyForcibly();
            LOG.atWarn().addKeyValue("container", leftover.name()).log("container not removed");
        }
    }

    private boolean leaderGone(long nanos) {
        if (child != null) {
            return !child.isAlive();
        }
        return group.map(each -> !each.leaderAlive()).orElse(nanos - sinceNanos > PID_WAIT_NANOS);
    }

    /**
     * What the command left behind in its group ends with it, or the devices would not be free; but
     * on a stop every process of the group has the whole grace period.
     */
    private boolean groupGone(long nanos) throws IOException, InterruptedException {
        if (group.isEmpty() || !group.get().anyAlive()) {
            return true;
        }
        if (killNanos == null || nanos - killNanos >= 0) {
            kill(group.get());
        }
        return false;
    }

    void save() throws IOException {
        stdout.save();
        stderr.save();
    }

    @Override
    public void close() throws IOException {
        stdout.close();
        stderr.close();
    }
}
