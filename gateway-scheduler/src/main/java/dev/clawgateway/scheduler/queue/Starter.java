package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import dev.clawgateway.scheduler.fleet.search.Alternative;
import dev.clawgateway.scheduler.quota.Account;
import dev.clawgateway.scheduler.quota.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starts requests whole or not at all, within their quota. */
public final class Starter {
    private static final int ANYWHERE = -1;
    private static final int ALTERNATIVES = 3;
    private static final DeviceHolder NOBODY =
            new DeviceHolder(-1, Integer.MAX_VALUE, false, Map.of());

    private final Fleet fleet;
    private final Roster roster;
    private final long seed;
    private final Choice choice = new Choice();
    private int[] holdings = new int[1];
    private int[] slots = new int[1];
    private @Nullable Account limitedBy;
    private @Nullable Account partlyLimitedBy;

    /** The level that counts most of those placed when a limit was in the way. */
    private int dearest;

    private String why = "";

    public Starter(Fleet fleet, Roster roster, long seed) {
        this.fleet = fleet;
        this.roster = roster;
        this.seed = seed;
    }

    /** The virtual cluster that was in the way of the last try; null when capacity was. */
    public @Nullable Account limitedBy() {
        return limitedBy;
    }

    /**
     * The virtual cluster that was in the way of some levels of the chain, while for the others
     * capacity was; null when there is none.
     */
    public @Nullable Account partlyLimitedBy() {
        return partlyLimitedBy;
    }

    /** The cohort without the levels that no limit has room for; itself when none has for any. */
    public Cohort affordable(Cohort cohort) {
        if (cohort.chain.size() == 1) {
            return cohort;
        }
        Account account = cohort.line.account;
        Cohort part = Levels.passing(cohort, fleet, least -> account.blocking(least) == null);
        return part == null ? cohort : part;
    }

    /** From now on places are looked for that stay open for as long as this may run. */
    public void lookFor(Cohort cohort, Moment now) {
        fleet.candidates().endingAt(cohort.ends(now.wall()));
    }

    /** The look is over: how long a place stays open matters no more. */
    public void looked() {
        fleet.candidates().endingAt(null);
    }

    /** There was no try, so nothing was in its way. */
    public void notTried() {
        limitedBy = null;
        partlyLimitedBy = null;
    }

    /**
     * Starts a request and enters who holds devices from now on; empty when it may not or cannot
     * start, which leaves no trace.
     */
    public List<Occupant> start(PendingWorkload pending, Cohort cohort, Moment now) {
        Cohort part = affordable(cohort);
        List<Occupant> started = tryLevels(pending, part, now);
        // What slices count is known only where they are: then the next level has its turn.
        while (started.isEmpty() && limitedBy != null && part.chain.size() > 1) {
            part = Objects.requireNonNull(Levels.without(part, dearest, fleet));
            started = tryLevels(pending, part, now);
        }
        partlyLimitedBy = null;
        if (started.isEmpty() && limitedBy == null && part != cohort) {
            partlyLimitedBy = blocking(cohort);
        }
        return started;
    }

    /** Whose limit has no room for some level of the chain. */
    private @Nullable Account blocking(Cohort cohort) {
        for (GpuRequirement level : cohort.chain) {
            Account blocking = cohort.line.account.blocking(Needs.least(cohort.sample, level));
            if (blocking != null) {
                return blocking;
            }
        }
        return null;
    }

    private List<Occupant> tryLevels(PendingWorkload pending, Cohort cohort, Moment now) {
        int members = pending.members().size();
        takeSlots(members);
        int count = members == 1 ? single(pending, cohort) : gang(pending, cohort);
        giveSlots(count, members);
        return enter(pending, cohort, count, now);
    }

    /** Starts members on exactly these devices, which were kept for them. */
    public List<Occupant> startAt(
            PendingWorkload pending, Cohort cohort, List<Site> targets, Moment now) {
        takeSlots(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            holdings[i] = fleet.overlay().restore(targets.get(i), claim(slots[i], pending.spec()));
        }
        return enter(pending, cohort, targets.size(), now);
    }

    /** What the last start says about its reasons. */
    public List<Assignment> assignments(List<Occupant> started, String note) {
        List<Assignment> assignments = new ArrayList<>(started.size());
        String reason = note.isEmpty() ? why : note;
        for (Occupant running : started) {
            assignments.add(new Assignment(running.id, running.allocation, reason));
        }
        return assignments;
    }

    /**
     * Devices for a request whatever its quota, reserved for nobody in the caller's overlay; null
     * when it does not fit.
     */
    public @Nullable List<Site> tryPlace(PendingWorkload pending, Cohort cohort, int target) {
        int members = pending.members().size();
        takeSlots(members);
        int placed;
        if (members == 1) {
            placed = fleet.finder().find(cohort.shape, target, seedFor(pending), choice) ? 1 : 0;
            if (placed == 1) {
                holdings[0] = fleet.overlay().reserve(choice, NOBODY);
            }
        } else {
            placed = placeGang(pending, cohort, target, true);
        }
        giveSlots(0, members);
        if (placed < pending.minMembers()) {
            return null;
        }
        List<Site> sites = new ArrayList<>(placed);
        for (int i = 0; i < placed; i++) {
            Site site = fleet.ledger().site(holdings[i]);
            sites.add(new Site(cohort.asWritten(site.allocation()), site.slots()));
        }
        return sites;
    }

    /** The number of the only node allowed, -1 for any; null when that node is not known. */
    public @Nullable Integer target(PendingWorkload pending) {
        if (pending.target() == null) {
            return ANYWHERE;
        }
        int number = fleet.inventory().number(pending.target());
        return number < 0 ? null : number;
    }

    private int single(PendingWorkload pending, Cohort cohort) {
        limitedBy = null;
        Integer target = target(pending);
        if (target == null || !find(pending, cohort, target)) {
            return 0;
        }
        explainChoice(cohort, target);
        int mark = fleet.overlay().mark();
        holdings[0] = fleet.overlay().reserve(choice, claim(slots[0], pending.spec()));
        int within = withinLimit(cohort.line.account, 1);
        if (within == 0) {
            fleet.overlay().rollback(mark);
        } else {
            fleet.overlay().keep(mark);
        }
        return within;
    }

    /** On another node than the unwanted one, if there is a place. */
    private boolean find(PendingWorkload pending, Cohort cohort, int target) {
        long drawn = seedFor(pending);
        NodeId unwanted = target == ANYWHERE ? pending.unwanted() : null;
        int apart = unwanted == null ? -1 : fleet.inventory().number(unwanted);
        return (apart >= 0 && fleet.finder().findApart(cohort.shape, apart, drawn, choice))
                || fleet.finder().find(cohort.shape, target, drawn, choice);
    }

    private int gang(PendingWorkload pending, Cohort cohort) {
        limitedBy = null;
        Integer target = target(pending);
        if (target == null) {
            return 0;
        }
        int mark = fleet.overlay().mark();
        int placed = placeGang(pending, cohort, target, false);
        int within = withinLimit(cohort.line.account, placed);
        if (within < pending.minMembers()) {
            fleet.overlay().rollback(mark);
            return 0;
        }
        for (int i = within; i < placed; i++) {
            fleet.overlay().release(holdings[i]);
        }
        fleet.overlay().keep(mark);
        why =
                fleet.shapes().policies().name(cohort.shape.policy)
                        + ": "
                        + within
                        + " members placed together";
        return within;
    }

    private int placeGang(PendingWorkload pending, Cohort cohort, int target, boolean forNobody) {
        Gang gang = pending.spec().scheduling().gang();
        int[] placed = new int[pending.members().size()];
        int count =
                fleet.gangs()
                        .place(
                                cohort.shape,
                                cohort.shape.policy,
                                pending.minMembers(),
                                gang == null ? null : gang.topologyKey(),
                                target,
                                seedFor(pending),
                                i -> forNobody ? NOBODY : claim(slots[i], pending.spec()),
                                placed);
        System.arraycopy(placed, 0, holdings, 0, count);
        return count;
    }

    private List<Occupant> enter(PendingWorkload pending, Cohort cohort, int count, Moment now) {
        List<Occupant> started = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            WorkloadId member = pending.members().get(i);
            Allocation allocation = cohort.asWritten(fleet.ledger().allocation(holdings[i]));
            Occupant running =
                    new Occupant(
                            member,
                            pending.spec(),
                            cohort.line,
                            allocation,
                            now.wall(),
                            slots[i],
                            holdings[i]);
            roster.add(running);
            cohort.line.account.charge(running.amount);
            started.add(running);
        }
        if (count > 1) {
            List<Occupant> troop = new ArrayList<>(started);
            started.forEach(running -> running.troop = troop);
        }
        return started;
    }

    /** How many of the members placed fit into every limit, in their order. */
    private int withinLimit(Account account, int placed) {
        Quota sum = Quota.NONE;
        for (int i = 0; i < placed; i++) {
            int holding = holdings[i];
            Quota amount =
                    new Quota(
                            fleet.ledger().gpuMillis(holding),
                            fleet.ledger().cpuMillis(holding),
                            fleet.ledger().memoryMib(holding));
            sum = Amounts.sum(sum, amount);
            Account blocking = account.blocking(sum);
            if (blocking != null) {
                limitedBy = blocking;
                dearest = dearest(i);
                return i;
            }
        }
        return placed;
    }

    private int dearest(int last) {
        int most = 0;
        for (int i = 1; i <= last; i++) {
            most =
                    fleet.ledger().gpuMillis(holdings[i]) > fleet.ledger().gpuMillis(holdings[most])
                            ? i
                            : most;
        }
        return fleet.ledger().allocation(holdings[most]).fallbackLevel();
    }

    public static DeviceHolder claim(int slot, WorkloadSpec spec) {
        var terms = spec.scheduling().queue();
        return new DeviceHolder(slot, terms.priority(), terms.preemptible(), spec.labels());
    }

    /** From the request alone, so that a dry run draws the same. */
    private long seedFor(PendingWorkload pending) {
        return seed ^ pending.id().value().getLeastSignificantBits();
    }

    private void explainChoice(Cohort cohort, int target) {
        if (target != ANYWHERE) {
            why = "the node was named";
            return;
        }
        int policy = cohort.shape.policy;
        StringBuilder text = new StringBuilder(fleet.shapes().policies().name(policy));
        text.append(" scores ").append(fleet.inventory().node(choice.node()).name());
        text.append(' ').append(choice.score());
        List<Alternative> found = fleet.finder().alternatives(cohort.shape, policy, ALTERNATIVES);
        for (Alternative other : found) {
            if (other.node() != choice.node()) {
                text.append(", ").append(fleet.inventory().node(other.node()).name());
                text.append(' ').append(other.score());
            }
        }
        why = text.append(" (lower is better)").toString();
    }

    private void takeSlots(int count) {
        if (slots.length < count) {
            slots = new int[count];
            holdings = new int[count];
        }
        for (int i = 0; i < count; i++) {
            slots[i] = roster.takeSlot();
        }
    }

    private void giveSlots(int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            roster.giveSlot(slots[i]);
        }
    }
}
