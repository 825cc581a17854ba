package dev.clawgateway.control.access;

import dev.clawgateway.control.access.Permission.Nodes;
import dev.clawgateway.control.access.Permission.Scope;
import dev.clawgateway.core.access.Role;

/**
 * The one table of who may do what. What is not said here is denied, and what has no line here does
 * not compile. Written out for people in {@code docs/security.md}.
 */
final class Permissions {
    private Permissions() {}

    static Permission of(Operation operation) {
        return switch (operation) {
            case SUBMIT_WORKLOAD, CREATE_WORKSPACE -> people(Role.OPERATOR, Scope.WORKLOAD);
            case STOP_WORKLOAD, CLEAR_GATE, DELETE_WORKSPACE -> people(Role.OPERATOR, Scope.OWN);
            case STOP_WORKLOADS -> people(Role.OPERATOR, Scope.LIST);
            case GET_WORKLOAD, EXPLAIN_WORKLOAD, PLAN_WORKLOAD, READ_OUTPUT, GET_WORKSPACE ->
                    people(Role.VIEWER, Scope.WORKLOAD);
            case LIST_WORKLOADS,
                    LIST_QUEUE,
                    ADVISE_MOVES,
                    LIST_VIRTUAL_CLUSTERS,
                    LIST_WORKSPACES,
                    READ_EVENTS ->
                    people(Role.VIEWER, Scope.LIST);

            // The list is the limit; it holds nothing that runs any program.
            case INVOKE_LISTED -> people(Role.OPERATOR, Scope.FLEET);

            case REGISTER_NODE, REPORT_WORKLOAD, REPORT_OUTPUT -> itself();

            // What lies in no virtual cluster is no secret from whoever may look at anything.
            case LIST_NODES,
                    GET_NODE,
                    LIST_MAINTENANCE,
                    SHOW_MESH,
                    LIST_MESH,
                    GET_MESH_MEMBER,
                    GET_STATUS,
                    SHOW_FLEET,
                    PING,
                    SHOW_MOLT,
                    SHOW_COPY ->
                    people(Role.VIEWER, Scope.ALL);
            // It names what lies in virtual clusters, too.
            case READ_LOG -> people(Role.VIEWER, Scope.FLEET);
            // Whether it needs a credential at all is the listener's matter.
            case READ_METRICS -> new Permission(Role.VIEWER, Scope.ALL, Nodes.NEVER, true);
            case LIST_DISCOVERED,
                    SHOW_DISCOVERED_LEADER,
                    COUNT_DISCOVERED,
                    LIST_MEMBERS,
                    SHOW_MEMBER,
                    SHOW_STANDING,
                    SHOW_MEMBERS_HEALTH ->
                    peers(Role.VIEWER, Scope.ALL);

            case DRAIN_NODE,
                    DELETE_NODE,
                    CORDON_NODE,
                    MARK_NODE,
                    ACCEPT_LOSSES,
                    SET_MAINTENANCE,
                    INVOKE_ON_NODE,
                    SET_VIRTUAL_CLUSTER,
                    SET_SERVING,
                    RESET_DISCOVERY,
                    ENABLE_MEMBER,
                    DISABLE_MEMBER,
                    REMOVE_MEMBER,
                    SET_MEMBER_SERVING,
                    COPY_STORE,
                    RELOAD_CONFIGURATION,
                    SHOW_CONFIGURATION,
                    SET_LOG_LEVEL,
                    LIST_SESSIONS,
                    READ_AUDIT ->
                    people(Role.ADMIN, Scope.FLEET);

            // Members take themselves out when they end.
            case REGISTER_DISCOVERED,
                    HEAR_DISCOVERED,
                    POST_DISCOVERED_LEADER,
                    REMOVE_DISCOVERED,
                    REGISTER_MEMBER,
                    HEAR_MEMBER ->
                    peers(Role.OPERATOR, Scope.FLEET);

            // A device may be let in for anything; the dialect that it speaks has scopes besides.
            case LIST_DEVICES,
                    APPROVE_DEVICE,
                    REJECT_DEVICE,
                    REMOVE_DEVICE,
                    RENAME_DEVICE,
                    SET_DEVICE_TOKEN ->
                    people(Role.ADMIN, Scope.FLEET);
            case MINT_TOKEN, LIST_TOKENS, GET_TOKEN, REVOKE_TOKEN ->
                    people(Role.ADMIN, Scope.RIGHTS);
            case ROTATE_KEYS -> people(Role.ADMIN, Scope.FLEET);
            // By the token that is exchanged, which is judged where the new one is stored.
            case JOIN_NODE, RENEW_CREDENTIAL ->
                    new Permission(null, Scope.FLEET, Nodes.NEVER, true);

            case WHO_AM_I, CAN_I -> new Permission(Role.VIEWER, Scope.ALL, Nodes.ALWAYS, false);
        };
    }

    private static Permission people(Role role, Scope scope) {
        return new Permission(role, scope, Nodes.NEVER, false);
    }

    /** The node alone, of itself. */
    private static Permission itself() {
        return new Permission(null, Scope.FLEET, Nodes.ITSELF, false);
    }

    /** Members of a registry, among each other. */
    private static Permission peers(Role role, Scope scope) {
        return new Permission(role, scope, Nodes.ALWAYS, true);
    }
}
