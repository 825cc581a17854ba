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
 * All virtual clusters, below one unnamed root. A name nobody declared is a virtual cluster below
 * the root with no guarantee, no limit and weight 1, so that a forgotten declaration never loses
 * work.
 */
public final class QuotaTree {
    /** Longer than this is as long: a wall clock may be off by any time, nanoseconds may not. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Account root = new Account("");
    private final Map<String, Account> accounts = new TreeMap<>();
    private double halfLifeNanos;
    private Quota total = Quota.NONE;
    private long agedAt = Long.MIN_VALUE;
    private long round;

    /** Clusters with a guarantee. */
    private int guarantees;

    /**
     * @param halfLife after which past use counts half; zero forgets the past at once
     */
    public QuotaTree(Duration halfLife) {
        this.halfLifeNanos = halfLife.toNanos();
    }

    /** From now on past use fades otherwise. */
    public void change(Duration halfLife) {
        halfLifeNanos = halfLife.toNanos();
    }

    /** The virtual cluster of that name, made if need be. */
    public Account account(String name) {
        Account known = accounts.get(name);
        if (known != null) {
            return known;
        }
        Account added = new Account(name);
        added.moveTo(root);
        accounts.put(name, added);
        return added;
    }

    /**
     * Declares or changes a virtual cluster; what it holds stays held even above a lowered limit.
     * Throws {@link IllegalArgumentException} when the parent is the virtual cluster itself or
     * below it.
     */
    public Account put(VirtualCluster declared) {
        Account account = account(declared.name());
        String parentName = declared.parent();
        Account parent = parentName == null ? root : account(parentName);
        if (parent.isIn(account)) {
            throw new IllegalArgumentException(
                    "virtual cluster " + declared.name() + ": cannot be below itself");
        }
        if (account.parent != parent) {
            account.moveTo(parent);
        }
        guarantees += count(declared.guaranteed()) - count(account.guaranteed);
        account.guaranteed = declared.guaranteed();
        account.limit = declared.limit();
        account.weight = declared.weight();
        account.declared = true;
        account.put = declared;
        return account;
    }

    /** Makes a virtual cluster without children what it would be if it had never been declared. */
    public void forget(String name) {
        put(VirtualCluster.undeclared(name)).declared = false;
    }

    /** By name, without the root. */
    public Collection<Account> accounts() {
        return Collections.unmodifiableCollection(accounts.values());
    }

    /** A node of that size became one of this size. */
    public void resize(Quota before, Quota after) {
        total = Amounts.sum(total, Amounts.difference(after, before));
    }

    /** Its dominant share by weight, past use included. */
    public double share(Account account) {
        return account.share(total);
    }

    /** Lets past use fade up to now. */
    public void age(long nanos) {
        if (agedAt != Long.MIN_VALUE && nanos > agedAt && halfLifeNanos > 0) {
            // StrictMath, so that every machine makes the same decisions.
            double keep = StrictMath.pow(0.5, (nanos - agedAt) / halfLifeNanos);
            for (Account account : accounts.values()) {
                account.age(keep);
            }
        }
        agedAt = Math.max(agedAt, nanos);
    }

    /** What virtual clusters held of late, by name; those alone that did. */
    public List<PastUse> pastUse() {
        return accounts.values().stream()
                .filter(account -> !account.averages().none())
                .map(account -> account.averages().of(account.name))
                .toList();
    }

    /**
     * Enters what was held of late as of {@code ago} before {@code nanos}. The next {@link #age}
     * makes up the time since, from what is held then.
     */
    public void restore(List<PastUse> pastUse, Duration ago, long nanos) {
        if (halfLifeNanos > 0) {
            pastUse.forEach(past -> account(past.cluster()).averages().restore(past));
            Duration since = ago.compareTo(LONGEST) < 0 ? ago : LONGEST;
            agedAt = nanos - since.toNanos();
        }
    }

    /** Starts a round in which each virtual cluster has its turns until it is skipped. */
    public long newRound() {
        return ++round;
    }

    /** Whose turn it is; null when all were skipped or have nothing waiting. */
    public @Nullable Account next() {
        return root.next(total, round);
    }

    /**
     * Whether {@code beneficiary} may take back {@code amount} from {@code victim}: of the
     * beneficiary's branch, up to where it parts from the victim's, the highest that has a
     * guarantee must stay within it; and the victim, and those above it up to there, must still
     * hold theirs afterwards.
     */
    public static boolean mayReclaim(
            Account beneficiary, Quota need, Account victim, Quota amount) {
        Account taker = taker(beneficiary, victim, need);
        return taker != null
                && !beneficiary.isIn(victim)
                && entitled(taker, need)
                && keepsGuarantee(victim, beneficiary, amount);
    }

    /**
     * Whether what remains after giving so much still covers what is guaranteed, to a virtual
     * cluster and to those above it that are not above the other too.
     */
    public static boolean keepsGuarantee(Account account, Account other, Quota amount) {
        for (Account at = account; at != null && !other.isIn(at); at = at.parent) {
            if (!keeps(at, amount)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The highest ancestor of {@code from} that is not one of {@code other} and is guaranteed any
     * of what is needed; null for none. One that is guaranteed nothing leaves it to those below it:
     * it promises nothing of its own, and takes no promise of theirs away.
     */
    private static @Nullable Account taker(Account from, Account other, Quota need) {
        Account taker = null;
        for (Account at = from; at != null && !other.isIn(at); at = at.parent) {
            if (concerned(at.guaranteed, need)) {
                taker = at;
            }
        }
        return taker;
    }

    private static boolean concerned(Quota guaranteed, Quota need) {
        return (need.gpuMillis() > 0 && guaranteed.gpuMillis() > 0)
                || (need.cpuMillis() > 0 && guaranteed.cpuMillis() > 0)
                || (need.memoryMib() > 0 && guaranteed.memoryMib() > 0);
    }

    /**
     * Whether a virtual cluster, or one above it, may take back so much if others hold what is its
     * due.
     */
    public static boolean mayTakeBack(Account beneficiary, Quota need) {
        for (Account at = beneficiary; at != null; at = at.parent) {
            if (entitled(at, need)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any virtual cluster is guaranteed anything. */
    public boolean guarantees() {
        return guarantees > 0;
    }

    private static int count(Quota guaranteed) {
        return guaranteed.equals(Quota.NONE) ? 0 : 1;
    }

    /** Only resources with a guarantee are looked at, and there must be one among those needed. */
    private static boolean entitled(Account account, Quota need) {
        Quota used = account.used();
        Quota owed = account.guaranteed;
        boolean gpu = need.gpuMillis() > 0 && owed.gpuMillis() > 0;
        boolean cpu = need.cpuMillis() > 0 && owed.cpuMillis() > 0;
        boolean memory = need.memoryMib() > 0 && owed.memoryMib() > 0;
        return concerned(owed, need)
                && (!gpu || used.gpuMillis() + need.gpuMillis() <= owed.gpuMillis())
                && (!cpu || used.cpuMillis() + need.cpuMillis() <= owed.cpuMillis())
                && (!memory || used.memoryMib() + need.memoryMib() <= owed.memoryMib());
    }

    private static boolean keeps(Account account, Quota amount) {
        Quota left = Amounts.difference(account.staying(), amount);
        Quota owed = account.guaranteed;
        return (amount.gpuMillis() == 0 || left.gpuMillis() >= owed.gpuMillis())
                && (amount.cpuMillis() == 0 || left.cpuMillis() >= owed.cpuMillis())
                && (amount.memoryMib() == 0 || left.memoryMib() >= owed.memoryMib());
    }
}
