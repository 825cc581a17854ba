package dev.clawgateway.control.access;

/**
 * Everything that can be done or asked, by name: what the door is asked about. Each is one method
 * of one of the operations' classes.
 */
public enum Operation {
    SUBMIT_WORKLOAD("workloads.submit", Kind.CHANGE),
    STOP_WORKLOAD("workloads.stop", Kind.CHANGE),
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

    LIST_VIRTUAL_CLUSTERS("virtual-clusters.list", Kind.READ),
    SET_VIRTUAL_CLUSTER("virtual-clusters.set", Kind.CHANGE),
    SHOW_MESH("mesh.show", Kind.READ),
    LIST_MESH("mesh.list", Kind.READ),
    GET_MESH_MEMBER("mesh.get", Kind.READ),
    GET_STATUS("gateway.status", Kind.READ),
    PING("gateway.ping", Kind.READ),
    SHOW_MOLT("gateway.molt", Kind.READ),
    SET_SERVING("gateway.serving", Kind.CHANGE),

    REGISTER_DISCOVERED("discovery.register", Kind.CHANGE, true),
    HEAR_DISCOVERED("discovery.heartbeat", Kind.CHANGE, true),
    LIST_DISCOVERED("discovery.list", Kind.READ, true),
    SHOW_DISCOVERED_LEADER("discovery.leader", Kind.READ, true),
    POST_DISCOVERED_LEADER("discovery.post-leader", Kind.CHANGE, true),
    REMOVE_DISCOVERED("discovery.remove", Kind.CHANGE, true),
    COUNT_DISCOVERED("discovery.stats", Kind.READ, true),
    RESET_DISCOVERY("discovery.reset", Kind.CHANGE, true),
    REGISTER_MEMBER("members.register", Kind.CHANGE, true),
    HEAR_MEMBER("members.hear", Kind.CHANGE, true),
    LIST_MEMBERS("members.list", Kind.READ, true),
    SHOW_MEMBER("members.show", Kind.READ, true),
    ENABLE_MEMBER("members.enable", Kind.CHANGE, true),
    DISABLE_MEMBER("members.disable", Kind.CHANGE, true),
    REMOVE_MEMBER("members.remove", Kind.CHANGE, true),
    SHOW_STANDING("members.standing", Kind.READ, true),
    SHOW_MEMBERS_HEALTH("members.health", Kind.READ, true),
    SET_MEMBER_SERVING("members.set_serving", Kind.CHANGE, true),

    COPY_STORE("store.copy", Kind.CHANGE, true),
    SHOW_COPY("store.show-copy", Kind.READ, true);

    /** Whether it changes anything. */
    public enum Kind {
        READ,
        CHANGE
    }

    private final String text;
    private final Kind kind;
    private final boolean localOnly;

    Operation(String text, Kind kind) {
        this(text, kind, false);
    }

    Operation(String text, Kind kind, boolean localOnly) {
        this.text = text;
        this.kind = kind;
        this.localOnly = localOnly;
    }

    /** As permissions and audit name it: {@code noun.verb}. */
    public String text() {
        return text;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it is open on local listeners only until callers are asked who they are. */
    public boolean localOnly() {
        return localOnly;
    }
}
