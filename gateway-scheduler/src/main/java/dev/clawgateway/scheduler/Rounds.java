package dev.clawgateway.scheduler;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.queue.Lane;
import dev.clawgateway.scheduler.queue.Prospects;
import dev.clawgateway.scheduler.queue.Queues;
import dev.clawgateway.scheduler.queue.Reservations;
import dev.clawgateway.scheduler.queue.Running;
import dev.clawgateway.scheduler.queue.Starter;
import dev.clawgateway.scheduler.queue.Waiting;
import dev.clawgateway.scheduler.queue.preempt.Preemption;
import dev.clawgateway.scheduler.quota.Cluster;
import dev.clawgateway.scheduler.quota.ClusterTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works through the queues. In turn, the virtual cluster with the smallest share offers its first
 * request: it starts, or others are stopped for it, or it is set aside until something happens.
 */
final class Rounds {
    private final ClusterTree tree;
    private final Queues queues;
    private final Starter starter;
    private final Preemption preemption;
    private final Reservations reservations;
    private final Nominations nominations;
    private final Prospects prospects;
    private List<Decision> decided = new ArrayList<>();
    private long looks;

    Rounds(
            ClusterTree tree,
            Queues queues,
            Starter starter,
            Preemption preemption,
            Reservations reservations,
            Nominations nominations,
            Prospects prospects) {
        this.tree = tree;
        this.queues = queues;
        this.starter = starter;
        this.preemption = preemption;
        this.reservations = reservations;
        this.nominations = nominations;
        this.prospects = prospects;
    }

    List<Decision> decide(Moment now, int limit, boolean serving) {
        if (serving) {
            reservations.check(now);
            nominations.startReady(now, limit, decided);
            prospects.asOf(now);
            queues.wake(now, prospects);
            reservations.offer(queues, now);
            long round = tree.newRound();
            while (decided.size() < limit) {
                Cluster cluster = tree.next();
                if (cluster == null) {
                    break;
                }
                Lane lane = queues.line(cluster).next(prospects);
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

    /** Looks at lanes so far: what deciding costs, whatever the machine. */
    long looks() {
        return looks;
    }

    /** One look at a lane: its first request leaves it, or the lane is set aside. */
    private void consider(Lane lane, Moment now) {
        looks++;
        Waiting first = lane.entries.first();
        if (lane.early(now.wall())) {
            lane.wakeAt = lane.terms().notBefore();
            lane.line.park(lane, Lane.Block.TIME, null, prospects);
            return;
        }
        if (start(first, now)) {
            return;
        }
        Cluster limitedBy = starter.limitedBy();
        Preemption.Plan plan = plan(first, limitedBy, now);
        if (plan != null) {
            nominations.nominate(first, plan, decided);
            return;
        }
        Cluster partly = starter.partlyLimitedBy();
        if (limitedBy == null) {
            reservations.consider(first, now);
            lane.limitedBy = partly == null ? null : partly.name();
            lane.wakeBy(partly == null ? null : preemption.protectedUntil());
            Lane.Block why = partly == null ? Lane.Block.CAPACITY : Lane.Block.EITHER;
            lane.line.park(lane, why, partly, prospects);
        } else {
            lane.wakeAt = preemption.protectedUntil();
            lane.limitedBy = limitedBy.name();
            lane.line.park(lane, Lane.Block.LIMIT, limitedBy, prospects);
        }
    }

    /** Whom to stop: for what is affordable, and if a limit is in the way of some for these too. */
    private Preemption.@Nullable Plan plan(Waiting first, @Nullable Cluster limitedBy, Moment now) {
        Lane lane = first.lane;
        Cluster partly = starter.partlyLimitedBy();
        Lane affordable = starter.affordable(lane);
        Preemption.Plan plan =
                preemption.plan(first.pending, affordable, limitedBy, queues.lines(), now);
        return plan != null || partly == null
                ? plan
                : preemption.plan(first.pending, lane, partly, queues.lines(), now);
    }

    private boolean start(Waiting waiting, Moment now) {
        List<Running> started = reservations.start(waiting, now);
        if (started.isEmpty()) {
            return false;
        }
        queues.remove(waiting.pending.id());
        decided.add(new Decision.Start(starter.assignments(started, "")));
        return true;
    }
}
