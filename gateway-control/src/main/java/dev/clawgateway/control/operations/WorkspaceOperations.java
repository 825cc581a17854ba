package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Sight;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.operations.lists.ListedWorkspace;
import dev.clawgateway.control.operations.lists.Listing;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceDefaults;
import dev.clawgateway.core.space.WorkspaceId;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.core.time.Time;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is done about workspaces, and asked. Answers come from what is durable. */
public final class WorkspaceOperations {
    /** By cluster and name: no name of a workspace has a slash. */
    private static final Listing<Workspace, ?> BY_PLACE =
            Listing.byName(workspace -> workspace.cluster() + "/" + workspace.name());

    private final Desk desk;
    private final ClusterView view;
    private final Time time;
    private final Supplier<UUID> ids;
    private final Supplier<WorkspaceDefaults> defaults;

    /**
     * Over a view.
     *
     * @param ids makes the ids of new workspaces and of their workloads
     * @param defaults as they are when a workspace is made
     */
    public WorkspaceOperations(
            Desk desk,
            ClusterView view,
            Time time,
            Supplier<UUID> ids,
            Supplier<WorkspaceDefaults> defaults) {
        this.desk = desk;
        this.view = view;
        this.time = time;
        this.ids = ids;
        this.defaults = defaults;
    }

    /**
     * Those that the caller sees, by cluster and name.
     *
     * @param cluster only those of that virtual cluster, by id or name; null for all
     */
    public void list(
            Caller caller,
            @Nullable String cluster,
            PageRequest page,
            Reply<Page<ListedWorkspace>> reply) {
        desk.askLater(caller, Operation.LIST_WORKSPACES, reply, () -> page(caller, cluster, page));
    }

    private Answer<Page<ListedWorkspace>> page(
            Caller caller, @Nullable String cluster, PageRequest page) {
        String name = cluster == null ? null : view.clusterName(cluster);
        Sight sight = Sight.of(caller);
        List<Workspace> wanted =
                view.workspaces().stream()
                        .filter(one ->
                                sight.sees(one) && (name == null || one.cluster().equals(name)))
                        .toList();
        return Refusals.orNotACursor(
                page,
                BY_PLACE.page(wanted, page)
                        .map(part -> part.map(one -> ListedWorkspace.of(one, view))));
    }

    /**
     * One, by its id, or by its name where no other in sight has it. Of one that waits the
     * placement engine knows best why.
     */
    public void get(Caller caller, String idOrName, Reply<ListedWorkspace> reply) {
        Found found = find(caller, idOrName);
        Target target = target(idOrName, found);
        Workspace workspace = found.workspace();
        if (!desk.admits(caller, Operation.GET_WORKSPACE, target, reply)) {
            return;
        } else if (workspace == null) {
            reply.answer(refused(idOrName, found));
            return;
        }
        WorkloadRecord workload = view.workload(workspace.workload());
        boolean asked =
                workload != null
                        && ListedWorkload.queued(workload)
                        && desk.tryEngine(
                                reply,
                                placer ->
                                        placer.explain(
                                                ListedWorkload.queueName(workload), time.moment()),
                                why -> shown(workspace.id(), idOrName, why));
        if (!asked) {
            reply.answer(shown(workspace.id(), idOrName, null));
        }
    }

    /** As published now, which may be after the question was put. */
    private Answer<ListedWorkspace> shown(WorkspaceId id, String named, @Nullable Explanation why) {
        Workspace workspace = view.workspace(id);
        if (workspace == null) {
            return new Answer.Refused<>(ErrorCode.NOT_FOUND, "no workspace '" + named + "'");
        }
        WorkloadRecord workload = view.workload(workspace.workload());
        ListedWorkspace shown = ListedWorkspace.of(workspace, view);
        return new Answer.Given<>(
                why != null && workload != null && ListedWorkload.queued(workload)
                        ? shown.because(Explained.waiting(workload, why))
                        : shown);
    }

    /** Makes one. */
    public void create(Caller caller, WorkspaceWish wish, Reply<ListedWorkspace> reply) {
        desk.order(
                caller,
                Operation.CREATE_WORKSPACE,
                Target.in(view.clusterName(wish.cluster()), caller.principal()),
                new Command.CreateWorkspace(
                        new WorkspaceId(ids.get()),
                        new WorkloadId(ids.get()),
                        wish.name(),
                        wish.repo(),
                        wish.cluster(),
                        wish.container().spec(defaults.get())),
                reply,
                (Outcome.Opened opened) -> ListedWorkspace.opened(opened.workspace()));
    }

    /**
     * Has one go, by its id, or by its name where no other in sight has it; answers whether it was
     * not on its way already.
     */
    public void delete(Caller caller, String idOrName, Reply<Boolean> reply) {
        Found found = find(caller, idOrName);
        WorkspaceId id = found.id();
        Target target = target(idOrName, found);
        if (id == null) {
            desk.ask(
                    caller,
                    Operation.DELETE_WORKSPACE,
                    target,
                    reply,
                    () -> refused(idOrName, found));
        } else {
            desk.change(
                    caller,
                    Operation.DELETE_WORKSPACE,
                    target,
                    new Command.DeleteWorkspace(id),
                    reply);
        }
    }

    /**
     * What an id or a name stands for.
     *
     * @param id null where it is no id, and not one workspace's name
     * @param workspace null where there is none, or several
     */
    private record Found(
            @Nullable WorkspaceId id, @Nullable Workspace workspace, boolean several) {}

    private Found find(Caller caller, String idOrName) {
        WorkspaceId id = id(idOrName);
        if (id != null) {
            return new Found(id, view.workspace(id), false);
        }
        Sight sight = Sight.of(caller);
        List<Workspace> named =
                view.workspaces().stream()
                        .filter(one -> one.name().equals(idOrName) && sight.sees(one))
                        .toList();
        return named.size() == 1
                ? new Found(named.getFirst().id(), named.getFirst(), false)
                : new Found(null, null, named.size() > 1);
    }

    private static @Nullable WorkspaceId id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? new WorkspaceId(id) : null;
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }

    private static Target target(String idOrName, Found found) {
        Workspace workspace = found.workspace();
        return new Target.OfWorkspace(idOrName, workspace == null ? null : Target.of(workspace));
    }

    private static <T> Answer<T> refused(String idOrName, Found found) {
        return found.several()
                ? new Answer.Refused<>(
                        ErrorCode.CONFLICT,
                        "several workspaces are called '" + idOrName + "'; say which by its id")
                : new Answer.Refused<>(ErrorCode.NOT_FOUND, "no workspace '" + idOrName + "'");
    }
}
