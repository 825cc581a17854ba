package dev.clawgateway.client.runner;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.system.Child;
import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.client.system.ProcessGroup;
import dev.clawgateway.client.system.Processes;
import dev.clawgateway.client.system.Signal;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt whose processes live, or whose end is not told yet. It is looked at when something
 * happened to it, and when it says so itself.
 *
 * <pre>
 * starting -> running -> leader gone -> group gone -> output read -> ended
 * </pre>
 */
final class LiveAttempt implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveAttempt.class);
    // A wrapper that has claimed its attempt needs a moment to say who it is.
    private static final Duration PID_WAIT = Duration.ofSeconds(5);
    // Between two things that the kernel does one after the other.
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final Duration MOST_LINGERING = Duration.ofMillis(500);
    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(15);
    // What the wrapper ends with when it could not begin, and when somebody killed it.
    private static final int NOT_BEGUN = 125;
    private static final int WRAPPER_KILLED = 128 + 9;

    private final Processes processes;
    private final AttemptId id;
    private final AttemptFolder folder;
    private final @Nullable Child child;
    private final AttemptListener listener;
    private final Time time;
    private GivenGpus gpus;
    private Launch.@Nullable Container container;
    private final String startOrder;
    private final OutputReader stdout;
    private final OutputReader stderr;
    private final long sinceNanos;
    private Optional<ProcessGroup> group = Optional.empty();
    private @Nullable AttemptStop order;
    private long stopNanos;
    private boolean running;
    private boolean termDue;
    private boolean removed;
    // Set back on any thread.
    private volatile boolean removing;
    private Duration lingering = MOMENT;

    /**
     * @param child null for an attempt that an earlier agent started
     * @param buffer see {@link OutputReader}
     */
    LiveAttempt(
            OperatingSystem system,
            AttemptId id,
            AttemptFolder folder,
            @Nullable Child child,
            AttemptListener listener,
            Time time,
            byte[] buffer) {
        this.processes = system.processes();
        this.id = id;
        this.folder = folder;
        this.child = child;
        this.listener = listener;
        this.time = time;
        this.sinceNanos = time.nanos();
        this.stdout = new OutputReader(system.disk(), folder, false, sinceNanos, buffer);
        this.stderr = new OutputReader(system.disk(), folder, true, sinceNanos, buffer);
        this.gpus = folder.gpus();
        this.startOrder = folder.order();
        this.container = folder.container();
        this.order = child != null ? null : folder.stopOrder(time.now()).orElse(null);
        if (order != null) {
            // The grace period counts from the first stop, whichever agent saw it.
            Duration used = order.grace().minus(order.left(time.now()));
            this.stopNanos = sinceNanos - used.toNanos();
            // SIGTERM was sent then; a second one would make many programs give up at once.
        }
    }

    AttemptFolder folder() {
        return folder;
    }

    /** Its process lives, and what its folder does not say is known from that. */
    void found(Stray stray) {
        group = Optional.of(stray.group());
        if (gpus.devices().isEmpty()) {
            gpus = stray.gpus();
            container = stray.container();
        }
    }

    /** The GPUs it holds. */
    GivenGpus gpus() {
        return gpus;
    }

    /** By which it was started; empty where that is not known. */
    String order() {
        return startOrder;
    }

    WorkloadState state() {
        if (order != null) {
            return WorkloadState.STOPPING;
        }
        return running ? WorkloadState.RUNNING : WorkloadState.STARTING;
    }

    /** The process it was started as; null when an earlier agent started it. */
    @Nullable Child child() {
        return child;
    }

    /** Asks for the end; a second call only matters when it allows more time, or none at all. */
    void stop(Duration grace) {
        AttemptStop before = order;
        if (before == null) {
            stopNanos = time.nanos();
            termDue = grace.isPositive();
        }
        AttemptStop next =
                before == null ? AttemptStop.first(time.now(), grace) : before.again(grace);
        if (!next.equals(before)) {
            remember(next);
        }
    }

    private void remember(AttemptStop next) {
        order = next;
        try {
            folder.writeStop(next);
        } catch (IOException e) {
            // A full disk must not keep anything alive.
            LOG.atWarn()
                    .addKeyValue("workload", id.workload())
                    .addKeyValue("problem", e.getMessage())
                    .log("stop not written down");
        }
    }

    /** One look. How the attempt ended, once nothing of it is left. */
    Optional<Ending> look() throws IOException {
        long nanos = time.nanos();
        group = group.or(folder::group);
        announce();
        forward(false, stdout.read(nanos));
        forward(true, stderr.read(nanos));
        signal(nanos);
        if (!leaderGone(nanos) || !groupGone(nanos) || !containerGone()) {
            return Optional.empty();
        } else if (!stdout.drained() || !stderr.drained()) {
            return Optional.empty();
        }
        forward(false, stdout.rest());
        forward(true, stderr.rest());
        return Optional.of(
                exit().map(exit -> Ending.exited(exit, order != null))
                        .orElseGet(() -> Ending.vanished(order)));
    }

    /** When to look again though nothing is heard of; empty when there is no such time. */
    Optional<Duration> again() throws IOException {
        long nanos = time.nanos();
        if (stdout.behind() || stderr.behind()) {
            return Optional.of(Duration.ZERO);
        } else if (termDue) {
            return Optional.of(MOMENT);
        } else if (order != null) {
            return Optional.of(killDue(nanos) ? lingers() : untilKill(nanos));
        } else if (leaderGone(nanos)) {
            return Optional.of(lingers());
        } else if (child == null && folder.exit().isPresent()) {
            return Optional.of(MOMENT);
        }
        return Optional.empty();
    }

    /** What was killed is gone in a moment, or hangs in the kernel for long. */
    private Duration lingers() {
        Duration now = lingering;
        Duration twice = now.multipliedBy(2);
        lingering = twice.compareTo(MOST_LINGERING) > 0 ? MOST_LINGERING : twice;
        return now;
    }

    private Optional<AttemptFolder.Exit> exit() {
        Optional<AttemptFolder.Exit> written = folder.exit();
        if (written.isPresent() || child == null) {
            return written;
        }
        // A full disk kept the wrapper from writing, but its child heard all the same.
        int code = child.exitCode();
        return code == NOT_BEGUN || code == WRAPPER_KILLED
                ? Optional.empty()
                : Optional.of(new AttemptFolder.Exit(code, false));
    }

    private void announce() {
        boolean exists = child != null || group.isPresent();
        boolean started = container == null || Files.exists(folder.containerCreated());
        if (!running && exists && started) {
            running = true;
            listener.running(id);
        }
    }

    private void forward(boolean isStderr, List<String> lines) {
        if (!lines.isEmpty()) {
            listener.output(id, isStderr, lines);
        }
    }

    private void signal(long nanos) {
        if (group.isEmpty()) {
            return;
        }
        if (killDue(nanos)) {
            kill(group.get());
        } else if (termDue) {
            termDue = false;
            processes.signal(group.get(), Signal.TERM);
        }
    }

    private boolean killDue(long nanos) {
        return order != null && untilKill(nanos).isZero();
    }

    private Duration untilKill(long nanos) {
        long left = order == null ? 0 : stopNanos + order.grace().toNanos() - nanos;
        return Duration.ofNanos(Math.max(0, left));
    }

    private void kill(ProcessGroup target) {
        termDue = false;
        if (order != null && !order.killed()) {
            remember(order.kill());
        }
        processes.signal(target, Signal.KILL);
        removeContainer();
    }

    /** What it runs goes on when its client is killed, and with it the use of the devices. */
    private boolean containerGone() {
        if (container != null && exit().filter(exit -> !exit.signalled()).isEmpty()) {
            removeContainer();
        }
        return !removing;
    }

    /** Nothing else waits for it, and this attempt not for ever: an engine may be in trouble. */
    private void removeContainer() {
        Launch.Container leftover = container;
        if (leftover == null || removed) {
            return;
        }
        removed = true;
        removing = true;
        processes.runAside(
                leftover.removal(),
                REMOVAL_LIMIT,
                inTime -> {
                    removing = false;
                    if (!inTime) {
                        notRemoved(leftover);
                    }
                });
    }

    private static void notRemoved(Launch.Container leftover) {
        LOG.atWarn().addKeyValue("container", leftover.name()).log("container not removed");
    }

    private boolean leaderGone(long nanos) {
        if (child != null) {
            return !child.alive();
        }
        return group.map(each -> !processes.leaderAlive(each))
                .orElseGet(
                        () -> folder.exit().isPresent() || nanos - sinceNanos > PID_WAIT.toNanos());
    }

    /**
     * What the command left behind in its group ends with it, or the devices would not be free; but
     * on a stop every process of the group has the whole grace period.
     */
    private boolean groupGone(long nanos) throws IOException {
        group = group.or(folder::group);
        if (group.isEmpty() || !processes.anyAlive(group.get())) {
            return true;
        }
        if (order == null || killDue(nanos)) {
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
