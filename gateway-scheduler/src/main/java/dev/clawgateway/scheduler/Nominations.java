package dev.clawgateway.scheduler;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import dev.clawgateway.scheduler.queue.Hold;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Queues;
import dev.clawgateway.scheduler.queue.Reservations;
import dev.clawgateway.scheduler.queue.Roster;
import dev.clawgateway.scheduler.queue.Starter;
import dev.clawgateway.scheduler.queue.Waiting;
import dev.clawgateway.scheduler.queue.preempt.Preemption;
import dev.clawgateway.scheduler.quota.Account;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Requests that others were stopped for, and what is kept for them until these are gone. */
final class Nominations {
    private final Fleet fleet;
    private final Queues queues;
    private final Roster roster;
    private final Starter starter;
    private final Reservations reservations;
    private final Set<Hold> nominations = new LinkedHashSet<>();

    Nominations(
            Fleet fleet, Queues queues, Roster roster, Starter starter, Reservations reservations) {
        this.fleet = fleet;
        this.queues = queues;
        this.roster = roster;
        this.starter = starter;
        this.reservations = reservations;
    }

    /** Tells the victims of a plan to stop, and keeps their devices for the request. */
    void nominate(Waiting waiting, Preemption.Plan plan, List<Decision> decided) {
        for (Hold reserved : reservations.all()) {
            if (waiting.hold == reserved
                    || plan.victims().stream().anyMatch(v -> v.countedOnBy == reserved)) {
                reservations.drop(reserved);
            }
        }
        Hold hold = Hold.nomination(waiting, plan.targets(), plan.amount());
        for (Occupant victim : plan.victims()) {
            victim.leavingFor = hold;
            roster.spare(victim);
            victim.line.account.expect(victim.amount);
            makeFirm(victim);
            hold.await(victim);
            decided.add(
                    new Decision.Evict(victim.id, waiting.pending.id(), reason(waiting, victim)));
        }
        hold.cover(fleet);
        waiting.cohort.line.remove(waiting);
        waiting.cohort.line.account.promise(plan.amount());
        waiting.hold = hold;
        nominations.add(hold);
    }

    /** In the fleet's eyes a victim is not there to be taken a second time. */
    private void makeFirm(Occupant victim) {
        Site site = fleet.ledger().site(victim.holding);
        fleet.overlay().release(victim.holding);
        victim.holding =
                fleet.overlay()
                        .restore(
                                site,
                                new DeviceHolder(
                                        victim.slot, victim.priority, false, victim.spec.labels()));
    }

    private static String reason(Waiting waiting, Occupant victim) {
        String who = waiting.pending.id().toString();
        int priority = waiting.cohort.priority;
        String account = waiting.cohort.line.account.name();
        return priority > victim.priority
                ? "preempted by " + who + " of priority " + priority
                : "reclaimed by " + who + " for the guarantee of virtual cluster " + account;
    }

    /** Who waits for the others to be gone. */
    List<Waiting> waiting() {
        return nominations.stream().map(hold -> hold.beneficiary).toList();
    }

    /** Starts whose victims are gone. */
    void startReady(Moment now, int limit, List<Decision> decided) {
        for (Hold hold : List.copyOf(nominations)) {
            if (!hold.ready() || decided.size() >= limit) {
                continue;
            }
            Waiting waiting = hold.beneficiary;
            Account account = waiting.cohort.line.account;
            if (!admitted(hold, now)) {
                giveUp(hold);
                continue;
            }
            account.unpromise(hold.promised);
            if (!account.mayHold(hold.promised)) {
                account.promise(hold.promised);
                continue;
            }
            nominations.remove(hold);
            int mark = fleet.overlay().mark();
            hold.lift(fleet);
            fleet.overlay().keep(mark);
            List<Occupant> started =
                    starter.startAt(waiting.pending, waiting.cohort, hold.targets, now);
            queues.remove(waiting.pending.id());
            decided.add(
                    new Decision.Start(
                            starter.assignments(started, "others were stopped to make room")));
        }
    }

    /** Whether it may still start there, and would end before a node of it closes. */
    private boolean admitted(Hold hold, Moment now) {
        starter.lookFor(hold.beneficiary.cohort, now);
        try {
            return hold.admitted(fleet);
        } finally {
            starter.looked();
        }
    }

    /** Puts a nominated request back into its line. */
    private void giveUp(Hold hold) {
        drop(hold);
        hold.beneficiary.cohort.line.put(hold.beneficiary);
    }

    private void drop(Hold hold) {
        nominations.remove(hold);
        int mark = fleet.overlay().mark();
        hold.lift(fleet);
        fleet.overlay().keep(mark);
        hold.giveUp();
        hold.beneficiary.hold = null;
        hold.beneficiary.cohort.line.account.unpromise(hold.promised);
    }

    /** A request is gone from the queue, and so is what was kept for it. */
    void giveUpHoldOf(Waiting waiting) {
        Hold hold = waiting.hold;
        if (hold == null) {
            return;
        } else if (hold.nominated) {
            drop(hold);
        } else {
            reservations.drop(hold);
        }
    }

    /** A node is not what it was. */
    void giveUpHoldsOn(NodeId node) {
        for (Hold reserved : reservations.all()) {
            if (reserved.nodes().contains(node)) {
                reservations.drop(reserved);
            }
        }
        for (Hold hold : List.copyOf(nominations)) {
            if (hold.nodes().contains(node)) {
                giveUp(hold);
            }
        }
    }

    /** A workload ended: its devices are free, or go to whom they are kept for. */
    void release(WorkloadId id) {
        Occupant running = roster.remove(id);
        if (running == null) {
            return;
        }
        fleet.overlay().release(running.holding);
        running.line.account.refund(running.amount);
        Hold nominated = running.leavingFor;
        if (nominated != null) {
            running.line.account.expectNoMore(running.amount);
            nominated.left(running, fleet);
        }
        Hold reserved = running.countedOnBy;
        if (reserved != null) {
            reserved.left(running, fleet);
        }
    }
}
