package dev.clawgateway.client.runner;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one node, each run at most once for ever. They outlive whoever runs them: closing
 * leaves them running, and over the same folder they are found again. Not safe for use by several
 * threads.
 */
public interface Attempts extends AutoCloseable {
    /** Finds what was begun earlier. Ends are told when they are looked at. */
    void recover();

    /**
     * Starts an attempt, or tells the listener why it cannot be.
     *
     * @return false when this attempt was begun before; then nothing is done
     */
    boolean start(AttemptId id, Launch launch);

    /**
     * Ends an attempt that is not to run, and remembers that.
     *
     * @return false when this attempt was begun before; then nothing is done
     */
    boolean skip(AttemptId id, Ending ending);

    /**
     * Asks for an attempt's end: SIGTERM to its process group, and SIGKILL after {@code grace},
     * which counts from the first such call. Nothing happens when it is not running.
     */
    void stop(AttemptId id, Duration grace);

    /** Looks at an attempt that something happened to. */
    void look(AttemptId id);

    /**
     * Looks at every attempt once and writes down what could not be before. To be called about once
     * a second, for what no event tells.
     */
    void turn();

    /** What runs, oldest first. */
    List<AttemptId> live();

    boolean live(AttemptId id);

    /** True when it ended and the gateway has not heard how. */
    boolean untold(AttemptId id);

    /** Where an attempt stands; null when it was never begun here. */
    @Nullable WorkloadState state(AttemptId id);

    /** By which order a running attempt was started; empty where that is not known. */
    String order(AttemptId id);

    /** The GPUs that a running attempt holds. */
    GivenGpus gpus(AttemptId id);

    /** How an attempt ended; empty while it runs, and when it was never begun here. */
    Optional<Ending> outcome(AttemptId id);

    /**
     * What uses this machine and is no attempt that runs: processes that attempts left behind. None
     * of them is ended.
     */
    List<Leftover> leftovers();

    /** True when something could not be written down, and is only in memory. */
    boolean troubled();

    /** Attempts that ended without the gateway having heard of it. */
    List<AttemptId> unreported();

    /** The gateway has heard how this attempt ended. */
    void reported(AttemptId id);

    /** Forgets attempts that ended, and were reported, longer ago than {@code age}. */
    void prune(Duration age);

    /** Lets go of the files and leaves the attempts running. */
    @Override
    void close();

    /**
     * A process that an attempt left behind.
     *
     * @param gpus those it may use
     */
    record Leftover(long process, AttemptId attempt, GivenGpus gpus) {}

    /** Who runs attempts on this machine, or pretends to. */
    @FunctionalInterface
    interface Opener {
        /**
         * Takes over a folder.
         *
         * @param folder holds what is kept of each attempt; made when it is missing
         */
        Attempts open(Path folder, Time time, AttemptListener listener, Wakeups wakeups);
    }
}
