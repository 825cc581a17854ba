package dev.clawgateway.scheduler.queue.preempt;

import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.queue.Cohort;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Protection;
import dev.clawgateway.scheduler.quota.Account;
import dev.clawgateway.scheduler.quota.Amounts;
import dev.clawgateway.scheduler.quota.QuotaTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may be stopped for whom, and how long nobody may be. */
final class Eligibility {
    private final Protection protection;
    private final List<Occupant> expected = new ArrayList<>();
    private @Nullable Instant protectedUntil;

    Eligibility(Protection protection) {
        this.protection = protection;
    }

    /** Begins a search: nobody was found protected yet. */
    void begin() {
        protectedUntil = null;
    }

    /** When the first one found protected in this search may be stopped; null for none. */
    @Nullable Instant protectedUntil() {
        return protectedUntil;
    }

    /** Whether somebody may be stopped for the cohort; counts it as leaving if so. */
    boolean eligible(Occupant victim, Cohort cohort, Quota need, Moment now) {
        if (alone(victim, cohort, need, now)) {
            victim.troop.forEach(this::expect);
            return true;
        }
        return false;
    }

    /** Whether somebody may be stopped for the cohort if nobody else is. */
    boolean alone(Occupant victim, Cohort cohort, Quota need, Moment now) {
        return free(victim, now) && justified(victim, cohort, need);
    }

    /** Whether all of these, one of each gang, may be stopped for the cohort together. */
    boolean together(List<Occupant> victims, Cohort cohort, Quota need) {
        victims.forEach(victim -> victim.troop.forEach(this::expect));
        boolean justified = true;
        for (Occupant victim : victims) {
            Account its = victim.line.account;
            victim.troop.forEach(member -> its.expectNoMore(member.amount));
            justified &= justified(victim, cohort, need);
            victim.troop.forEach(member -> its.expect(member.amount));
        }
        expectNothing();
        return justified;
    }

    /** Whether no limit has less room than this once all of them are gone. */
    boolean leavesRoom(List<Occupant> victims, Cohort cohort, Quota amount) {
        victims.forEach(this::expect);
        boolean room = cohort.line.account.blockingLater(amount) == null;
        expectNothing();
        return room;
    }

    /**
     * Less important, or borrowed from the cohort's virtual cluster; and no guarantee is broken.
     */
    private static boolean justified(Occupant victim, Cohort cohort, Quota need) {
        Account mine = cohort.line.account;
        Account its = victim.line.account;
        Quota amount = sum(victim.troop);
        boolean lower =
                victim.priority < cohort.priority
                        && (its == mine || QuotaTree.keepsGuarantee(its, mine, amount));
        return lower || QuotaTree.mayReclaim(mine, need, its, amount);
    }

    /** Neither sacrosanct, nor leaving already, nor protected. */
    boolean free(Occupant victim, Moment now) {
        for (Occupant member : victim.troop) {
            if (!member.preemptible() || member.leavingFor != null) {
                return false;
            }
            Instant until = protection.until(member);
            if (until.isAfter(now.wall())) {
                if (protectedUntil == null || until.isBefore(protectedUntil)) {
                    protectedUntil = until;
                }
                return false;
            }
        }
        return true;
    }

    /** Counts somebody as leaving, until {@link #expectNothing}. */
    void expect(Occupant victim) {
        victim.line.account.expect(victim.amount);
        expected.add(victim);
    }

    /** Nobody is counted as leaving any more. */
    void expectNothing() {
        expected.forEach(victim -> victim.line.account.expectNoMore(victim.amount));
        expected.clear();
    }

    /** The gangs of all of them. */
    static List<Occupant> whole(Collection<Occupant> victims) {
        Set<Occupant> all = new LinkedHashSet<>();
        victims.forEach(victim -> all.addAll(victim.troop));
        return List.copyOf(all);
    }

    private static Quota sum(List<Occupant> troop) {
        Quota sum = Quota.NONE;
        for (Occupant member : troop) {
            sum = Amounts.sum(sum, member.amount);
        }
        return sum;
    }
}
