package dev.clawgateway.core.state;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.Gang;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Parallel;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadState;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The moves of a workload from one state to the next (claw protocol, section 4.1), and what each
 * brings with it: devices held or freed, frames to the node, timeouts, events. The only class that
 * makes such a move.
 */
final class Lifecycle {
    private final Tables tables;
    private final Placer placer;
    private final WorkerGroups groups;
    private final Deadlines deadlines;
    private final CoreSettings settings;

    Lifecycle(
            Tables tables,
            Placer placer,
            WorkerGroups groups,
            Deadlines deadlines,
            CoreSettings settings) {
        this.tables = tables;
        this.placer = placer;
        this.groups = groups;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /** The placer gave it devices: it starts. The devices are reserved there already. */
    void assign(Turn turn, Assignment assignment) {
        WorkloadRecord waiting = tables.workload(assignment.workload());
        if (waiting == null || waiting.state() != WorkloadState.PENDING) {
            throw new IllegalStateException("placed what does not wait: " + assignment.workload());
        }
        WorkloadRecord starting =
                waiting.assigned(tables.named(assignment.allocation()), assignment.why());
        save(turn, starting);
        groups.placed(starting);
        turn.event(
                Event.Kind.WORKLOAD_ASSIGNED,
                starting.id(),
                "node " + assignment.allocation().node());
        dispatch(turn, starting);
        deadlines.set(
                turn.now().nanos(),
                settings.startTimeout(),
                new Deadlines.Due.StartOverdue(starting.id(), starting.attempt()));
    }

    /** Sends the start frame, if the node has a session; else it is sent when the node returns. */
    void dispatch(Turn turn, WorkloadRecord starting) {
        long session = tables.sessionOf(starting);
        NodeId node = starting.node();
        if (session != 0 && node != null) {
            turn.effect(new Effect.Start(node, session, starting));
        }
    }

    /**
     * The current attempt runs, says its node. A stop that was asked for meanwhile goes on from
     * here.
     */
    void run(Turn turn, WorkloadRecord starting, @Nullable String message) {
        WorkloadRecord running =
                starting.become(WorkloadState.RUNNING, turn.now().wall(), null, message);
        move(turn, starting, running);
        Duration limit = running.spec().scheduling().queue().timeLimit();
        if (running.stopRequested()) {
            move(
                    turn,
                    running,
                    running.become(WorkloadState.STOPPING, turn.now().wall(), null, null));
        } else if (limit != null) {
            deadlines.set(
                    turn.now().nanos(),
                    limit,
                    new Deadlines.Due.RunOverdue(running.id(), running.attempt()));
        }
    }

    /** Asks the node to end the current attempt; a waiting workload ends at once. */
    void stop(Turn turn, WorkloadRecord workload, Duration grace, boolean again, String reason) {
        if (workload.state() == WorkloadState.PENDING) {
            end(turn, workload, WorkloadState.STOPPED, null, reason);
            return;
        }
        WorkloadRecord ending = workload.ending(again, reason);
        if (workload.state() == WorkloadState.RUNNING) {
            move(
                    turn,
                    ending,
                    ending.become(WorkloadState.STOPPING, turn.now().wall(), null, reason));
        } else {
            save(turn, ending);
        }
        sendStop(turn, ending, grace, reason);
    }

    /**
     * Sends the stop frame, if the node has a session, and looks again when it should have been
     * obeyed.
     */
    void sendStop(Turn turn, WorkloadRecord workload, Duration grace, String reason) {
        long session = tables.sessionOf(workload);
        NodeId node = workload.node();
        if (session != 0 && node != null) {
            turn.effect(
                    new Effect.Stop(
                            node, session, workload.id(), workload.attempt(), grace, reason));
        }
        deadlines.set(
                turn.now().nanos(),
                grace.plus(settings.stopTimeout()),
                new Deadlines.Due.StopOverdue(workload.id(), workload.attempt()));
    }

    /** Somebody more important needs its devices; it gets a new attempt afterwards. */
    void evict(Turn turn, Decision.Evict eviction) {
        WorkloadRecord victim = tables.workload(eviction.victim());
        if (victim != null && victim.state().holdsDevices() && !victim.stopRequested()) {
            turn.event(Event.Kind.WORKLOAD_EVICTED, victim.id(), eviction.reason());
            stop(turn, victim, settings.stopGrace(), true, eviction.reason());
        }
    }

    /**
     * The current attempt is over. Frees its devices; the workload ends, or waits for another
     * attempt if it was evicted or its group allows another try.
     */
    void end(
            Turn turn,
            WorkloadRecord workload,
            WorkloadState last,
            @Nullable Integer exit,
            @Nullable String word) {
        boolean held = workload.state().holdsDevices();
        boolean failed = last == WorkloadState.FAILED;
        if (held) {
            placer.release(workload.id());
        }
        boolean evicted = workload.requeue() && last != WorkloadState.COMPLETED;
        boolean again =
                held && (evicted || (failed && !workload.stopRequested() && mayTryAgain(workload)));
        if (again && groups.mayStartAgain(workload)) {
            startAgain(turn, workload, failed && !evicted, word);
            return;
        }
        boolean parted = again;
        WorkloadState end = parted ? WorkloadState.FAILED : last;
        int left = groups.others(workload).size() + 1;
        finish(turn, workload, end, exit, parted ? partedGang(workload, left, word) : word);
        if ((failed || parted) && workload.membership() != null) {
            stopOthersBeyondLimit(turn, workload, parted);
        }
        endStranded(turn, workload);
    }

    /** It waits for another attempt, and if it is of a gang so do the others. */
    private void startAgain(
            Turn turn, WorkloadRecord workload, boolean failed, @Nullable String word) {
        String why =
                failed
                        ? "failed, tries again: " + orElse(word, "")
                        : orElse(workload.message(), "evicted");
        WorkloadRecord waiting = workload.requeued(failed, why);
        save(turn, waiting);
        turn.event(Event.Kind.WORKLOAD_STATE, waiting.id(), "pending");
        groups.left(waiting);
        groups.release(waiting);
        if (waiting.spec().scheduling().gang() != null) {
            restartGang(turn, waiting, why);
        }
    }

    private void finish(
            Turn turn,
            WorkloadRecord workload,
            WorkloadState last,
            @Nullable Integer exit,
            @Nullable String word) {
        WorkloadRecord ended = workload.become(last, turn.now().wall(), exit, word);
        move(turn, workload, ended);
        groups.left(ended);
        deadlines.set(
                turn.now().nanos(),
                settings.keepFinished(),
                new Deadlines.Due.WorkloadForgotten(ended.id()));
    }

    /** Ends the members of its gang that wait for ever, since too many of the others have ended. */
    void endStranded(Turn turn, WorkloadRecord member) {
        List<WorkloadRecord> stranded = groups.stranded(member);
        for (WorkloadRecord one : stranded) {
            String why = partedGang(one, stranded.size(), one.message());
            finish(turn, one, WorkloadState.FAILED, null, why);
        }
    }

    private static String partedGang(WorkloadRecord member, int left, @Nullable String word) {
        Gang gang = member.spec().scheduling().gang();
        return "its gang of at least %d cannot start again with %d left; %s"
                .formatted(gang == null ? 1 : gang.minMembers(), left, orElse(word, "it ended"));
    }

    /** Removes a final workload from memory and store. */
    void forget(Turn turn, WorkloadId id) {
        WorkloadRecord workload = tables.workload(id);
        if (workload != null && workload.state().isFinal()) {
            groups.forget(workload);
            tables.remove(id);
            turn.change(new Change.WorkloadForgotten(id));
        }
    }

    /** Enters a new workload, or a new version of one, that did not change state. */
    void save(Turn turn, WorkloadRecord workload) {
        tables.put(workload);
        turn.change(new Change.WorkloadSaved(workload));
    }

    /** After a restart: the timeouts that a workload in this state has. */
    void resume(long nowNanos, Instant nowWall, WorkloadRecord workload) {
        Allocation allocation = workload.allocation();
        if (workload.state().holdsDevices() && allocation != null) {
            Membership membership = workload.membership();
            boolean gang = workload.spec().scheduling().gang() != null;
            placer.restore(
                    workload.id(),
                    gang && membership != null ? membership.group() : null,
                    workload.spec(),
                    allocation,
                    orElse(workload.startedAt(), nowWall));
        }
        switch (workload.state()) {
            case STARTING ->
                    deadlines.set(
                            nowNanos,
                            settings.startTimeout(),
                            new Deadlines.Due.StartOverdue(workload.id(), workload.attempt()));
            case RUNNING -> {
                Duration limit = workload.spec().scheduling().queue().timeLimit();
                if (limit != null) {
                    Duration ran = Duration.between(orElse(workload.startedAt(), nowWall), nowWall);
                    deadlines.set(
                            nowNanos,
                            limit.minus(ran),
                            new Deadlines.Due.RunOverdue(workload.id(), workload.attempt()));
                }
            }
            case STOPPING ->
                    deadlines.set(
                            nowNanos,
                            settings.stopTimeout(),
                            new Deadlines.Due.StopOverdue(workload.id(), workload.attempt()));
            case PENDING -> {}
            case STOPPED, COMPLETED, FAILED -> {
                Duration ago = Duration.between(orElse(workload.finishedAt(), nowWall), nowWall);
                deadlines.set(
                        nowNanos,
                        settings.keepFinished().minus(ago),
                        new Deadlines.Due.WorkloadForgotten(workload.id()));
            }
        }
    }

    private void move(Turn turn, WorkloadRecord from, WorkloadRecord to) {
        if (!from.state().mayBecome(to.state())) {
            throw new IllegalStateException(
                    from.id() + ": " + from.state() + " may not become " + to.state());
        }
        save(turn, to);
        turn.event(Event.Kind.WORKLOAD_STATE, to.id(), to.state().name().toLowerCase(Locale.ROOT));
    }

    /** A gang runs whole or not at all: when one member must start again, so must the others. */
    private void restartGang(Turn turn, WorkloadRecord member, String why) {
        for (WorkloadRecord other : groups.others(member)) {
            if (other.state().holdsDevices() && !other.stopRequested()) {
                stop(
                        turn,
                        other,
                        settings.stopGrace(),
                        true,
                        "gang member " + member.id() + ": " + why);
            }
        }
    }

    private boolean mayTryAgain(WorkloadRecord workload) {
        Parallel parallel = workload.spec().scheduling().parallel();
        if (workload.membership() == null || parallel == null) {
            return false;
        }
        Integer perIndex = parallel.backoffLimitPerIndex();
        return groups.failures(workload) < parallel.backoffLimit()
                && (perIndex == null || workload.failures() < perIndex);
    }

    /**
     * @param parted its gang cannot start again: then no index may fail alone, and who waits is
     *     ended as {@link #endStranded} does
     */
    private void stopOthersBeyondLimit(Turn turn, WorkloadRecord failed, boolean parted) {
        Parallel parallel = failed.spec().scheduling().parallel();
        boolean indexMayFailAlone =
                !parted
                        && parallel != null
                        && parallel.backoffLimitPerIndex() != null
                        && groups.failures(failed) < parallel.backoffLimit();
        if (!indexMayFailAlone) {
            String why = "worker " + failed.id() + " failed";
            for (WorkloadRecord other : groups.others(failed)) {
                if (other.state() == WorkloadState.PENDING && !parted) {
                    finish(turn, other, WorkloadState.STOPPED, null, why);
                } else if (other.state() != WorkloadState.PENDING
                        && (!other.stopRequested() || other.requeue())) {
                    stop(turn, other, settings.stopGrace(), false, why);
                }
            }
        }
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
        return value != null ? value : fallback;
    }
}
