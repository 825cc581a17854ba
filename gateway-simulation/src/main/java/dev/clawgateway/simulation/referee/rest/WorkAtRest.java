package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.MachineStory;
import dev.clawgateway.simulation.referee.history.ProcessStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import dev.clawgateway.simulation.referee.judge.WordOf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Once the faults are over and every deadline has passed: what is shown to run, runs, unless it was
 * placed a moment ago (a node says that it runs when its process is on its way), with that attempt,
 * on that node; nothing stays starting or stopping; what was acknowledged to be stopped has ended;
 * and nothing runs that is not shown so. After all was stopped, all has ended.
 *
 * <p>Of nodes whose programs obey and tell the truth, and are there. A process that its node lost
 * sight of, since what was written down is gone, is the machine's own matter.
 */
final class WorkAtRest implements Judge {
    /** In which a node starts, stops and tells of it. */
    private static final long LONG_NANOS = 180_000_000_000L;

    private final Shown shown = new Shown();

    @Override
    public Invariant invariant() {
        return Invariant.LIVENESS;
    }

    @Override
    public boolean holdsOverReplacedFolder() {
        return true;
    }

    @Override
    public void hear(Fact fact, History history) {
        shown.hear(fact, history);
    }

    @Override
    public void rested(History history) {
        for (WorkloadInfo info : shown.workloads().values()) {
            workload(info, history);
        }
        for (MachineStory machine : history.machines()) {
            if (Shown.reliable(machine) && !cloned(machine, history)) {
                machine.alive().forEach(process -> process(process, machine, history));
            }
        }
    }

    private static boolean cloned(MachineStory machine, History history) {
        return machine.node() == null || history.node(machine.node()).cloned();
    }

    private void workload(WorkloadInfo info, History history) {
        WorkloadStory workload = history.workload(info.workloadId());
        WorkloadState state = info.state();
        if (workload == null || state.isFinal()) {
            return;
        }
        boolean stopped =
                allStopped(history)
                        || longAgo(workload.stopAcknowledgedAt(history.forgotAt()), history);
        if (state == WorkloadState.PENDING) {
            if (stopped) {
                throw broken(history, "%s waits, and was stopped".formatted(workload));
            }
            return;
        }
        MachineStory machine = Shown.reliable(info.nodeId(), history);
        Integer number = info.attempt();
        if (machine == null
                || number == null
                || forgot(workload, number, machine)
                || overBefore(workload, number, machine, history.forgotAt())
                || (info.adopted() && saidAnewAfterItsEnd(workload, number, machine))
                || (stopped && miscounted(workload, number, machine))) {
            return;
        }
        if (stopped) {
            throw broken(
                    history,
                    "%s was stopped long ago, its node obeys, and it is still %s"
                            .formatted(workload, WordOf.of(state)));
        } else if (!longAgo(workload.placedBy(number), history)) {
            return;
        } else if (state == WorkloadState.STARTING) {
            throw broken(history, "%s is starting for ever".formatted(workload));
        } else if (state == WorkloadState.RUNNING
                && !onlySaid(info, workload)
                && !runs(workload, number, machine, history)) {
            throw broken(
                    history,
                    "%s is shown to run as attempt %d on %s, where nothing of it runs"
                            .formatted(workload, number, machine.name()));
        }
    }

    /**
     * A program that does not say on registering what it runs, and has forgotten it, says nothing
     * when it is told to stop it: so nobody can know that it is over, and its devices stay held.
     */
    private static boolean forgot(WorkloadStory workload, int number, MachineStory machine) {
        long placed = workload.placedBy(number);
        boolean anew = !machine.promises().remembers() && machine.agentSince() > placed;
        return !machine.promises().tellsAll() && (anew || machine.forgotAt() > placed);
    }

    /** Likewise, where it said so to a gateway whose folder was replaced by an older one since. */
    private static boolean overBefore(
            WorkloadStory workload, int number, MachineStory machine, long replacedAt) {
        AttemptStory attempt = workload.attempts().get(number);
        return !machine.promises().tellsAll()
                && attempt != null
                && attempt.words().stream()
                        .anyMatch(word -> word.isFinal() && word.at() <= replacedAt);
    }

    /**
     * Taken over because of an old word, which came after the one on its end; a program that does
     * not say on registering what it runs never takes that back.
     */
    private static boolean saidAnewAfterItsEnd(
            WorkloadStory workload, int number, MachineStory machine) {
        AttemptStory attempt = workload.attempts().get(number);
        return !machine.promises().tellsAll()
                && attempt != null
                && attempt.endSaid()
                && !attempt.words().getLast().isFinal();
    }

    /** Told to stop the next attempt, it does not know that it runs this one instead. */
    private static boolean miscounted(WorkloadStory workload, int number, MachineStory machine) {
        return !machine.promises().counts()
                && workload.attempts().headMap(number).values().stream()
                        .map(AttemptStory::processes)
                        .flatMap(List::stream)
                        .anyMatch(process ->
                                process.alive() && process.ran().machine().equals(machine.name()));
    }

    private static boolean allStopped(History history) {
        return history.rest() == WorldFact.Rest.STOPPED || history.rest() == WorldFact.Rest.EMPTY;
    }

    private static boolean longAgo(long at, History history) {
        return at >= 0 && at <= history.now() - LONG_NANOS;
    }

    /** Its node says so, and nobody ever asked for it: that is believed until somebody stops it. */
    private static boolean onlySaid(WorkloadInfo info, WorkloadStory workload) {
        return info.adopted() && workload.submission() == null;
    }

    /**
     * Or did a moment ago, of which its node may not have told yet. One that does not count
     * attempts may have taken the start of the next for the one that it was about to obey.
     */
    private static boolean runs(
            WorkloadStory workload, int number, MachineStory machine, History history) {
        return workload.attempts().values().stream()
                .filter(attempt -> attempt.number() == number || !machine.promises().counts())
                .map(AttemptStory::processes)
                .flatMap(List::stream)
                .filter(process -> process.ran().machine().equals(machine.name()))
                .anyMatch(process -> process.alive() || !longAgo(process.endedAt(), history));
    }

    /** A word on the attempt before, without a number, may have been taken for this one's end. */
    private static boolean saidToBeOver(WorkloadStory workload, int number, MachineStory machine) {
        AttemptStory attempt = workload.attempts().get(number);
        return !machine.promises().counts() && attempt != null && attempt.endSaid();
    }

    /** Over an older copy it may know the workload as one that has ended, or is elsewhere. */
    private static boolean heldOnly(MachineStory machine, History history) {
        return history.forgotAt() >= 0
                && (!history.knewNothing() || !machine.promises().tellsAll());
    }

    /** Adopted, given up with its node, and held since that is back; it may be forgotten by now. */
    private static boolean outlived(
            ProcessStory process, @Nullable WorkloadInfo info, History history) {
        return process.ranAt() <= history.forgotAt()
                && (info == null || (info.state().isFinal() && info.adopted()));
    }

    private void process(ProcessStory process, MachineStory machine, History history) {
        WorkloadId id = process.ran().workload();
        WorkloadInfo info = shown.workloads().get(id);
        int attempt = process.ran().attempt();
        WorkloadStory workload = history.workload(id);
        if (workload == null
                || workload.submission() == null
                || heldOnly(machine, history)
                || outlived(process, info, history)) {
            return;
        }
        boolean counted = attempt != 0 && machine.promises().counts();
        boolean current =
                info != null
                        && info.state().holdsDevices()
                        && (!counted || (info.attempt() != null && info.attempt() == attempt))
                        && info.nodeId().equals(machine.node());
        if (!current
                && machine.forgotAt() < process.ranAt()
                && longAgo(process.ranAt(), history)
                && !saidToBeOver(workload, attempt, machine)) {
            throw broken(
                    history,
                    "attempt %d of %s runs on %s, and is shown as %s"
                            .formatted(
                                    attempt,
                                    id,
                                    machine.name(),
                                    info == null
                                            ? "unknown"
                                            : WordOf.of(info.state())
                                                    + ", attempt "
                                                    + info.attempt()));
        }
    }
}
