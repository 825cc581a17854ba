package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Claim;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.quota.Cluster;
import dev.clawgateway.scheduler.quota.ClusterTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Works through the queues. In turn, the virtual cluster with the smallest share offers its first
 * request: it starts, or others are stopped for it, or it is set aside until something happens.
 */
final class Rounds {
    private final Fleet fleet;
    private final ClusterTree tree;
    private final Queues queues;
    private final Roster roster;
    private final Starter starter;
    private final Preemption preemption;
    private final Reservations reservations;
    private final QueueOptions options;

    /** Requests that others were stopped for. */
    private final Set<Hold> nominations = new LinkedHashSet<>();

    private List<Decision> decided = new ArrayList<>();

    Rounds(
            Fleet fleet,
            ClusterTree tree,
            Queues queues,
            Roster roster,
            Starter starter,
            Preemption preemption,
            Reservations reservations,
            QueueOptions options) {
        this.fleet = fleet;
        this.tree = tree;
        this.queues = queues;
        this.roster = roster;
        this.starter = starter;
        this.preemption = preemption;
        this.reservations = reservations;
        this.options = options;
    }

    List<Decision> decide(Moment now, int limit, boolean serving) {
        if (serving) {
            reservations.check(now);
            startNominated(now, limit);
            queues.wake(now);
            long round = tree.newRound();
            while (decided.size() < limit) {
                Cluster cluster = tree.next();
                if (cluster == null) {
                    break;
                }
                Lane lane = queues.line(cluster).next();
                if (lane == null) {
                    cluster.skip(round);
                } else {
                    consider(lane, now);
                }
            }
        }
        List<Decision> all = decided;
        decided = new ArrayList<>();
        return all;
    }

    /** One look at a lane: its first request leaves it, or the lane is set aside. */
    private void consider(Lane lane, Moment now) {
        Waiting first = lane.entries.first();
        if (lane.early(now.wall())) {
            lane.wakeAt = lane.terms().notBefore();
            lane.line.block(lane, Lane.Block.TIME);
            return;
        }
        if (start(first, now)) {
            return;
        }
        Cluster limitedBy = starter.limitedBy();
        Preemption.Plan plan = preemption.plan(first.pending, lane, limitedBy, queues.lines(), now);
        if (plan != null) {
            nominate(first, plan);
            return;
        }
        lane.wakeAt = preemption.protectedUntil();
        lane.limitedBy = limitedBy == null ? null : limitedBy.name();
        if (limitedBy == null) {
            reserve(first, now);
        }
        lane.hint = fleet.hint(lane.shape);
        lane.line.block(lane, limitedBy == null ? Lane.Block.CAPACITY : Lane.Block.LIMIT);
    }

    private boolean start(Waiting waiting, Moment now) {
        Lane lane = waiting.lane;
        Hold reserved = reservations.current();
        boolean own = reserved != null && waiting.hold == reserved;
        List<Running> started = own ? List.of() : starter.start(waiting.pending, lane, now);
        boolean mayLift =
                own
                        || (started.isEmpty()
                                && starter.limitedBy() == null
                                && reservations.mayBackfill(lane, now));
        if (reserved != null && mayLift) {
            started = startOnReserved(waiting, reserved, own, now);
        }
        if (started.isEmpty()) {
            return false;
        }
        queues.remove(waiting.pending.id());
        decided.add(new Decision.Start(starter.assignments(started, "")));
        return true;
    }

    /** Tries with the reserved devices as well. */
    private List<Running> startOnReserved(Waiting waiting, Hold reserved, boolean own, Moment now) {
        int mark = fleet.mark();
        reserved.lift(fleet);
        List<Running> started = starter.start(waiting.pending, waiting.lane, now);
        if (started.isEmpty()) {
            fleet.rollback(mark);
            return started;
        }
        fleet.keep(mark);
        if (own) {
            reservations.forget(reserved);
        } else {
            reservations.backfilled(reserved, started);
        }
        return started;
    }

    private void reserve(Waiting waiting, Moment now) {
        Instant late = waiting.pending.submittedAt().plus(options.reserveAfter());
        if (late.isAfter(now.wall())) {
            waiting.lane.wakeBy(late);
            return;
        }
        reservations.reserveFor(waiting, now);
        if (reservations.current() == null) {
            waiting.lane.wakeBy(reservations.nextForecast());
        }
    }

    // ---- those whom others were stopped for ----

    private void nominate(Waiting waiting, Preemption.Plan plan) {
        Hold reserved = reservations.current();
        if (reserved != null
                && (waiting.hold == reserved
                        || plan.victims().stream().anyMatch(v -> v.countedOnBy == reserved))) {
            reservations.drop();
        }
        Hold hold = new Hold(waiting, plan.targets(), null, plan.amount());
        for (Running victim : plan.victims()) {
            victim.leavingFor = hold;
            victim.line.victims.remove(victim);
            victim.line.cluster.expect(victim.amount);
            makeFirm(victim);
            hold.await(victim);
            decided.add(
                    new Decision.Evict(victim.id, waiting.pending.id(), reason(waiting, victim)));
        }
        hold.cover(fleet);
        waiting.lane.line.remove(waiting);
        waiting.lane.line.cluster.promise(plan.amount());
        waiting.hold = hold;
        nominations.add(hold);
    }

    /** In the fleet's eyes a victim is not there to be taken a second time. */
    private void makeFirm(Running victim) {
        fleet.release(victim.holding);
        victim.holding =
                fleet.restore(
                        victim.allocation,
                        new Claim(victim.slot, 0, victim.priority, false, victim.spec.labels()));
    }

    private static String reason(Waiting waiting, Running victim) {
        String who = waiting.pending.id().toString();
        int priority = waiting.lane.priority;
        String cluster = waiting.lane.line.cluster.name();
        return priority > victim.priority
                ? "preempted by " + who + " of priority " + priority
                : "reclaimed by " + who + " for the guarantee of virtual cluster " + cluster;
    }

    private void startNominated(Moment now, int limit) {
        for (Hold hold : List.copyOf(nominations)) {
            if (!hold.ready() || decided.size() >= limit) {
                continue;
            }
            Waiting waiting = hold.beneficiary;
            Cluster cluster = waiting.lane.line.cluster;
            if (!hold.inService(fleet)) {
                giveUp(hold);
                continue;
            }
            cluster.unpromise(hold.promised);
            if (!cluster.mayHold(hold.promised)) {
                cluster.promise(hold.promised);
                continue;
            }
            nominations.remove(hold);
            int mark = fleet.mark();
            hold.lift(fleet);
            fleet.keep(mark);
            List<Running> started =
                    starter.startAt(waiting.pending, waiting.lane, hold.targets, now);
            queues.remove(waiting.pending.id());
            decided.add(
                    new Decision.Start(
                            starter.assignments(started, "others were stopped to make room")));
        }
    }

    /** Puts a nominated request back into its line. */
    private void giveUp(Hold hold) {
        drop(hold);
        hold.beneficiary.lane.line.put(hold.beneficiary);
    }

    private void drop(Hold hold) {
        nominations.remove(hold);
        int mark = fleet.mark();
        hold.lift(fleet);
        fleet.keep(mark);
        hold.giveUp();
        hold.beneficiary.hold = null;
        hold.beneficiary.lane.line.cluster.unpromise(hold.promised);
        queues.wakeAll();
    }

    /** A request is gone from the queue, and so is what was kept for it. */
    void giveUpHoldOf(Waiting waiting) {
        Hold hold = waiting.hold;
        if (hold != null && hold == reservations.current()) {
            reservations.drop();
            queues.wakeAll();
        } else if (hold != null) {
            drop(hold);
        }
    }

    /** A node is not what it was. */
    void giveUpHoldsOn(NodeId node) {
        Hold reserved = reservations.current();
        if (reserved != null && reserved.nodes().contains(node)) {
            reservations.drop();
        }
        for (Hold hold : List.copyOf(nominations)) {
            if (hold.nodes().contains(node)) {
                giveUp(hold);
            }
        }
    }

    /** A workload ended: its devices are free, or go to whom they are kept for. */
    void release(WorkloadId id) {
        Running running = roster.remove(id);
        if (running == null) {
            return;
        }
        fleet.release(running.holding);
        running.line.cluster.refund(running.amount);
        queues.room();
        Hold nominated = running.leavingFor;
        if (nominated != null) {
            running.line.cluster.expectNoMore(running.amount);
            nominated.left(running, fleet);
        }
        Hold reserved = running.countedOnBy;
        if (reserved != null) {
            reserved.left(running, fleet);
        }
    }
}
