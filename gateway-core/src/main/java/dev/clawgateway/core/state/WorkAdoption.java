package dev.clawgateway.core.state;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.Attempt;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.WorkloadHead;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.node.ToldWork;
import dev.clawgateway.core.state.node.UnknownHeld;
import dev.clawgateway.core.state.settings.RecoverySettings;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that nodes run and this gateway does not know: its store is an older copy, or empty, or
 * another fleet's. The nodes' word wins: it is taken over, and only an operator ends it. What the
 * gateway itself has ended is not unknown, also where it has forgotten it.
 */
final class WorkAdoption {
    /** Attempts that are taken over of one node; what is beyond is left alone, and no work sent. */
    static final int MOST_OF_ONE_NODE = 1_000;

    private final Tables tables;
    private final Placer placer;
    private final Lifecycle lifecycle;
    private final Avoidance avoidance;
    private final HeldApart apart;
    private final SettingsInForce settings;
    private final Supplier<@Nullable FleetId> fleet;

    /**
     * Over one fleet.
     *
     * @param fleet the gateway's own; null before it was named
     */
    WorkAdoption(
            Tables tables,
            Placer placer,
            Lifecycle lifecycle,
            Avoidance avoidance,
            HeldApart apart,
            SettingsInForce settings,
            Supplier<@Nullable FleetId> fleet) {
        this.tables = tables;
        this.placer = placer;
        this.lifecycle = lifecycle;
        this.avoidance = avoidance;
        this.apart = apart;
        this.settings = settings;
        this.fleet = fleet;
    }

    /** Whether this gateway has never given the node that attempt, nor ended it. */
    boolean unknown(RunningAttempt attempt) {
        WorkloadRecord workload = tables.workload(attempt.workload());
        if (attempt.state().isFinal() || attempt.state() == WorkloadState.PENDING) {
            return false;
        } else if (workload == null) {
            return attempt.attempt() > tables.lastAttemptOfForgotten(attempt.workload());
        }
        return attempt.attempt() > workload.attempt();
    }

    /**
     * Whether it is not to be disturbed, as this gateway may be the one that is wrong. A node names
     * what is over until it knows that its word on that has come.
     */
    boolean foreign(NodeEntry node, RunningAttempt attempt) {
        return !node.strays.hasEnded(attempt.workload(), attempt.attempt())
                && (unknown(attempt) || outlived(node, attempt) || doubled(node, attempt));
    }

    /**
     * Given up with a node that ends work of the fleet it knows by an operator's word alone; or
     * taken over once, and given up without a word of its node or of an operator.
     */
    private boolean outlived(NodeEntry node, RunningAttempt attempt) {
        return tables.workload(attempt.workload()) instanceof Ended ended
                && !attempt.state().isFinal()
                && attempt.attempt() == ended.attempt()
                && (node.otherFleet != null || ended.adoptedAndLost());
    }

    /**
     * The current attempt, and its holder is another node: two gateways have counted on from the
     * same state, or the holder has another id by now, as its folder is lost. Which of them is the
     * right one is not to be guessed: it is known when the holder returns, or is over.
     */
    private boolean doubled(NodeEntry node, RunningAttempt attempt) {
        return tables.workload(attempt.workload()) instanceof Held held
                && !attempt.state().isFinal()
                && attempt.state() != WorkloadState.PENDING
                && attempt.attempt() == held.attempt()
                && !held.node().equals(node.record.id());
    }

    /** Whether it is to be stopped, as the configuration wants. */
    boolean stops() {
        return settings.recovery().unknownWork() == RecoverySettings.UnknownWork.STOP;
    }

    /** A node has a new session, and says anew what it runs: what was held for it is no more. */
    void beginAnew(Turn turn, NodeEntry node, @Nullable String knew) {
        FleetId own = fleet.get();
        boolean other =
                knew != null && !knew.isBlank() && own != null && !knew.equals(own.toString());
        String otherFleet = other ? knew : null;
        node.unknown.clear().forEach(placer::release);
        if (otherFleet != null && !otherFleet.equals(node.otherFleet)) {
            turn.event(
                    Event.Kind.NODE_OF_OTHER_FLEET,
                    node.record.id(),
                    "knew fleet " + otherFleet + "; its work is not stopped");
        }
        node.otherFleet = otherFleet;
    }

    /**
     * Takes it over, as the configuration wants; twice is once. What has ended here stays so, also
     * where it is forgotten: of a later attempt of that only the devices are kept.
     */
    void takeIn(Turn turn, NodeEntry node, RunningAttempt attempt) {
        WorkloadRecord workload = tables.workload(attempt.workload());
        boolean over =
                workload == null
                        ? tables.isForgotten(attempt.workload())
                        : workload instanceof Ended || attempt.attempt() == workload.attempt();
        if (node.held.size() + node.unknown.size() >= MOST_OF_ONE_NODE) {
            node.unknown.beyond();
        } else if (over
                || settings.recovery().unknownWork() == RecoverySettings.UnknownWork.HOLD
                || (workload == null && tables.workloadCount() >= settings.maxWorkloads())) {
            apart.hold(turn, node, attempt);
        } else {
            adopt(turn, node, attempt, workload);
        }
    }

    private void adopt(
            Turn turn, NodeEntry node, RunningAttempt attempt, @Nullable WorkloadRecord known) {
        WorkloadSpec spec = ToldWork.specOf(attempt, known);
        Origin origin =
                known == null
                        ? new Origin(spec, null, null, turn.now().wall(), turn.caller())
                        : known.origin();
        WorkloadHead head =
                new WorkloadHead(
                        attempt.workload(),
                        origin,
                        known == null ? List.of() : known.clearedGates(),
                        attempt.attempt(),
                        known == null ? 0 : known.failures(),
                        known == null ? Past.NONE : known.past(),
                        0);
        Attempt running =
                new Attempt(
                        tables.named(ToldWork.allocation(node.record, attempt, spec)),
                        "adopted: its node ran it, and this gateway did not know",
                        true,
                        attempt.devices() == null);
        if (known instanceof Held held && !held.node().equals(node.record.id())) {
            superseded(turn, held);
        }
        lifecycle.adopt(turn, head, running, known);
        follow(turn, attempt.workload());
    }

    /**
     * The attempt is over where it was held, and the workload is to go on: so it does where the
     * same attempt runs still.
     *
     * @return whether it does
     */
    boolean goesOn(Turn turn, Held over) {
        for (NodeId id : tables.keepers.of(over.id())) {
            NodeEntry node = tables.node(id);
            UnknownHeld.Claim claim =
                    node == null ? null : apart.take(turn, node, over.id(), over.attempt());
            if (node != null && claim != null) {
                String why = "adopted: it runs there, and no longer where it was started";
                Attempt there = new Attempt(tables.named(claim.holds()), why, true, claim.blind());
                lifecycle.goOn(turn, over, there);
                avoidance.refresh(turn, node); // it is not held apart there any more, but is there
                return true;
            }
        }
        return false;
    }

    /** Something is new of a workload: what is held apart of it and is foreign no more ends. */
    void follow(Turn turn, WorkloadId workload) {
        for (NodeId id : tables.keepers.of(workload)) {
            NodeEntry node = tables.node(id);
            List<Integer> attempts = node == null ? List.of() : node.unknown.attempts(workload);
            for (int number : attempts) {
                if (node != null
                        && !foreign(
                                node,
                                new RunningAttempt(workload, number, WorkloadState.RUNNING))) {
                    apart.end(turn, node, workload, number, "not the current attempt");
                }
            }
        }
    }

    /**
     * The node on which it was started returns and runs it: what runs elsewhere under the same
     * number is one too many, but where the node knows another fleet and would not obey.
     */
    void confirmed(Turn turn, WorkloadId workload) {
        if (!(tables.workload(workload) instanceof Held held) || held.current().adopted()) {
            return;
        }
        for (NodeId id : tables.keepers.of(workload)) {
            NodeEntry node = tables.node(id);
            if (node != null
                    && node.otherFleet == null
                    && node.unknown.has(workload, held.attempt())) {
                String why = "it runs on node " + held.node() + ", where it was started";
                apart.end(turn, node, workload, held.attempt(), why);
            }
        }
    }

    /** Its node is told to stop it, and until it has done so that has no room for other work. */
    private void superseded(Turn turn, Held known) {
        NodeEntry holder = tables.node(known.node());
        if (holder != null
                && holder.connected()
                && holder.strays.tellToStop(known.id(), known.attempt())) {
            avoidance.whileItStops(turn, holder, settings.stopGrace().plus(settings.stopTimeout()));
        }
    }
}
