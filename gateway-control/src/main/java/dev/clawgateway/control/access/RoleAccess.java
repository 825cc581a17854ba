package dev.clawgateway.control.access;

import dev.clawgateway.control.access.Permission.Scope;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import org.jspecify.annotations.Nullable;

/** The door of a gateway that knows who its callers are: by one table, and closed otherwise. */
public final class RoleAccess implements Access {
    private static final Decision ALLOWED = new Decision.Allowed();

    /** In which callers speak of their credentials. */
    private static final String ACCESS = "access";

    private static final Decision UNSEEN = new Decision.Unseen();

    @Override
    public Decision decide(Caller caller, Operation operation, Target target) {
        Permission permission = Permissions.of(operation);
        Rights rights = caller.rights();
        return switch (caller.principal()) {
            case Principal.Node(NodeId id) -> node(permission, operation, id, target);
            case Principal.Device(String id) when rights == null && holdsNodes(caller, id) ->
                    holder(permission, operation);
            case Principal.Operator _, Principal.Device _ ->
                    rights == null
                            ? guest(permission, operation)
                            : person(permission, operation, caller, rights, target);
            // It asks at no door, and nobody comes in as the gateway.
            case Principal.Gateway _ -> denied(operation, "is not for the gateway itself");
        };
    }

    private static Decision node(
            Permission permission, Operation operation, NodeId id, Target target) {
        return switch (permission.nodes()) {
            case NEVER -> denied(operation, "is not for nodes");
            case ITSELF ->
                    target.equals(Target.of(id))
                            ? ALLOWED
                            : denied(operation, "is for the node itself; this is " + id);
            case ALWAYS -> ALLOWED;
        };
    }

    /** Whether it has shown a node's credential, outside of any session of that node. */
    private static boolean holdsNodes(Caller caller, String id) {
        return caller.dialect().equals(ACCESS) && id.startsWith(Holder.NODES);
    }

    /** What is about the node itself is done in its session, where its id is known. */
    private static Decision holder(Permission permission, Operation operation) {
        return switch (permission.nodes()) {
            case NEVER -> guest(permission, operation);
            case ITSELF -> denied(operation, "is for a session of the node");
            case ALWAYS -> ALLOWED;
        };
    }

    /** Whom nobody asked, at a listener that lets such in. */
    private static Decision guest(Permission permission, Operation operation) {
        return permission.guests() ? ALLOWED : denied(operation, "needs a credential");
    }

    private static Decision person(
            Permission permission,
            Operation operation,
            Caller caller,
            Rights rights,
            Target target) {
        Role needed = permission.role();
        if (needed == null) {
            return denied(operation, "is for nodes alone, with a credential of their own");
        } else if (!rights.role().includes(needed)) {
            return tooSmall(operation, "", needed, rights);
        }
        return switch (permission.scope()) {
            case ALL, LIST, RIGHTS -> ALLOWED;
            case FLEET -> Sight.unlimited(rights) ? ALLOWED : limited(operation, rights);
            case WORKLOAD, OWN -> workload(permission.scope(), operation, caller, rights, target);
        };
    }

    private static Decision workload(
            Scope scope, Operation operation, Caller caller, Rights rights, Target target) {
        boolean others = scope == Scope.WORKLOAD || rights.role().includes(Role.ADMIN);
        Sight sight = Sight.of(caller);
        return switch (target) {
            case Target.Nothing _, Target.OfNode _ ->
                    Sight.unlimited(rights) && others ? ALLOWED : limited(operation, rights);
            case Target.OfWorkspace(var _, Target.@Nullable OfWorkload workload)
                    when workload != null ->
                    workload(scope, operation, caller, rights, workload);
            case Target.OfUnknown _, Target.OfWorkspace _ ->
                    Sight.unlimited(rights) && others ? ALLOWED : UNSEEN;
            case Target.OfWorkload(var id, String cluster, _) when id == null ->
                    sight.covers(cluster) ? ALLOWED : elsewhere(operation, cluster, rights);
            case Target.OfWorkload workload when !sight.sees(workload) -> UNSEEN;
            case Target.OfWorkload(_, _, @Nullable Principal owner) ->
                    others || sight.owns(owner)
                            ? ALLOWED
                            : tooSmall(operation, " of another's workload", Role.ADMIN, rights);
        };
    }

    private static Decision tooSmall(Operation operation, String what, Role needed, Rights rights) {
        return new Decision.Denied(
                "%s%s needs the role %s; this credential has the role %s"
                        .formatted(operation.text(), what, needed.text(), rights.role().text()));
    }

    private static Decision elsewhere(Operation operation, String cluster, Rights rights) {
        return denied(
                operation,
                "in virtual cluster '%s' is not allowed: %s".formatted(cluster, limits(rights)));
    }

    private static Decision limited(Operation operation, Rights rights) {
        return denied(operation, "concerns the whole fleet: " + limits(rights));
    }

    private static String limits(Rights rights) {
        return "this credential is limited to "
                + (rights.virtualClusters() == null
                        ? "the holder's own workloads"
                        : rights.virtualClusters().isEmpty()
                                ? "no virtual cluster at all"
                                : "virtual cluster " + String.join(", ", rights.virtualClusters()));
    }

    private static Decision denied(Operation operation, String why) {
        return new Decision.Denied(operation.text() + " " + why);
    }
}
