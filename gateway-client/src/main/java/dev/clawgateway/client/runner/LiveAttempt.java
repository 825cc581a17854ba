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
    private final LogTail stdout;
    private final LogTail stderr;
    private final long sinceNanos;
    private boolean running;
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
        if (child == null && folder.stopRequested()) {
            this.killNanos = nanos;
        }
    }

    AttemptFolder folder() {
        return folder;
    }

    WorkloadState state() {
        if (folder.stopRequested()) {
            return WorkloadState.STOPPING;
        }
        return running ? WorkloadState.RUNNING : WorkloadState.STARTING;
    }

    /** Asks for the end; a second call can only shorten the grace period. */
    void stop(Duration grace, long nanos) throws IOException {
        boolean first = !folder.stopRequested();
        folder.markStop();
        long deadline = nanos + grace.toNanos();
        if (killNanos == null || deadline - killNanos < 0) {
            killNanos = deadline;
        }
        termDue = first && grace.isPositive();
    }

    /** One look. True when the attempt has ended and is told to the listener. */
    boolean turn(long nanos) throws IOException, InterruptedException {
        Optional<ProcessGroup> group = folder.group();
        announce(group);
        int lines = forward(false, stdout.read(nanos)) + forward(true, stderr.read(nanos));
        signal(group, nanos);
        if (!leaderGone(group, nanos) || !groupGone(group, nanos)) {
            return false;
        }
        if (lines > 0 || !stdout.drained() || !stderr.drained()) {
            return false;
        }
        forward(false, stdout.rest());
        forward(true, stderr.rest());
        end();
        return true;
    }

    private void announce(Optional<ProcessGroup> group) {
        boolean started = folder.container() == null || Files.exists(folder.path().resolve("cid"));
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

    private void signal(Optional<ProcessGroup> group, long nanos)
            throws IOException, InterruptedException {
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
        Launch.Container container = folder.container();
        if (container != null && !removed) {
            removed = true;
            remove(container);
        }
    }

    private void remove(Launch.Container container) throws IOException, InterruptedException {
        Process removal =
                new ProcessBuilder(container.removal())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!removal.waitFor(15, TimeUnit.SECONDS)) {
            removal.destroyForcibly();
            LOG.atWarn().addKeyValue("container", container.name()).log("container not removed");
        }
    }

    private boolean leaderGone(Optional<ProcessGroup> group, long nanos) {
        if (child != null) {
            return !child.isAlive();
        }
        return group.map(each -> !each.leaderAlive()).orElse(nanos - sinceNanos > PID_WAIT_NANOS);
    }

    /**
     * What the command left behind in its group ends with it, or the devices would not be free; but
     * on a stop every process of the group has the whole grace period.
     */
    private boolean groupGone(Optional<ProcessGroup> group, long nanos)
            throws IOException, InterruptedException {
        if (group.isEmpty() || !group.get().anyAlive()) {
            return true;
        }
        if (killNanos == null || nanos - killNanos >= 0) {
            kill(group.get());
        }
        return false;
    }

    private void end() throws IOException {
        save();
        OptionalInt code = folder.exitCode();
        boolean stopped = folder.stopRequested();
        Ending ending =
                code.isPresent()
                        ? Ending.exited(code.getAsInt(), stopped)
                        : Ending.vanished(stopped);
        folder.writeOutcome(ending);
        listener.ended(id, ending);
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
