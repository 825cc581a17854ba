package dev.clawgateway.core.state.space;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import dev.clawgateway.core.space.WorkspaceSpec;
import dev.clawgateway.core.space.WorkspaceText;
import dev.clawgateway.core.state.share.Population;
import dev.clawgateway.core.state.share.VirtualClusterRules;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes workspaces, each with its workload by the same command, and takes them away: that is kept
 * from the moment it is wished, with the stop of the workload, and done when the workload has
 * ended.
 */
public final class WorkspaceRules {
    /**
     * The workloads as far as workspaces have to do with them.
     *
     * @param find null for one that is not known, or no longer
     * @param submit what is refused leaves no trace
     * @param end ends one for good
     */
    public record Workloads(
            Function<WorkloadId, @Nullable WorkloadRecord> find,
            BiFunction<Turn, Command.SubmitWorkload, Applied<Outcome.Submitted>> submit,
            BiConsumer<Turn, WorkloadRecord> end) {}

    private record Place(String cluster, String name) {}

    private final Workloads workloads;
    private final VirtualClusterRules clusters;
    private final Population population;
    private final Map<WorkspaceId, Workspace> known = new HashMap<>();
    private final Map<WorkloadId, WorkspaceId> byWorkload = new HashMap<>();
    private final Map<Place, WorkspaceId> taken = new HashMap<>();

    /** Loaded ones that are to go: whether their workloads have ended is looked at once. */
    private final List<WorkspaceId> leftOver = new ArrayList<>();

    public WorkspaceRules(
            Workloads workloads, VirtualClusterRules clusters, Population population) {
        this.workloads = workloads;
        this.clusters = clusters;
        this.population = population;
    }

    /** Of the one with that id; null where there is none. */
    public @Nullable Long revision(WorkspaceId id) {
        Workspace workspace = known.get(id);
        return workspace == null ? null : workspace.revision();
    }

    /** Enters what was stored, once. */
    public void load(Collection<Workspace> stored) {
        for (Workspace workspace : stored) {
            put(workspace);
            if (workspace.deleting()) {
                leftOver.add(workspace.id());
            }
        }
    }

    /** Makes one, and the workload that it is. */
    public Applied<Outcome.Opened> create(Turn turn, Command.CreateWorkspace command) {
        String cluster = clusters.named(command.cluster());
        Workspace wanted =
                new Workspace(
                        command.id(),
                        command.name(),
                        command.repo(),
                        cluster == null ? command.cluster() : cluster,
                        command.workload(),
                        turn.now().wall(),
                        turn.caller(),
                        null,
                        0);
        Outcome.Refused refusal = refusal(wanted, command.wanted());
        if (refusal != null) {
            return turn.refused(refusal);
        }
        WorkloadSpec spec = WorkspaceSpec.of(wanted, command.wanted());
        Applied<Outcome.Submitted> submitted =
                workloads.submit.apply(
                        turn, new Command.SubmitWorkload(command.workload(), spec, null, true));
        if (submitted.verdict() instanceof Verdict.Refused<?>(Outcome.Refused why)) {
            return turn.refused(why);
        }
        Workspace made = turn.save(wanted);
        put(made);
        tell(turn, Event.Kind.WORKSPACE_CREATED, made);
        return turn.granted(new Outcome.Opened(made));
    }

    private Outcome.@Nullable Refused refusal(Workspace wanted, WorkloadSpec spec) {
        String problem = problem(wanted, spec);
        WorkspaceId other = taken.get(place(wanted));
        if (problem != null) {
            return new Outcome.Refused(ErrorCode.INVALID_REQUEST, problem);
        } else if (other != null) {
            Workspace there = known.get(other);
            String gone = there != null && there.deleting() ? ", which is being deleted" : "";
            return new Outcome.Refused(
                    ErrorCode.CONFLICT,
                    "name: there is a workspace '%s' in virtual cluster '%s'%s"
                            .formatted(wanted.name(), wanted.cluster(), gone));
        } else if (known.containsKey(wanted.id())) {
            return new Outcome.Refused(
                    ErrorCode.CONFLICT, "there is a workspace with id " + wanted.id());
        } else if (known.size() >= Workspace.MOST) {
            return new Outcome.Refused(
                    ErrorCode.CONFLICT,
                    "there are " + known.size() + " workspaces, the most; delete some first");
        }
        return null;
    }

    private @Nullable String problem(Workspace wanted, WorkloadSpec spec) {
        String name = WorkspaceText.nameProblem(wanted.name());
        String repo = name == null ? WorkspaceText.repoProblem(wanted.repo()) : name;
        String cluster = repo == null ? clusters.refusal(wanted.cluster()) : null;
        if (cluster != null) {
            return "cluster: " + cluster;
        }
        return repo == null ? WorkspaceSpec.problem(spec) : repo;
    }

    /** Has one go: its workload is stopped for good, and it is gone when that has ended. */
    public Applied<Outcome.Changed> delete(Turn turn, WorkspaceId id) {
        Workspace workspace = known.get(id);
        if (workspace == null) {
            return turn.refused(ErrorCode.NOT_FOUND, "no workspace with id " + id);
        } else if (workspace.deleting()) {
            return turn.unchanged();
        }
        Workspace going = turn.save(workspace.deleted(turn.now().wall(), turn.caller()));
        put(going);
        tell(turn, Event.Kind.WORKSPACE_DELETE_REQUESTED, going);
        end(turn, going);
        return turn.done();
    }

    /** Those that are to go, and whose workloads have ended by now, are gone. */
    public void follow(Turn turn, Collection<WorkloadId> ended) {
        for (WorkspaceId id : leftOver) {
            Workspace workspace = known.get(id);
            if (workspace != null) {
                end(turn, workspace);
            }
        }
        leftOver.clear();
        for (WorkloadId workload : ended) {
            WorkspaceId id = byWorkload.get(workload);
            Workspace workspace = id == null ? null : known.get(id);
            if (workspace != null && workspace.deleting()) {
                forget(turn, workspace);
            }
        }
    }

    /** Its workload is stopped, unless it is already; without one it is gone at once. */
    private void end(Turn turn, Workspace going) {
        WorkloadRecord workload = workloads.find.apply(going.workload());
        if (workload == null || workload instanceof Ended) {
            forget(turn, going);
        } else {
            workloads.end.accept(turn, workload);
        }
    }

    private void forget(Turn turn, Workspace workspace) {
        known.remove(workspace.id());
        byWorkload.remove(workspace.workload());
        taken.remove(place(workspace));
        population.left(workspace.cluster());
        turn.change(new Change.WorkspaceForgotten(workspace.id()));
        tell(turn, Event.Kind.WORKSPACE_DELETED, workspace);
    }

    private void put(Workspace workspace) {
        if (known.put(workspace.id(), workspace) == null) {
            population.entered(workspace.cluster());
        }
        byWorkload.put(workspace.workload(), workspace.id());
        taken.put(place(workspace), workspace.id());
    }

    private static Place place(Workspace workspace) {
        return new Place(workspace.cluster(), workspace.name());
    }

    private static void tell(Turn turn, Event.Kind kind, Workspace workspace) {
        turn.event(kind, workspace, workspace.name());
    }
}
