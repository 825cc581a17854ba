package dev.clawgateway.scheduler.quota;

import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One virtual cluster as the engine counts it. What is charged here is charged to every ancestor.
 */
public final class Account {
    final String name;
    final List<Account> children = new ArrayList<>();
    @Nullable Account parent;
    Quota guaranteed = Quota.NONE;
    Quota limit = Quota.UNLIMITED;
    int weight = 1;
    boolean declared;

    /** As it was put last; null before. */
    @Nullable VirtualCluster put;

    private Quota used = Quota.NONE;
    private Quota usedDirectly = Quota.NONE;

    /** Part of {@link #used}: held by victims that were told to stop. */
    private Quota leaving = Quota.NONE;

    /** Part of {@link #used}: not held yet, but promised to those the victims make room for. */
    private Quota promised = Quota.NONE;

    private long refunds;

    private final Averages averages = new Averages();

    /** Waiting groups here and below; only such virtual clusters take turns. */
    private int waiting;

    private int waitingDirectly;

    /** The last round in which this virtual cluster was found to have nothing that can start. */
    private long done = -1;

    private long doneDirectly = -1;

    Account(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** As it was declared, or would have been. */
    public VirtualCluster declaration() {
        return put == null ? VirtualCluster.undeclared(name) : put;
    }

    /** Labels that it, and those above it, want of a node; empty for any node. */
    public Map<String, String> clusterLabels() {
        Map<String, String> wanted = Map.of();
        for (Account at = this; at != null; at = at.parent) {
            Map<String, String> here = at.put == null ? Map.of() : at.put.nodeSelector();
            if (wanted.isEmpty()) {
                wanted = here;
            } else if (!here.isEmpty()) {
                Map<String, String> both = new TreeMap<>(wanted);
                both.putAll(here);
                wanted = both;
            }
        }
        return wanted;
    }

    /** Whether somebody declared it; otherwise its name merely came up. */
    public boolean declared() {
        return declared;
    }

    /** What it and everything below it hold. */
    public Quota used() {
        return used;
    }

    /**
     * The nearest virtual cluster upward whose limit would be exceeded by so much more; null for
     * none.
     */
    public @Nullable Account blocking(Quota more) {
        for (Account at = this; at != null; at = at.parent) {
            if (!within(at.used, more, at.limit)) {
                return at;
            }
        }
        return null;
    }

    /** Whether it, or a virtual cluster above it, holds less of anything than it is guaranteed. */
    public boolean owed() {
        for (Account at = this; at != null; at = at.parent) {
            if (at.owedItself()) {
                return true;
            }
        }
        return false;
    }

    /** Whether it, or a virtual cluster above it, has a limit. */
    public boolean limited() {
        for (Account at = this; at != null; at = at.parent) {
            if (!at.limit.equals(Quota.UNLIMITED)) {
                return true;
            }
        }
        return false;
    }

    /** Counts what was given back here and below: while it stays the same no limit has new room. */
    public long refunds() {
        return refunds;
    }

    /** Whether it, or a virtual cluster above it, is guaranteed anything. */
    public boolean guaranteed() {
        for (Account at = this; at != null; at = at.parent) {
            if (!at.guaranteed.equals(Quota.NONE)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is the other virtual cluster or below it. */
    public boolean isIn(Account other) {
        for (Account at = this; at != null; at = at.parent) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #blocking}, once all who were told to stop are gone. */
    public @Nullable Account blockingLater(Quota more) {
        for (Account at = this; at != null; at = at.parent) {
            if (!within(Amounts.difference(at.used, at.leaving), more, at.limit)) {
                return at;
            }
        }
        return null;
    }

    /** Whether what is really held here and above, with so much more, is within every limit. */
    public boolean mayHold(Quota more) {
        for (Account at = this; at != null; at = at.parent) {
            if (!within(Amounts.difference(at.used, at.promised), more, at.limit)) {
                return false;
            }
        }
        return true;
    }

    /** A victim was told to stop; it stays charged until it is gone. */
    public void expect(Quota amount) {
        for (Account at = this; at != null; at = at.parent) {
            at.leaving = Amounts.sum(at.leaving, amount);
        }
    }

    /** Undoes {@link #expect}: the victim is gone, or was never told. */
    public void expectNoMore(Quota amount) {
        for (Account at = this; at != null; at = at.parent) {
            at.leaving = Amounts.difference(at.leaving, amount);
        }
    }

    /** Charges what is not held yet, so that nobody else is given it. */
    public void promise(Quota amount) {
        charge(amount);
        for (Account at = this; at != null; at = at.parent) {
            at.promised = Amounts.sum(at.promised, amount);
        }
    }

    /** Takes a promise back, whether it is then kept by {@link #charge} or not. */
    public void unpromise(Quota amount) {
        refund(amount);
        for (Account at = this; at != null; at = at.parent) {
            at.promised = Amounts.difference(at.promised, amount);
        }
    }

    /** What it holds and will go on holding. */
    Quota staying() {
        return Amounts.difference(used, leaving);
    }

    /**
     * Whether {@code used + more} stays within the bound; a resource not asked for is not looked
     * at.
     */
    static boolean within(Quota used, Quota more, Quota bound) {
        return within(used.gpuMillis(), more.gpuMillis(), bound.gpuMillis())
                && within(used.cpuMillis(), more.cpuMillis(), bound.cpuMillis())
                && within(used.memoryMib(), more.memoryMib(), bound.memoryMib());
    }

    private static boolean within(long used, long more, long bound) {
        return more <= 0 || used <= bound - more;
    }

    /** Counts what an allocation takes. */
    public void charge(Quota amount) {
        usedDirectly = Amounts.sum(usedDirectly, amount);
        for (Account at = this; at != null; at = at.parent) {
            at.used = Amounts.sum(at.used, amount);
        }
    }

    /** Gives back what was charged: limits here and above have new room. */
    public void refund(Quota amount) {
        undo(amount);
        for (Account at = this; at != null; at = at.parent) {
            at.refunds++;
        }
    }

    /** As if it had never been charged: nothing came free that was not free before. */
    public void undo(Quota amount) {
        usedDirectly = Amounts.difference(usedDirectly, amount);
        for (Account at = this; at != null; at = at.parent) {
            at.used = Amounts.difference(at.used, amount);
        }
    }

    /** One more, or with a negative number fewer, groups wait here. */
    public void waiting(int change) {
        waitingDirectly += change;
        for (Account at = this; at != null; at = at.parent) {
            at.waiting += change;
        }
    }

    /** Nothing that waits directly here can start in this round. */
    public void skip(long round) {
        doneDirectly = round;
    }

    /** Moves below another parent with all it holds. Null makes it a root. */
    void moveTo(@Nullable Account next) {
        for (Account at = parent; at != null; at = at.parent) {
            at.used = Amounts.difference(at.used, used);
            at.promised = Amounts.difference(at.promised, promised);
            at.leaving = Amounts.difference(at.leaving, leaving);
            at.waiting -= waiting;
        }
        if (parent != null) {
            parent.children.remove(this);
        }
        parent = next;
        if (next != null) {
            next.children.add(this);
        }
        for (Account at = next; at != null; at = at.parent) {
            at.used = Amounts.sum(at.used, used);
            at.promised = Amounts.sum(at.promised, promised);
            at.leaving = Amounts.sum(at.leaving, leaving);
            at.waiting += waiting;
        }
    }

    Averages averages() {
        return averages;
    }

    /** Lets the averages follow what is used: {@code keep} of the old, the rest from now. */
    void age(double keep) {
        averages.follow(used, keep);
    }

    /**
     * Whose turn it is below this virtual cluster, itself included; null when nobody's. {@code
     * round} ends when all were skipped.
     */
    @Nullable Account next(Quota total, long round) {
        while (waiting > 0 && done != round) {
            Account best = null;
            for (Account child : children) {
                if (child.waiting > 0
                        && child.done != round
                        && (best == null || child.before(best, total))) {
                    best = child;
                }
            }
            boolean own = waitingDirectly > 0 && doneDirectly != round;
            if (own && (best == null || ownShare(total) <= best.share(total))) {
                return this;
            } else if (best == null) {
                done = round;
            } else {
                Account found = best.next(total, round);
                if (found != null) {
                    return found;
                }
            }
        }
        done = round;
        return null;
    }

    private boolean before(Account other, Quota total) {
        boolean owed = owedItself();
        if (owed != other.owedItself()) {
            return owed;
        }
        int byShare = Double.compare(share(total), other.share(total));
        return byShare != 0 ? byShare < 0 : name.compareTo(other.name) < 0;
    }

    /** Whether it holds less than it is guaranteed. */
    private boolean owedItself() {
        return used.gpuMillis() < guaranteed.gpuMillis()
                || used.cpuMillis() < guaranteed.cpuMillis()
                || used.memoryMib() < guaranteed.memoryMib();
    }

    /**
     * The dominant share: of the resource it uses most of, what it holds now plus what it held of
     * late, by weight. Both count: without the present a burst would go to one virtual cluster
     * whole.
     */
    double share(Quota total) {
        double gpu = (used.gpuMillis() + averages.gpuMillis()) / Math.max(1, total.gpuMillis());
        double cpu = (used.cpuMillis() + averages.cpuMillis()) / Math.max(1, total.cpuMillis());
        double memory = (used.memoryMib() + averages.memoryMib()) / Math.max(1, total.memoryMib());
        return Math.max(gpu, Math.max(cpu, memory)) / weight;
    }

    /**
     * As {@link #share} for what was submitted to an inner virtual cluster itself; it has no
     * history.
     */
    private double ownShare(Quota total) {
        double gpu = (double) usedDirectly.gpuMillis() / Math.max(1, total.gpuMillis());
        double cpu = (double) usedDirectly.cpuMillis() / Math.max(1, total.cpuMillis());
        double memory = (double) usedDirectly.memoryMib() / Math.max(1, total.memoryMib());
        return Math.max(gpu, Math.max(cpu, memory));
    }
}
