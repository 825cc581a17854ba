package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Claim;
import dev.clawgateway.scheduler.quota.Cluster;
import dev.clawgateway.scheduler.quota.ClusterTree;
import java.time.Instant;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether what happened since a lane was set aside may help it, now that others may have used it
 * up. Looks only where something happened, and errs towards yes.
 */
public final class Prospects {
    private final Fleet fleet;
    private final Roster roster;
    private final ClusterTree tree;
    private final Reservations reservations;
    private final Protection protection;
    private final IntPredicate mayGo = this::mayGo;
    private Moment now = new Moment(Instant.EPOCH, 0);

    /** Workloads below this priority may be stopped. */
    private int below;

    /** What is kept for somebody may be used. */
    private boolean kept;

    public Prospects(
            Fleet fleet,
            Roster roster,
            ClusterTree tree,
            Reservations reservations,
            Protection protection) {
        this.fleet = fleet;
        this.roster = roster;
        this.tree = tree;
        this.reservations = reservations;
        this.protection = protection;
    }

    /** From now on all questions are about this moment. */
    public void asOf(Moment moment) {
        now = moment;
        protection.expire(moment.wall());
    }

    /** The moment up to which a lane knows what happened; see {@link Lane#since}. */
    long moment(Lane lane) {
        Parked parked = lane.parked;
        return parked != null && parked.key.why() == Lane.Block.LIMIT
                ? refunds(parked)
                : fleet.chances().moment(lane.shape);
    }

    /** What was given back so far under the limit that is in the way; 0 when none is. */
    long refunds(Parked parked) {
        Cluster limitedBy = parked.key.limitedBy();
        return limitedBy == null ? 0 : limitedBy.refunds();
    }

    long moment(Parked parked) {
        return parked.key.why() == Lane.Block.LIMIT
                ? refunds(parked)
                : fleet.chances().moment(parked.key.gpus());
    }

    /** Whether any of its lanes may be helped, judged by what they have in common. */
    boolean better(Parked parked) {
        Cluster cluster = parked.line.cluster;
        below = parked.key.priority();
        boolean byPriority = roster.lowestPriority() < below;
        return switch (parked.key.why()) {
            case CAPACITY, EITHER -> {
                kept = reservations.any();
                boolean entitled = cluster.owed() || (byPriority && ruled(cluster));
                yield refunds(parked) != parked.sinceRefunds
                        || mayFit(parked.key.gpus(), parked.since, entitled, byPriority);
            }
            case LIMIT -> refunds(parked) != parked.since;
            case TIME, NONE -> false;
        };
    }

    /** Whether this lane may be helped. */
    boolean better(Lane lane) {
        Cluster cluster = lane.line.cluster;
        below = lane.priority;
        boolean byPriority = roster.lowestPriority() < below;
        boolean owed = cluster.owed();
        if (lane.block == Lane.Block.LIMIT) {
            return moment(lane) != lane.since
                    && (owed || byPriority || cluster.blocking(lane.least()) == null);
        }
        Parked parked = lane.parked;
        if (parked != null && refunds(parked) != lane.sinceRefunds) {
            return true;
        }
        kept = lane.entries.first().hold != null || reservations.mayUseAny(lane, now);
        boolean entitled = (owed && mayTakeBack(lane)) || (byPriority && ruled(cluster));
        return mayFit(lane.shape, lane.since, entitled, byPriority);
    }

    /** Whether rules of quota have a say in whom it may stop. */
    private boolean ruled(Cluster cluster) {
        return tree.guarantees() || cluster.limited();
    }

    /** Any level of the chain may be within what is guaranteed. */
    private boolean mayTakeBack(Lane lane) {
        for (Lane part = lane; part != null; part = Levels.withoutFirst(part, fleet)) {
            if (ClusterTree.mayTakeBack(lane.line.cluster, need(part))) {
                return true;
            }
        }
        return false;
    }

    private Quota need(Lane lane) {
        return Needs.first(Needs.mustStart(lane.sample), lane, fleet);
    }

    /**
     * Whether such a workload may fit where something happened.
     *
     * @param entitled it may take from others by rules of quota, which are not looked at here
     */
    private boolean mayFit(Shape shape, long since, boolean entitled, boolean byPriority) {
        if (entitled) {
            return fleet.finder().hint(shape) > since;
        }
        @Nullable IntPredicate gone = byPriority || kept ? mayGo : null;
        return fleet.chances().since(since, shape, gone);
    }

    private boolean mayGo(int holding) {
        Claim claim = fleet.ledger().claim(holding);
        if (claim.owner() < 0) {
            return kept;
        }
        Running running = roster.of(claim);
        return claim.preemptible()
                && claim.priority() < below
                && running != null
                && !protection.covers(running, now.wall());
    }
}
