package dev.clawgateway.core.state;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.WaitingWords;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.state.share.VirtualClusterRules;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.rules.SpecRules;
import dev.clawgateway.core.workload.rules.TextLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepts or refuses new workloads, and clears their gates. What is refused leaves no trace. */
final class Submission {
    /** Most workers of one parallel workload. */
    static final int MAX_COMPLETIONS = 10_000;

    private final Tables tables;
    private final Placer placer;
    private final WorkerGroups groups;
    private final Lifecycle lifecycle;
    private final VirtualClusterRules clusters;
    private final Homecoming homecoming;
    private final SettingsInForce settings;

    Submission(
            Tables tables,
            Placer placer,
            WorkerGroups groups,
            Lifecycle lifecycle,
            VirtualClusterRules clusters,
            Homecoming homecoming,
            SettingsInForce settings) {
        this.tables = tables;
        this.placer = placer;
        this.groups = groups;
        this.lifecycle = lifecycle;
        this.clusters = clusters;
        this.homecoming = homecoming;
        this.settings = settings;
    }

    Applied<Outcome.Submitted> submit(Turn turn, Command.SubmitWorkload command) {
        Outcome.Refused refusal = refusal(turn, command);
        if (refusal != null) {
            return turn.refused(refusal);
        }
        List<Pending> workers = workers(turn, command);
        Pending first = workers.getFirst();
        Instant notBefore = first.spec().scheduling().queue().notBefore();
        boolean later = notBefore != null && notBefore.isAfter(turn.now().wall());
        if (!first.pendingGates().isEmpty()) {
            return keep(turn, workers, "waiting for gates");
        } else if (command.queue() || later) {
            Applied<Outcome.Submitted> kept =
                    keep(turn, workers, later ? "not before " + notBefore : "queued");
            groups.release(first);
            return kept;
        }
        return placeOrRefuse(turn, workers);
    }

    Applied<Outcome.GateCleared> clearGate(Turn turn, Command.ClearGate command) {
        WorkloadRecord workload = tables.workload(command.workload());
        if (workload == null) {
            return turn.refused(
                    ErrorCode.WORKLOAD_NOT_FOUND, "no workload with id " + command.workload());
        }
        List<WorkloadRecord> together = new ArrayList<>(List.of(workload));
        together.addAll(groups.others(workload));
        List<String> pending = List.of();
        for (WorkloadRecord worker : together) {
            WorkloadRecord cleared = worker.withGateCleared(command.gate());
            if (cleared instanceof Pending waiting && !worker.pendingGates().isEmpty()) {
                cleared = waiting.waiting(WaitingWords.of(waiting, turn.now().wall()));
            }
            lifecycle.save(turn, cleared);
            pending = cleared.pendingGates();
        }
        if (!workload.clearedGates().contains(command.gate())) {
            turn.event(Event.Kind.WORKLOAD_GATE_CLEARED, workload, command.gate());
        }
        WorkloadRecord now = tables.workload(command.workload());
        if (now != null
                && !workload.pendingGates().isEmpty()
                && pending.isEmpty()
                && !(now instanceof Ended)) {
            groups.release(now);
        }
        return turn.granted(new Outcome.GateCleared(now == null ? pending : now.pendingGates()));
    }

    private Outcome.@Nullable Refused refusal(Turn turn, Command.SubmitWorkload command) {
        String violation =
                TextLimits.violation(command.spec())
                        .or(() -> SpecRules.violation(command.spec()))
                        .orElse(null);
        String policy = command.spec().scheduling().policy();
        String cluster = command.spec().scheduling().queue().virtualCluster();
        String undeclared = settings.undeclaredClusters() ? null : clusters.refusal(cluster);
        int workers = workerCount(command.spec());
        Gang gang = command.spec().scheduling().gang();
        if (violation != null) {
            return new Outcome.Refused(ErrorCode.INVALID_REQUEST, violation);
        } else if (undeclared != null) {
            return new Outcome.Refused(ErrorCode.INVALID_REQUEST, undeclared);
        } else if (policy != null && !placer.policies().contains(policy)) {
            return new Outcome.Refused(
                    ErrorCode.INVALID_REQUEST,
                    "scheduling.policy: unknown '"
                            + policy
                            + "'; known: "
                            + String.join(", ", placer.policies()));
        } else if (gang != null && gang.minMembers() > workers) {
            return new Outcome.Refused(
                    ErrorCode.INVALID_REQUEST,
                    "scheduling.gang.min_members: more than scheduling.parallel.completions");
        } else if (workers > MAX_COMPLETIONS) {
            return new Outcome.Refused(
                    ErrorCode.INVALID_REQUEST,
                    "scheduling.parallel.completions: at most "
                            + MAX_COMPLETIONS
                            + ", was "
                            + workers);
        } else if (tables.workload(command.id()) != null) {
            return new Outcome.Refused(
                    ErrorCode.INVALID_REQUEST, "workload " + command.id() + " exists already");
        } else if (!makeRoom(turn, workers)) {
            return new Outcome.Refused(
                    ErrorCode.OVERLOADED,
                    "the gateway holds "
                            + tables.workloadCount()
                            + " workloads, at most "
                            + settings.maxWorkloads());
        }
        return command.target() == null ? null : targetRefusal(command.target());
    }

    private Outcome.@Nullable Refused targetRefusal(NodeId target) {
        NodeEntry entry = tables.node(target);
        if (entry == null) {
            return new Outcome.Refused(ErrorCode.NODE_NOT_FOUND, "no node with id " + target);
        }
        Availability availability = entry.availability();
        Avoided avoided = entry.avoided();
        String why =
                availability == Availability.AVOIDED && avoided != null
                        ? avoided.text()
                        : availability.name().toLowerCase(Locale.ROOT);
        return availability == Availability.OPEN
                ? null
                : new Outcome.Refused(
                        ErrorCode.NO_CAPACITY, "node " + target + " is not available: " + why);
    }

    private boolean makeRoom(Turn turn, int workers) {
        while (tables.workloadCount() + workers > settings.maxWorkloads()) {
            WorkloadId oldest = tables.oldestFinished();
            if (oldest == null) {
                return false;
            }
            lifecycle.forget(turn, oldest);
        }
        return true;
    }

    private Applied<Outcome.Submitted> keep(Turn turn, List<Pending> workers, String reason) {
        for (Pending worker : workers) {
            enter(turn, worker);
        }
        Pending first = workers.getFirst();
        return turn.granted(new Outcome.Waiting(first.id(), first.pendingGates(), reason));
    }

    private void enter(Turn turn, Pending worker) {
        lifecycle.save(turn, worker);
        groups.add(worker);
        turn.event(Event.Kind.WORKLOAD_SUBMITTED, worker, worker.spec().image());
    }

    private Applied<Outcome.Submitted> placeOrRefuse(Turn turn, List<Pending> workers) {
        String held = homecoming.whyNot(turn.now().nanos());
        if (held != null) {
            return turn.refused(ErrorCode.NO_CAPACITY, held);
        }
        Pending first = workers.getFirst();
        Gang gang = first.spec().scheduling().gang();
        PendingWorkload pending =
                gang == null ? WorkerGroups.single(first) : WorkerGroups.gang(workers, gang);
        return switch (placer.place(pending, turn.now())) {
            case Placement.Unplaced unplaced ->
                    turn.refused(ErrorCode.NO_CAPACITY, unplaced.explanation().summary());
            case Placement.Placed placed -> {
                workers.forEach(worker -> enter(turn, worker));
                placed.assignments().forEach(assignment -> lifecycle.assign(turn, assignment));
                if (workers.size() > placed.assignments().size() && gang == null) {
                    groups.release(workers.getLast());
                }
                yield turn.granted(
                        new Outcome.Placed(
                                first.id(), placed.assignments().getFirst().allocation().node()));
            }
        };
    }

    private static int workerCount(WorkloadSpec spec) {
        Parallel parallel = spec.scheduling().parallel();
        return parallel == null ? 1 : parallel.completions();
    }

    private static List<Pending> workers(Turn turn, Command.SubmitWorkload command) {
        Instant now = turn.now().wall();
        int count = workerCount(command.spec());
        boolean alone = count == 1 && command.spec().scheduling().gang() == null;
        List<Pending> workers = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            Pending worker =
                    Pending.submitted(
                            index == 0 ? command.id() : workerId(command.id(), index),
                            new Origin(
                                    workerSpec(command.spec(), index),
                                    command.target(),
                                    alone ? null : new WorkerPlace(command.id(), index),
                                    now,
                                    turn.caller()));
            workers.add(worker.waiting(WaitingWords.of(worker, now)));
        }
        return workers;
    }

    /**
     * Ids of later workers follow from the first, so that the same command makes the same
     * workloads.
     */
    private static WorkloadId workerId(WorkloadId first, int index) {
        return new WorkloadId(
                UUID.nameUUIDFromBytes((first + "/" + index).getBytes(StandardCharsets.UTF_8)));
    }

    private static WorkloadSpec workerSpec(WorkloadSpec spec, int index) {
        Parallel parallel = spec.scheduling().parallel();
        if (parallel == null || parallel.mode() == CompletionMode.NON_INDEXED) {
            return spec;
        }
        Map<String, String> env = new LinkedHashMap<>(spec.env());
        env.put("WORKLOAD_COMPLETION_INDEX", Integer.toString(index));
        return spec.withEnv(env);
    }
}
