package dev.clawgateway.core.state;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.DiscoveryCommand;
import dev.clawgateway.core.cluster.MembershipCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.access.AccessRules;
import dev.clawgateway.core.state.attempt.Restarts;
import dev.clawgateway.core.state.attempt.WorkloadDeadlines;
import dev.clawgateway.core.state.discovery.DiscoveryRules;
import dev.clawgateway.core.state.due.Clock;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.state.maintenance.WindowRules;
import dev.clawgateway.core.state.maintenance.WindowTable;
import dev.clawgateway.core.state.membership.MemberRules;
import dev.clawgateway.core.state.once.KeptAnswers;
import dev.clawgateway.core.state.once.OnceRules;
import dev.clawgateway.core.state.once.Revisions;
import dev.clawgateway.core.state.reign.ReignRules;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.state.share.PastUseRules;
import dev.clawgateway.core.state.share.Population;
import dev.clawgateway.core.state.share.VirtualClusterRules;
import dev.clawgateway.core.state.space.WorkspaceRules;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.turn.Numbering;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as one deterministic state machine, confined to the control thread: the same commands
 * at the same times give the same changes and effects, always (invariant I10). It does no I/O; what
 * it returns is made durable first and sent afterwards.
 */
public final class ClusterState {
    private final Placer placer;
    private final SettingsInForce settings;
    private final Numbering numbering = new Numbering();
    private final Deadlines deadlines = new Deadlines();
    private final Tables tables;
    private final WindowRules windows;
    private final WorkerGroups groups;
    private final Lifecycle lifecycle;
    private final Ends ends;
    private final Reports reports;
    private final NodeRules nodes;
    private final NodeMarks marks;
    private final Drains drains;
    private final Submission submission;
    private final WorkspaceRules workspaces;
    private final StopRequests stops;
    private final Avoidance avoidance;
    private final OldWork oldWork;
    private final Absences absences;
    private final Timeouts timeouts;
    private final VirtualClusterRules clusters;
    private final PastUseRules pastUse;
    private final DiscoveryRules discovery;
    private final MemberRules members;
    private final AccessRules access;
    private final Homecoming homecoming;
    private final HoldingsCheck holdings;
    private final LossBrake brake;
    private final KeptAnswers answers;
    private final OnceRules once;
    private final ReignRules reign;
    private final Clock clock = new Clock();

    /** An empty cluster over an empty placer. */
    public ClusterState(Placer placer, CoreSettings first) {
        this.placer = placer;
        settings = new SettingsInForce(first);
        WindowTable windowTable = new WindowTable(settings::stopGrace);
        Population population = new Population();
        tables = new Tables(windowTable, population);
        reign = new ReignRules(placer);
        clusters = new VirtualClusterRules(placer, population);
        pastUse = new PastUseRules(placer);
        discovery = new DiscoveryRules(settings::discovery);
        members = new MemberRules(node -> tables.node(node) != null);
        access = new AccessRules(clock, settings::maxNodes);
        groups = new WorkerGroups(tables, placer);
        avoidance = new Avoidance(tables, placer, deadlines);
        lifecycle =
                new Lifecycle(
                        tables,
                        placer,
                        groups,
                        new WorkloadDeadlines(deadlines, settings),
                        settings);
        HeldApart apart = new HeldApart(tables, placer, avoidance, settings);
        WorkAdoption adoption =
                new WorkAdoption(
                        tables, placer, lifecycle, avoidance, apart, settings, reign::fleet);
        Restarts restarts = new Restarts(groups::mayTryAgain, first.seed());
        ends = new Ends(tables, placer, groups, restarts, lifecycle, avoidance, adoption);
        stops = new StopRequests(tables, lifecycle, ends, apart);
        reports = new Reports(tables, lifecycle, ends, avoidance, adoption, apart, settings);
        oldWork = new OldWork(tables, lifecycle, avoidance, reports, settings);
        homecoming = new Homecoming(tables, settings.recovery().waitForNodes());
        holdings = new HoldingsCheck(tables, placer, homecoming);
        GpuHealth health = new GpuHealth(tables, lifecycle);
        brake = new LossBrake(deadlines, settings);
        absences = new Absences(tables, placer, ends, oldWork, brake, deadlines, settings);
        drains = new Drains(tables, placer, lifecycle, brake, deadlines, settings);
        windows = new WindowRules(windowTable, drains, deadlines);
        nodes =
                new NodeRules(
                        tables,
                        placer,
                        lifecycle,
                        new Reconciliation(
                                tables, lifecycle, ends, reports, health, adoption, apart),
                        oldWork,
                        absences,
                        settings);
        submission =
                new Submission(tables, placer, groups, lifecycle, clusters, homecoming, settings);
        workspaces =
                new WorkspaceRules(
                        new WorkspaceRules.Workloads(
                                tables::workload,
                                submission::submit,
                                (turn, workload) -> stops.end(turn, workload, false)),
                        clusters,
                        population);
        timeouts =
                new Timeouts(
                        tables,
                        new WorkloadTimeouts(tables, lifecycle, ends, settings),
                        nodes,
                        absences,
                        oldWork,
                        windows,
                        new Timeouts.Clockwork(deadlines, settings));
        answers = new KeptAnswers(settings::answers);
        Revisions revisions =
                new Revisions(
                        new Revisions.Records(
                                tables::nodeRevision,
                                tables::workloadRevision,
                                clusters::revision,
                                windowTable::revision,
                                members::revision,
                                workspaces::revision));
        once = new OnceRules(answers, revisions, this::applied);
        marks = new NodeMarks(tables, placer, health);
    }

    /**
     * Enters what a store held, once, before the first command. Every node is away until it
     * returns.
     */
    public void load(Snapshot snapshot, Moment now) {
        numbering.resumeAfter(snapshot.lastEventSequence(), snapshot.beginningRevision());
        tables.load(snapshot.continuity());
        clock.load(snapshot.continuity().clock(), now);
        reign.load(snapshot);
        members.load(snapshot.members());
        access.load(snapshot.access());
        answers.load(snapshot.answers(), clock, now);
        snapshot.virtualClusters().forEach(clusters::load);
        pastUse.load(snapshot.pastUse(), now);
        discovery.load(snapshot.discovery());
        windows.load(snapshot.windows(), now);
        nodes.load(
                snapshot.nodes().stream().sorted(Comparator.comparing(NodeRecord::id)).toList(),
                now.nanos());
        List<WorkloadRecord> workloads = snapshot.workloadsInTurn();
        for (WorkloadRecord workload : workloads) {
            tables.put(workload);
            groups.add(workload);
            oldWork.load(workload);
            lifecycle.resume(now.nanos(), now.wall(), clock, workload);
        }
        workspaces.load(snapshot.workspaces());
        homecoming.load(snapshot, now.nanos());
        absences.load(homecoming::awaits);
        drains.load(now.nanos(), clock);
        workloads.stream()
                .filter(Pending.class::isInstance)
                .map(Pending.class::cast)
                .filter(workload -> workload.pendingGates().isEmpty())
                .forEach(ends::resume);
    }

    /** Applies one command. Never throws on a bad one: that is a {@link Outcome.Refused}. */
    public <O extends Outcome.Granted> Applied<O> apply(
            Caller caller, Command<O> command, Moment now) {
        Turn turn = new Turn(now, caller, numbering);
        Applied<O> applied = applied(turn, command);
        touch(command);
        workspaces.follow(turn, tables.takeEnded());
        drains.follow(turn);
        return turn.with(applied.verdict());
    }

    @SuppressWarnings("unchecked") // Command.by holds each rule to what its command is granted
    private <O extends Outcome.Granted> Applied<O> applied(Turn turn, Command<O> command) {
        return (Applied<O>) apply(turn, command);
    }

    /** What is said by or of a node may be the end of its drain. */
    private void touch(Command<?> command) {
        NodeId node =
                switch (command) {
                    case Command.RegisterNode said -> said.node();
                    case Command.ReportWorkload said -> said.node();
                    case Command.ReportLiveness said -> said.node();
                    default -> null;
                };
        NodeEntry entry = node == null ? null : tables.node(node);
        if (entry != null) {
            tables.touch(entry);
        }
    }

    private Applied<Outcome.Changed> tick(Turn turn) {
        holdings.step(turn);
        access.sweep(turn);
        answers.sweep(turn);
        return timeouts.check(turn);
    }

    private Applied<?> apply(Turn turn, Command<?> command) {
        windows.catchUp(turn);
        return switch (command) {
            case Command.RegisterNode register -> register.by(nodes.register(turn, register));
            case Command.SessionClosed closed -> closed.by(nodes.closed(turn, closed));
            case Command.ReportLiveness liveness -> liveness.by(absences.liveness(turn, liveness));
            case Command.ReportMissing missing -> missing.by(absences.missing(turn, missing));
            case Command.AcceptLosses accept -> accept.by(absences.acceptLosses(turn));
            case Command.LoseNode lost -> lost.by(absences.silentTooLong(turn, lost));
            case Command.OwnPause pause -> pause.by(timeouts.ownPause(turn, pause.pause()));
            case Command.DrainNode drain -> drain.by(drains.drain(turn, drain));
            case Command.DeleteNode delete -> delete.by(delete(turn, delete.node()));
            case Command.CordonNode cordon -> cordon.by(marks.cordon(turn, cordon));
            case Command.UncordonNode uncordon -> uncordon.by(marks.uncordon(turn, uncordon));
            case Command.SetNodeLabel label -> label.by(marks.setLabel(turn, label));
            case Command.RemoveNodeLabel label -> label.by(marks.removeLabel(turn, label));
            case Command.SetNodeTaint taint -> taint.by(marks.setTaint(turn, taint));
            case Command.RemoveNodeTaint taint -> taint.by(marks.removeTaint(turn, taint));
            case Command.SetNodeCondition condition ->
                    condition.by(marks.setCondition(turn, condition));
            case Command.SubmitWorkload submit -> submit.by(submission.submit(turn, submit));
            case Command.StopWorkload stop -> stop.by(stops.stop(turn, stop));
            case Command.StopWorkloads stop -> stop.by(stops.stopAll(turn, stop));
            case Command.ReportWorkload report -> report.by(report(turn, report));
            case Command.ClearGate gate -> gate.by(submission.clearGate(turn, gate));
            case Command.SetVirtualCluster set -> set.by(clusters.set(turn, set));
            case Command.RemoveVirtualCluster remove ->
                    remove.by(clusters.remove(turn, remove.name()));
            case Command.CreateWorkspace create -> create.by(workspaces.create(turn, create));
            case Command.DeleteWorkspace delete -> delete.by(workspaces.delete(turn, delete.id()));
            case Command.SetMaintenance set -> set.by(windows.set(turn, set));
            case Command.RemoveMaintenance remove -> remove.by(windows.remove(turn, remove.name()));
            case Command.SetServing serving -> serving.by(reign.setServing(turn, serving));
            case DiscoveryCommand<?> wish -> discovery.apply(turn, wish);
            case MembershipCommand wish -> wish.by(members.apply(turn, wish));
            case AccessCommand<?> wish -> access.apply(turn, wish);
            case Command.Once<?> wish -> once.apply(turn, wish);
            case Command.Retire retire -> retire.by(retire(turn));
            case Command.BeginReign begun -> begun.by(reign.begin(turn, begun));
            case Command.NoteAudit note -> note.by(reign.noteAudit(turn, note));
            case Command.Tick tick -> tick.by(tick(turn));
        };
    }

    /**
     * Lets the placer work through what waits, at most {@code limit} decisions, and starts and
     * evicts as it says. Called after the commands of a batch, with the batch's time.
     */
    public Applied<Outcome.Changed> schedule(Moment now, int limit) {
        Turn turn = new Turn(now, Caller.GATEWAY, numbering);
        ends.endStranded(turn);
        for (Decision decision : decisions(now, limit)) {
            switch (decision) {
                case Decision.Start start ->
                        start.assignments()
                                .forEach(assignment -> lifecycle.assign(turn, assignment));
                case Decision.Evict evict -> lifecycle.evict(turn, evict);
            }
        }
        workspaces.follow(turn, tables.takeEnded());
        drains.follow(turn);
        return turn.done();
    }

    /**
     * After a restart work waits until the nodes that may run it are back; before the end, for it.
     */
    private List<Decision> decisions(Moment now, int limit) {
        return homecoming.whyNot(now.nanos()) == null ? placer.decide(now, limit) : List.of();
    }

    /**
     * Has what virtual clusters held of late written down, if the last record is old enough. Called
     * at the end of a batch that is stored anyway, so that this alone never wakes a disk.
     */
    public Applied<Outcome.Changed> savePastUse(Moment now) {
        return pastUse.save(new Turn(now, Caller.GATEWAY, numbering));
    }

    /**
     * Looks whether the wall clock has jumped: before the commands of a batch, so that nothing is
     * stored by a time that a later start could not make out.
     */
    public Applied<Outcome.Changed> lookAtClock(Moment now) {
        Turn turn = new Turn(now, Caller.GATEWAY, numbering);
        clock.look(turn);
        return turn.done();
    }

    /**
     * Goes by other settings from now on, between two commands; timers that run already, too.
     * Nothing is decided or given up by the change alone.
     */
    public Applied<Outcome.Changed> change(CoreSettings next, Moment now) {
        Turn turn = new Turn(now, Caller.GATEWAY, numbering);
        CoreSettings before = settings.all();
        settings.change(next);
        brake.settingsChanged(before.losses(), now.nanos());
        timeouts.settingsChanged(before, turn);
        return turn.done();
    }

    /** Has what the wall clock shows written down, in the same way. */
    public Applied<Outcome.Changed> saveClock(Moment now) {
        return clock.save(new Turn(now, Caller.GATEWAY, numbering));
    }

    private Applied<Outcome.Changed> retire(Turn turn) {
        homecoming.retire();
        return turn.unchanged();
    }

    /** Whatever is installed in its place may join by its name, unless another is called so too. */
    private Applied<Outcome.Changed> delete(Turn turn, NodeId node) {
        NodeEntry entry = tables.node(node);
        Applied<Outcome.Changed> deleted = nodes.delete(turn, node);
        if (entry != null
                && deleted.verdict() instanceof Verdict.Granted<Outcome.Changed>
                && tables.nodes().stream()
                        .map(other -> other.record)
                        .noneMatch(other ->
                                other.name().equals(entry.record.name())
                                        && !other.id().equals(node))) {
            access.nodeDeleted(turn, entry.record.name());
        }
        return deleted;
    }

    private Applied<Outcome.Changed> report(Turn turn, Command.ReportWorkload command) {
        if (oldWork.heard(turn, command)) {
            return turn.unchanged();
        }
        avoidance.heard(turn, command);
        return reports.report(turn, command);
    }

    /** How many things will be due some day: as many as there are subjects that wait for one. */
    public int deadlines() {
        return deadlines.size();
    }

    /** How many answers are kept under callers' keys. */
    public int answers() {
        return answers.size();
    }

    /** How long until something is due, if nothing else happens. */
    public Duration untilDue(Moment now) {
        return deadlines.untilNext(now.nanos());
    }

    /** For tests and checks: the current record, durable or not. */
    @Nullable WorkloadRecord workload(WorkloadId id) {
        return tables.workload(id);
    }
}
