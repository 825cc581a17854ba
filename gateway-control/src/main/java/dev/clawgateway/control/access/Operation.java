package dev.clawgateway.control.access;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done or asked, by name: what the door is asked about. Each is one method
 * of one of the operations' classes.
 */
public enum Operation {
    SUBMIT_WORKLOAD("workloads.submit", Kind.CHANGE),
    STOP_WORKLOAD("workloads.stop", Kind.CHANGE),
    /** All that somebody chooses. */
    STOP_WORKLOADS("workloads.stop-selected", Kind.CHANGE),
    CLEAR_GATE("workloads.clear-gate", Kind.CHANGE),
    LIST_WORKLOADS("workloads.list", Kind.READ),
    GET_WORKLOAD("workloads.get", Kind.READ),
    EXPLAIN_WORKLOAD("workloads.explain", Kind.READ),
    PLAN_WORKLOAD("workloads.plan", Kind.READ),
    READ_OUTPUT("workloads.output", Kind.READ),
    LIST_QUEUE("queue.list", Kind.READ),
    ADVISE_MOVES("queue.advise", Kind.READ),

    /** By the node itself. */
    REGISTER_NODE("nodes.register", Kind.CHANGE),
    /** By the node itself. */
    REPORT_WORKLOAD("nodes.report", Kind.CHANGE),
    /** By the node itself, of what a workload prints on it. */
    REPORT_OUTPUT("nodes.report-output", Kind.CHANGE),
    LIST_NODES("nodes.list", Kind.READ),
    GET_NODE("nodes.get", Kind.READ),
    DRAIN_NODE("nodes.drain", Kind.CHANGE),
    DELETE_NODE("nodes.delete", Kind.CHANGE),
    CORDON_NODE("nodes.cordon", Kind.CHANGE),
    /** Labels, taints, conditions. */
    MARK_NODE("nodes.mark", Kind.CHANGE),
    /** Of nodes that are silent, though they are many. */
    ACCEPT_LOSSES("nodes.accept-losses", Kind.CHANGE),
    LIST_MAINTENANCE("maintenance.list", Kind.READ),
    SET_MAINTENANCE("maintenance.set", Kind.CHANGE),
    INVOKE_ON_NODE("nodes.invoke", Kind.CHANGE),
    /** Of commands alone that the configuration lists for the nodes of a dialect. */
    INVOKE_LISTED("nodes.invoke-listed", Kind.CHANGE),

    LIST_VIRTUAL_CLUSTERS("virtual-clusters.list", Kind.READ),
    SET_VIRTUAL_CLUSTER("virtual-clusters.set", Kind.CHANGE),
    LIST_WORKSPACES("workspaces.list", Kind.READ),
    GET_WORKSPACE("workspaces.get", Kind.READ),
    CREATE_WORKSPACE("workspaces.create", Kind.CHANGE),
    DELETE_WORKSPACE("workspaces.delete", Kind.CHANGE),
    SHOW_MESH("mesh.show", Kind.READ),
    LIST_MESH("mesh.list", Kind.READ),
    GET_MESH_MEMBER("mesh.get", Kind.READ),
    GET_STATUS("gateway.status", Kind.READ),
    /** Capacity, use, and what waits, of all together. */
    SHOW_FLEET("fleet.show", Kind.READ),
    READ_METRICS("gateway.metrics", Kind.READ),
    PING("gateway.ping", Kind.READ),
    /** Of everything that the caller sees. */
    READ_EVENTS("events.read", Kind.READ),
    /** Of nodes and operators. */
    LIST_SESSIONS("gateway.sessions", Kind.READ),
    SHOW_MOLT("gateway.molt", Kind.READ),
    SET_SERVING("gateway.serving", Kind.CHANGE),
    /** Has the gateway read it again. */
    RELOAD_CONFIGURATION("gateway.reload", Kind.CHANGE),
    SHOW_CONFIGURATION("gateway.configuration", Kind.READ),
    /** Until it is configured again, or started anew. */
    SET_LOG_LEVEL("gateway.log-level", Kind.CHANGE),
    READ_LOG("gateway.log", Kind.READ),

    REGISTER_DISCOVERED("discovery.register", Kind.CHANGE),
    HEAR_DISCOVERED("discovery.heartbeat", Kind.CHANGE),
    LIST_DISCOVERED("discovery.list", Kind.READ),
    SHOW_DISCOVERED_LEADER("discovery.leader", Kind.READ),
    POST_DISCOVERED_LEADER("discovery.post-leader", Kind.CHANGE),
    REMOVE_DISCOVERED("discovery.remove", Kind.CHANGE),
    COUNT_DISCOVERED("discovery.stats", Kind.READ),
    RESET_DISCOVERY("discovery.reset", Kind.CHANGE),
    REGISTER_MEMBER("members.register", Kind.CHANGE),
    HEAR_MEMBER("members.hear", Kind.CHANGE),
    LIST_MEMBERS("members.list", Kind.READ),
    SHOW_MEMBER("members.show", Kind.READ),
    ENABLE_MEMBER("members.enable", Kind.CHANGE),
    DISABLE_MEMBER("members.disable", Kind.CHANGE),
    REMOVE_MEMBER("members.remove", Kind.CHANGE),
    SHOW_STANDING("members.standing", Kind.READ),
    SHOW_MEMBERS_HEALTH("members.health", Kind.READ),
    SET_MEMBER_SERVING("members.set_serving", Kind.CHANGE),

    COPY_STORE("store.copy", Kind.CHANGE),
    SHOW_COPY("store.show-copy", Kind.READ),

    MINT_TOKEN("tokens.create", Kind.CHANGE),
    LIST_TOKENS("tokens.list", Kind.READ),
    GET_TOKEN("tokens.get", Kind.READ),
    /** One, or all that somebody has. */
    REVOKE_TOKEN("tokens.revoke", Kind.CHANGE),
    ROTATE_KEYS("tokens.rotate", Kind.CHANGE),
    /** Those that are approved, and those that wait for it. */
    LIST_DEVICES("devices.list", Kind.READ),
    APPROVE_DEVICE("devices.approve", Kind.CHANGE),
    REJECT_DEVICE("devices.reject", Kind.CHANGE),
    REMOVE_DEVICE("devices.remove", Kind.CHANGE),
    RENAME_DEVICE("devices.rename", Kind.CHANGE),
    /** Rotates or revokes it. */
    SET_DEVICE_TOKEN("devices.token", Kind.CHANGE),
    /** By whoever has a token to join by. */
    JOIN_NODE("nodes.join", Kind.CHANGE),
    /** By the node itself. */
    RENEW_CREDENTIAL("nodes.renew", Kind.CHANGE),

    /** Who changed what. */
    READ_AUDIT("access.audit", Kind.READ),
    WHO_AM_I("access.whoami", Kind.READ),
    CAN_I("access.can-i", Kind.READ);

    /** Whether it changes anything. */
    public enum Kind {
        READ,
        CHANGE
    }

    private final String text;
    private final Kind kind;

    Operation(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** As permissions and audit name it: {@code noun.verb}. */
    public String text() {
        return text;
    }

    public Kind kind() {
        return kind;
    }

    /** Null for a text that names none. */
    public static @Nullable Operation of(String text) {
        return Arrays.stream(values())
                .filter(operation -> operation.text.equals(text))
                .findFirst()
                .orElse(null);
    }
}
