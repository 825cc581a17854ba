package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.WorkloadState;
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
    private final WorkloadDeadlines deadlines;
    private final CoreSettings settings;

    Lifecycle(
            Tables tables,
            Placer placer,
            WorkerGroups groups,
            WorkloadDeadlines deadlines,
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
                Event.Kind.WORKLOAD_ASSIGNED, starting, "node " + assignment.allocation().node());
        dispatch(turn, starting);
    }

    /** Sends the start frame, if the node has a session; else it is sent when the node returns. */
    void dispatch(Turn turn, WorkloadRecord starting) {
        SessionId session = tables.sessionOf(starting);
        NodeId node = starting.node();
        if (session != null && node != null) {
            turn.effect(new Effect.Start(node, session, starting));
        }
    }

    /**
     * The current attempt runs, says its node. A stop that was asked for meanwhile goes on from
     * here.
     */
    WorkloadRecord run(Turn turn, WorkloadRecord starting, @Nullable String word) {
        WorkloadRecord running = moved(turn, starting, WorkloadState.RUNNING, word);
        return running.stopRequested()
                ? moved(turn, running, WorkloadState.STOPPING, null)
                : running;
    }

    /** Its node stops it: because it was told to, or of its own accord. */
    WorkloadRecord stopping(Turn turn, WorkloadRecord running, @Nullable String word) {
        return moved(turn, running, WorkloadState.STOPPING, word);
    }

    /** Asks the node to end the current attempt; a waiting workload ends at once. */
    void stop(Turn turn, WorkloadRecord workload, StopOrder order) {
        WorkloadRecord ending = workload.ending(order);
        if (workload.state() == WorkloadState.PENDING) {
            end(turn, ending, AttemptEnd.givenUp(WorkloadState.STOPPED, null));
            return;
        }
        if (workload.state() == WorkloadState.RUNNING) {
            moved(turn, ending, WorkloadState.STOPPING, null);
        } else {
            save(turn, ending);
        }
        sendStop(turn, ending, order.grace(settings.stopGrace()), order.reason());
    }

    /**
     * Sends the stop frame, if the node has a session, and looks again when it should have been
     * obeyed.
     */
    void sendStop(Turn turn, WorkloadRecord workload, Duration grace, String reason) {
        SessionId session = tables.sessionOf(workload);
        NodeId node = workload.node();
        if (session != null && node != null) {
            turn.effect(
                    new Effect.Stop(
                            node, session, workload.id(), workload.attempt(), grace, reason));
        }
        deadlines.stopSent(turn.now().nanos(), workload, grace);
    }

    /** Sends the stop that was ordered once more, as it was ordered: the node may not have it. */
    void remindOfStop(Turn turn, WorkloadRecord workload) {
        StopOrder order = workload.stop();
        if (order != null) {
            sendStop(turn, workload, order.grace(settings.stopGrace()), order.reason());
        }
    }

    /** Somebody more important needs its devices; it gets a new attempt afterwards. */
    void evict(Turn turn, Decision.Evict eviction) {
        WorkloadRecord victim = tables.workload(eviction.victim());
        if (victim != null && victim.state().holdsDevices() && !victim.stopRequested()) {
            turn.event(Event.Kind.WORKLOAD_EVICTED, victim, eviction.reason());
            stop(turn, victim, again(StopOrder.Cause.EVICTION, eviction.reason()));
        }
    }

    /**
     * The current attempt is over. Frees its devices; the workload ends, or waits for another
     * attempt if it was evicted or its group allows another try.
     */
    void end(Turn turn, WorkloadRecord workload, AttemptEnd end) {
        boolean held = workload.state().holdsDevices();
        boolean failed = end.state() == WorkloadState.FAILED;
        if (held) {
            placer.release(workload.id());
        }
        boolean evicted = workload.requeue() && end.state() != WorkloadState.COMPLETED;
        boolean again =
                held && (evicted || (failed && !workload.stopRequested() && mayTryAgain(workload)));
        if (again && groups.mayStartAgain(workload)) {
            startAgain(turn, workload, end, evicted);
            return;
        }
        boolean parted = again;
        finish(turn, workload, parted ? partedGang(workload, end) : end);
        if ((failed || parted) && workload.place() != null) {
            stopOthersBeyondLimit(turn, workload, parted);
        }
        endStranded(turn, workload);
    }

    /** It waits for another attempt, and if it is of a gang so do the others. */
    private void startAgain(Turn turn, WorkloadRecord workload, AttemptEnd end, boolean evicted) {
        StopOrder order = workload.stop();
        String why =
                evicted && order != null
                        ? order.reason()
                        : "failed, tries again: " + orElse(end.word(), "its node did not say why");
        boolean failed = end.state() == WorkloadState.FAILED && !evicted;
        WorkloadRecord waiting = workload.requeued(failed, why);
        NodeId node = workload.node();
        if (end.reported() && node != null) {
            tables.endReported(node, workload);
        }
        save(turn, waiting);
        turn.event(Event.Kind.WORKLOAD_STATE, waiting, "pending");
        groups.left(waiting);
        groups.release(waiting);
        if (waiting.spec().scheduling().gang() != null) {
            restartGang(turn, waiting, why);
        }
    }

    private void finish(Turn turn, WorkloadRecord workload, AttemptEnd end) {
        WorkloadRecord ended = workload.ended(end, turn.now().wall());
        move(turn, workload, ended);
        groups.left(ended);
    }

    /** Ends the members of its gang that wait for ever, since too many of the others have ended. */
    void endStranded(Turn turn, WorkloadRecord member) {
        List<WorkloadRecord> stranded = groups.stranded(member);
        for (WorkloadRecord one : stranded) {
            String why = partedGang(one, stranded.size(), one.message());
            finish(turn, one, AttemptEnd.givenUp(WorkloadState.FAILED, why));
        }
    }

    private AttemptEnd partedGang(WorkloadRecord member, AttemptEnd end) {
        int left = groups.others(member).size() + 1;
        return new AttemptEnd(
                WorkloadState.FAILED,
                end.exitCode(),
                partedGang(member, left, end.word()),
                end.reported());
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
            deadlines.forgotten(workload);
            tables.remove(id);
            turn.change(new Change.WorkloadForgotten(id));
            turn.event(Event.Kind.WORKLOAD_FORGOTTEN, workload, null);
        }
    }

    /** Enters a new workload, or a new version of one, that did not change state. */
    void save(Turn turn, WorkloadRecord workload) {
        deadlines.follow(turn.now().nanos(), tables.workload(workload.id()), workload);
        tables.put(workload);
        turn.change(new Change.WorkloadSaved(workload));
    }

    /** After a restart: the timeouts that a workload in this state has. */
    void resume(long nowNanos, Instant nowWall, WorkloadRecord workload) {
        Allocation allocation = workload.allocation();
        if (workload.state().holdsDevices() && allocation != null) {
            WorkerPlace place = workload.place();
            boolean gang = workload.spec().scheduling().gang() != null;
            placer.restore(
                    workload.id(),
                    gang && place != null ? place.group() : null,
                    workload.spec(),
                    allocation,
                    orElse(workload.startedAt(), nowWall));
        }
        deadlines.resume(nowNanos, nowWall, workload);
    }

    private WorkloadRecord moved(
            Turn turn, WorkloadRecord from, WorkloadState next, @Nullable String word) {
        WorkloadRecord to = from.become(next, turn.now().wall(), word);
        move(turn, from, to);
        return to;
    }

    private void move(Turn turn, WorkloadRecord from, WorkloadRecord to) {
        if (!from.state().mayBecome(to.state())) {
            throw new IllegalStateException(
                    from.id() + ": " + from.state() + " may not become " + to.state());
        }
        save(turn, to);
        turn.event(Event.Kind.WORKLOAD_STATE, to, to.state().name().toLowerCase(Locale.ROOT));
    }

    /** A gang runs whole or not at all: when one member must start again, so must the others. */
    private void restartGang(Turn turn, WorkloadRecord member, String why) {
        for (WorkloadRecord other : groups.others(member)) {
            if (other.state().holdsDevices() && !other.stopRequested()) {
                String reason = "gang member " + member.id() + ": " + why;
                stop(turn, other, again(StopOrder.Cause.GROUP, reason));
            }
        }
    }

    private static StopOrder again(StopOrder.Cause cause, String reason) {
        return StopOrder.own(cause, true, reason);
    }

    private boolean mayTryAgain(WorkloadRecord workload) {
        Parallel parallel = workload.spec().scheduling().parallel();
        if (workload.place() == null || parallel == null) {
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
            StopOrder order = StopOrder.own(StopOrder.Cause.GROUP, false, why);
            for (WorkloadRecord other : groups.others(failed)) {
                if (other.state() == WorkloadState.PENDING && !parted) {
                    finish(
                            turn,
                            other.ending(order),
                            AttemptEnd.givenUp(WorkloadState.STOPPED, null));
                } else if (other.state() != WorkloadState.PENDING
                        && (!other.stopRequested() || other.requeue())) {
                    stop(turn, other, order);
                }
            }
        }
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
        return value != null ? value : fallback;
    }
}
