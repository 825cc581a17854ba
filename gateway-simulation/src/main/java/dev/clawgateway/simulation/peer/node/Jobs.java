package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ended;
import dev.clawgateway.simulation.referee.fact.MachineFact.Ran;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The processes of attempts on one machine, run by a container runtime that outlives the node's
 * process: the truth of what runs there.
 */
final class Jobs {
    static final int SIGKILL_EXIT = 137;
    static final int SIGTERM_EXIT = 143;

    private static final int KEPT = 64;

    private final PeerWorld world;
    private final SimulatedMachine machine;
    private final RandomGenerator dice;
    private final Consumer<Job> changed;
    private final Map<Run, Job> jobs = new LinkedHashMap<>();
    private SimulatedProcess runtime;

    /**
     * @param changed told of each new state
     */
    Jobs(PeerWorld world, SimulatedMachine machine, RandomGenerator dice, Consumer<Job> changed) {
        this.world = world;
        this.machine = machine;
        this.dice = dice;
        this.changed = changed;
        this.runtime = machine.start("runtime");
    }

    @Nullable Job get(Run run) {
        return jobs.get(run);
    }

    /** In the order of their starts. */
    List<Job> all() {
        return List.copyOf(jobs.values());
    }

    List<Job> live() {
        return jobs.values().stream().filter(job -> !job.over()).toList();
    }

    /** Pulls, then runs. */
    void begin(Job job) {
        forgetOld();
        jobs.put(job.run, job);
        job.next = runtime.after(upTo(Duration.ofSeconds(3)), () -> run(job));
    }

    /** Keeps a job that never ran. */
    void keep(Job job) {
        jobs.put(job.run, job);
    }

    private void run(Job job) {
        job.process = world.numbers().process();
        world.tell(
                new Ran(
                        machine.name(),
                        job.process,
                        job.run.workload(),
                        job.run.attempt(),
                        job.uses,
                        job.spec.cpuMillis(),
                        job.spec.memoryMib()));
        job.state = WorkloadState.RUNNING;
        job.next = runtime.after(job.work.duration(), () -> exit(job, job.work.exitCode()));
        changed.accept(job);
    }

    /** It ends by itself. */
    void exit(Job job, int exitCode) {
        if (job.process == 0) {
            return;
        }
        boolean good = exitCode == 0;
        end(
                job,
                good ? WorkloadState.COMPLETED : WorkloadState.FAILED,
                exitCode,
                Ended.Cause.BY_ITSELF);
    }

    /** A request to end; who ignores it is killed after the grace. */
    void stop(Job job, Duration grace) {
        job.asked = true;
        if (job.process == 0) {
            end(job, WorkloadState.STOPPED, null, Ended.Cause.ASKED);
        } else if (grace.isZero()) {
            kill(job);
        } else if (job.state != WorkloadState.STOPPING) {
            job.state = WorkloadState.STOPPING;
            changed.accept(job);
            if (job.work.stubborn()) {
                job.cancelNext();
                job.next = runtime.after(grace, () -> kill(job));
            } else {
                job.cancelNext();
                job.next =
                        runtime.after(
                                upTo(Duration.ofSeconds(2)),
                                () ->
                                        end(
                                                job,
                                                WorkloadState.STOPPED,
                                                SIGTERM_EXIT,
                                                Ended.Cause.ASKED));
            }
        }
    }

    void kill(Job job) {
        WorkloadState state = job.asked ? WorkloadState.STOPPED : WorkloadState.FAILED;
        end(job, state, SIGKILL_EXIT, Ended.Cause.KILLED);
    }

    private void end(Job job, WorkloadState state, @Nullable Integer exitCode, Ended.Cause cause) {
        if (job.over()) {
            return;
        }
        job.cancelNext();
        job.state = state;
        job.exitCode = exitCode;
        if (job.process != 0) {
            world.tell(
                    new Ended(
                            machine.name(),
                            job.process,
                            job.run.workload(),
                            job.run.attempt(),
                            exitCode,
                            cause));
        }
        changed.accept(job);
    }

    /** Everything that runs is killed with the node's process, and nothing is remembered. */
    void clear() {
        live().forEach(this::kill);
        jobs.clear();
    }

    /** The machine went down: all has ended without a word. */
    void powerLost() {
        live().forEach(job -> {
            job.cancelNext();
            job.state = WorkloadState.FAILED;
            job.exitCode = null;
        });
    }

    void powerBack() {
        runtime = machine.start("runtime");
    }

    private Duration upTo(Duration most) {
        return Duration.ofNanos(dice.nextLong(most.toNanos()));
    }

    private void forgetOld() {
        if (jobs.size() >= KEPT) {
            List<Run> old = new ArrayList<>();
            for (Job job : jobs.values()) {
                if (job.over() && job.heard && old.size() < KEPT / 2) {
                    old.add(job.run);
                }
            }
            old.forEach(jobs::remove);
        }
    }
}
