package dev.clawgateway.scheduler.quota;

import dev.clawgateway.core.placement.PastUse;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All virtual clusters, below one unnamed root. A name nobody declared is a cluster below the root
 * with no guarantee, no limit and weight 1, so that a forgotten declaration never loses work.
 */
public final class ClusterTree {
    /** Longer than this is as long: a wall clock may be off by any time, nanoseconds may not. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Cluster root = new Cluster("");
    private final Map<String, Cluster> clusters = new TreeMap<>();
    private final double halfLifeNanos;
    private Quota total = Quota.NONE;
    private long agedAt = Long.MIN_VALUE;
    private long round;

    /** Clusters with a guarantee. */
    private int guarantees;

    /**
     * @param halfLife after which past use counts half; zero forgets the past at once
     */
    public ClusterTree(Duration halfLife) {
        this.halfLifeNanos = halfLife.toNanos();
    }

    /** The cluster of that name, made if need be. */
    public Cluster cluster(String name) {
        Cluster known = clusters.get(name);
        if (known != null) {
            return known;
        }
        Cluster added = new Cluster(name);
        added.moveTo(root);
        clusters.put(name, added);
        return added;
    }

    /**
     * Declares or changes a cluster; what it holds stays held even above a lowered limit. Throws
     * {@link IllegalArgumentException} when the parent is the cluster itself or below it.
     */
    public Cluster put(VirtualCluster declared) {
        Cluster cluster = cluster(declared.name());
        String parentName = declared.parent();
        Cluster parent = parentName == null ? root : cluster(parentName);
        if (parent.isIn(cluster)) {
            throw new IllegalArgumentException(
                    "virtual cluster " + declared.name() + ": cannot be below itself");
        }
        if (cluster.parent != parent) {
            cluster.moveTo(parent);
        }
        guarantees += count(declared.guaranteed()) - count(cluster.guaranteed);
        cluster.guaranteed = declared.guaranteed();
        cluster.limit = declared.limit();
        cluster.weight = declared.weight();
        cluster.declared = true;
        return cluster;
    }

    /** Makes a cluster without children what it would be if it had never been declared. */
    public void forget(String name) {
        put(new VirtualCluster(name, null, Quota.NONE, Quota.UNLIMITED, 1)).declared = false;
    }

    /** By name, without the root. */
    public Collection<Cluster> clusters() {
        return Collections.unmodifiableCollection(clusters.values());
    }

    /** A node of that size became one of this size. */
    public void resize(Quota before, Quota after) {
        total = Amounts.sum(total, Amounts.difference(after, before));
    }

    /** Its dominant share by weight, past use included. */
    public double share(Cluster cluster) {
        return cluster.share(total);
    }

    /** Lets past use fade up to now. */
    public void age(long nanos) {
        if (agedAt != Long.MIN_VALUE && nanos > agedAt && halfLifeNanos > 0) {
            // StrictMath, so that every machine makes the same decisions.
            double keep = StrictMath.pow(0.5, (nanos - agedAt) / halfLifeNanos);
            for (Cluster cluster : clusters.values()) {
                cluster.age(keep);
            }
        }
        agedAt = Math.max(agedAt, nanos);
    }

    /** What clusters held of late, by name; those alone that did. */
    public List<PastUse> pastUse() {
        return clusters.values().stream()
                .filter(cluster -> !cluster.averages().none())
                .map(cluster -> cluster.averages().of(cluster.name))
                .toList();
    }

    /**
     * Enters what was held of late as of {@code ago} before {@code nanos}. The next {@link #age}
     * makes up the time since, from what is held then.
     */
    public void restore(List<PastUse> pastUse, Duration ago, long nanos) {
        if (halfLifeNanos > 0) {
            pastUse.forEach(past -> cluster(past.cluster()).averages().restore(past));
            Duration since = ago.compareTo(LONGEST) < 0 ? ago : LONGEST;
            agedAt = nanos - since.toNanos();
        }
    }

    /** Starts a round in which each cluster has its turns until it is skipped. */
    public long newRound() {
        return ++round;
    }

    /** Whose turn it is; null when all were skipped or have nothing waiting. */
    public @Nullable Cluster next() {
        return root.next(total, round);
    }

    /**
     * Whether {@code beneficiary} may take back {@code amount} from {@code victim}: where their
     * branches part, the beneficiary's must stay within its guarantee; and the victim, and those
     * above it up to there, must still hold theirs afterwards.
     */
    public static boolean mayReclaim(
            Cluster beneficiary, Quota need, Cluster victim, Quota amount) {
        Cluster taker = branch(beneficiary, victim);
        return taker != null
                && !beneficiary.isIn(victim)
                && entitled(taker, need)
                && keepsGuarantee(victim, beneficiary, amount);
    }

    /**
     * Whether what remains after giving so much still covers what is guaranteed, to a cluster and
     * to those above it that are not above the other too.
     */
    public static boolean keepsGuarantee(Cluster cluster, Cluster other, Quota amount) {
        for (Cluster at = cluster; at != null && !other.isIn(at); at = at.parent) {
            if (!keeps(at, amount)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The highest ancestor of {@code from} that is not one of {@code other}; null when it is below.
     */
    private static @Nullable Cluster branch(Cluster from, Cluster other) {
        Cluster branch = null;
        for (Cluster at = from; at != null && !other.isIn(at); at = at.parent) {
            branch = at;
        }
        return branch;
    }

    /** Whether a cluster, or one above it, may take back so much if others hold what is its due. */
    public static boolean mayTakeBack(Cluster beneficiary, Quota need) {
        for (Cluster at = beneficiary; at != null; at = at.parent) {
            if (entitled(at, need)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any cluster is guaranteed anything. */
    public boolean guarantees() {
        return guarantees > 0;
    }

    private static int count(Quota guaranteed) {
        return guaranteed.equals(Quota.NONE) ? 0 : 1;
    }

    /** Only resources with a guarantee are looked at, and there must be one among those needed. */
    private static boolean entitled(Cluster cluster, Quota need) {
        Quota used = cluster.used();
        Quota owed = cluster.guaranteed;
        boolean gpu = need.gpuMillis() > 0 && owed.gpuMillis() > 0;
        boolean cpu = need.cpuMillis() > 0 && owed.cpuMillis() > 0;
        boolean memory = need.memoryMib() > 0 && owed.memoryMib() > 0;
        return (gpu || cpu || memory)
                && (!gpu || used.gpuMillis() + need.gpuMillis() <= owed.gpuMillis())
                && (!cpu || used.cpuMillis() + need.cpuMillis() <= owed.cpuMillis())
                && (!memory || used.memoryMib() + need.memoryMib() <= owed.memoryMib());
    }

    private static boolean keeps(Cluster cluster, Quota amount) {
        Quota left = Amounts.difference(cluster.staying(), amount);
        Quota owed = cluster.guaranteed;
        return (amount.gpuMillis() == 0 || left.gpuMillis() >= owed.gpuMillis())
                && (amount.cpuMillis() == 0 || left.cpuMillis() >= owed.cpuMillis())
                && (amount.memoryMib() == 0 || left.memoryMib() >= owed.memoryMib());
    }
}
