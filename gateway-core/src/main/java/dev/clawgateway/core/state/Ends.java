package dev.clawgateway.core.state;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Failed;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Started;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.Stoppable;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.attempt.Restarts;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.Gang;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How attempts end, and what follows: another attempt, or the end of the workload, and what that
 * means for the others of its group.
 */
final class Ends {
    private final Tables tables;
    private final Placer placer;
    private final WorkerGroups groups;
    private final Restarts restarts;
    private final Lifecycle lifecycle;
    private final Avoidance avoidance;
    private final WorkAdoption adoption;

    /** Members of gangs that a store held and that can never start; ended at the first chance. */
    private final List<Pending> stranded = new ArrayList<>();

    Ends(
            Tables tables,
            Placer placer,
            WorkerGroups groups,
            Restarts restarts,
            Lifecycle lifecycle,
            Avoidance avoidance,
            WorkAdoption adoption) {
        this.tables = tables;
        this.placer = placer;
        this.groups = groups;
        this.restarts = restarts;
        this.lifecycle = lifecycle;
        this.avoidance = avoidance;
        this.adoption = adoption;
    }

    /** A store held it, and it may ask for devices. */
    void resume(Pending workload) {
        groups.release(workload);
        if (!groups.stranded(workload).isEmpty()) {
            stranded.add(workload);
        }
    }

    /** Ends those that a store held and that can never start. */
    void endStranded(Turn turn) {
        stranded.forEach(member -> endStranded(turn, member));
        stranded.clear();
    }

    /** Ends what waits, at once: there is no node to ask. */
    void stopped(Turn turn, Pending waiting, StopOrder order) {
        finish(turn, waiting.stopped(order, turn.now().wall()));
        endStranded(turn, waiting);
    }

    /**
     * It came to its own end, with success: also where another attempt was wanted of it. It starts
     * again only where it is to run for ever.
     */
    void completed(Turn turn, Started workload, AttemptEnd end) {
        StopOrder order = workload.stop();
        boolean free = order == null || order.again();
        Pending next = free ? restarts.after(workload, Restarts.How.COMPLETED, end) : null;
        conclude(turn, workload, next, workload.completed(end));
    }

    /** Its attempt was stopped: it ends, or waits for another if one was wanted. */
    void stopped(Turn turn, Stoppable workload, AttemptEnd end) {
        Pending next = next(workload, Restarts.How.STOPPED, end);
        conclude(turn, workload, next, workload.stopped(end));
    }

    /** Its attempt failed: it ends, or waits for another if one was wanted or is allowed. */
    void failed(Turn turn, Held workload, AttemptEnd end) {
        Pending next = next(workload, Restarts.How.FAILED, end);
        conclude(turn, workload, next, workload.failed(end));
    }

    /** It is given up with its node, where it may run on: the next attempt knows of that. */
    void lost(Turn turn, Held workload, AttemptEnd end) {
        Past.Lost lost = new Past.Lost(workload.node(), workload.attempt());
        Held losing = workload.with(workload.head().with(workload.past().losing(lost)));
        Pending next = next(losing, Restarts.How.LOST, end);
        conclude(turn, losing, next, workload.failed(end));
    }

    /**
     * The attempt is over.
     *
     * @param next the wait for another; null where none follows
     * @param last what the workload is then
     */
    private void conclude(Turn turn, Held over, @Nullable Pending next, Ended last) {
        placer.release(over.id());
        boolean goesOn = stillWanted(over, last.end(), next) && adoption.goesOn(turn, over);
        if (!goesOn && next != null) {
            followOn(turn, over, last.end(), next);
        } else if (!goesOn) {
            finish(turn, last);
            if (last instanceof Failed) {
                stopOthersBeyondLimit(turn, over, false);
            }
            endStranded(turn, over);
        }
        blindNoMore(turn, over);
    }

    /**
     * Whether the same attempt may go on if it runs elsewhere as well: nobody wants the end of the
     * workload, nor has it come to one. A gang starts again whole.
     */
    private static boolean stillWanted(Held over, AttemptEnd end, @Nullable Pending next) {
        StopOrder order = over.stop();
        return order == null
                ? next != null || !end.reported()
                : order.again() && order.cause() != StopOrder.Cause.GROUP;
    }

    /**
     * Its node may get new work again, if it was for what it ran that it got none. After a restart
     * only the engine may have been told of that.
     */
    private void blindNoMore(Turn turn, Held over) {
        NodeEntry node = tables.node(over.node());
        if (over.current().devicesUnknown() && node != null) {
            avoidance.refresh(turn, node);
            placer.upsertNode(node.schedulable());
        }
    }

    /** The wait for the next attempt: because one was ordered, or by its policy; null for none. */
    private @Nullable Pending next(Held over, Restarts.How how, AttemptEnd end) {
        StopOrder order = over.stop();
        if (order == null) {
            return restarts.after(over, how, end);
        }
        return order.again() ? over.requeued(false, order.reason()) : null;
    }

    /** Another attempt is to follow, and does unless its gang has become too small for one. */
    private void followOn(Turn turn, Held over, AttemptEnd end, Pending next) {
        if (groups.mayStartAgain(over)) {
            startAgain(turn, over, end, next);
            return;
        }
        int left = groups.others(over).size() + 1;
        finish(turn, over.failed(end.with(partedGang(over, left, end.word()))));
        stopOthersBeyondLimit(turn, over, true);
        endStranded(turn, over);
    }

    /** It waits for another attempt, and if it is of a gang so do the others. */
    private void startAgain(Turn turn, Held over, AttemptEnd end, Pending waiting) {
        if (end.reported()) {
            tables.endReported(over.node(), waiting);
        }
        lifecycle.save(turn, waiting);
        turn.event(Event.Kind.WORKLOAD_STATE, waiting, "pending");
        adoption.follow(turn, waiting.id());
        groups.left(waiting);
        groups.release(waiting);
        if (waiting.spec().scheduling().gang() != null) {
            restartGang(turn, waiting);
        }
    }

    /** Ends the members of its gang that wait for ever, since too many of the others have ended. */
    private void endStranded(Turn turn, WorkloadRecord member) {
        List<Pending> stranded = groups.stranded(member);
        for (Pending one : stranded) {
            String why = partedGang(one, stranded.size(), one.why());
            finish(turn, one.failed(turn.now().wall(), why));
        }
    }

    private static String partedGang(WorkloadRecord member, int left, @Nullable String word) {
        Gang gang = member.spec().scheduling().gang();
        return "its gang of at least %d cannot start again with %d left; %s"
                .formatted(
                        gang == null ? 1 : gang.minMembers(),
                        left,
                        Objects.requireNonNullElse(word, "it ended"));
    }

    /** A gang runs whole or not at all: when one member must start again, so must the others. */
    private void restartGang(Turn turn, Pending member) {
        lifecycle.stopGang(turn, member, "gang member " + member.id() + ": " + member.why());
    }

    /**
     * A worker has failed for good: the others stop, unless an index may fail alone.
     *
     * @param parted its gang cannot start again: then no index may fail alone, and who waits is
     *     ended as {@link #endStranded(Turn, WorkloadRecord)} does
     */
    private void stopOthersBeyondLimit(Turn turn, Held failed, boolean parted) {
        if (failed.place() == null || (!parted && groups.mayFailAlone(failed))) {
            return;
        }
        String why = "worker " + failed.id() + " failed";
        StopOrder order = StopOrder.own(StopOrder.Cause.GROUP, false, why);
        for (WorkloadRecord other : groups.others(failed)) {
            if (other instanceof Pending waiting && !parted) {
                finish(turn, waiting.stopped(order, turn.now().wall()));
            } else if (other instanceof Held held && (!held.stopRequested() || held.requeue())) {
                lifecycle.stop(turn, held, order);
            }
        }
    }

    private void finish(Turn turn, Ended ended) {
        lifecycle.moved(turn, ended);
        adoption.follow(turn, ended.id());
        groups.left(ended);
    }
}
