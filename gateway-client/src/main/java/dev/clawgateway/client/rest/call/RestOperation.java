package dev.clawgateway.client.rest.call;

/** The operations of the API that this client knows, by the words of the contract. */
public enum RestOperation {
    GET_CONTRACT("getContract", "GET", "/openapi.json", Harm.NONE),
    GET_DOCUMENTATION("getDocumentation", "GET", "/docs", Harm.NONE),

    LIST_PROVIDERS("listProviders", "GET", "/access/providers", Harm.NONE),
    WHO_AM_I("whoAmI", "GET", "/access/whoami", Harm.NONE),
    CAN_I("canI", "POST", "/access/can-i", Harm.NONE),
    LIST_PERMISSIONS("listPermissions", "GET", "/access/can-i", Harm.NONE),
    CREATE_TOKEN("createToken", "POST", "/access/tokens", Harm.NONE_BY_KEY),
    LIST_TOKENS("listTokens", "GET", "/access/tokens", Harm.NONE),
    GET_TOKEN("getToken", "GET", "/access/tokens/{id}", Harm.NONE),
    REVOKE_TOKEN("revokeToken", "DELETE", "/access/tokens/{id}", Harm.NONE_BY_KEY),
    REVOKE_SUBJECT("revokeSubject", "POST", "/access/subjects/{subject}/revoke", Harm.NONE_BY_KEY),
    ROTATE_KEYS("rotateKeys", "POST", "/access/rotate", Harm.ONCE),
    JOIN_NODE("joinNode", "POST", "/access/join", Harm.ONCE),
    RENEW_CREDENTIAL("renewCredential", "POST", "/access/renew", Harm.ONCE),
    LIST_DEVICES("listDevices", "GET", "/access/devices", Harm.NONE),
    GET_DEVICE("getDevice", "GET", "/access/devices/{device}", Harm.NONE),
    NAME_DEVICE("nameDevice", "PUT", "/access/devices/{device}/name", Harm.NONE_BY_KEY),
    REMOVE_DEVICE("removeDevice", "DELETE", "/access/devices/{device}", Harm.ONCE),
    ROTATE_DEVICE_TOKEN(
            "rotateDeviceToken",
            "POST",
            "/access/devices/{device}/tokens/{role}",
            Harm.NONE_BY_KEY),
    REVOKE_DEVICE_TOKEN(
            "revokeDeviceToken",
            "DELETE",
            "/access/devices/{device}/tokens/{role}",
            Harm.NONE_BY_KEY),
    LIST_DEVICE_REQUESTS("listDeviceRequests", "GET", "/access/device-requests", Harm.NONE),
    APPROVE_DEVICE("approveDevice", "POST", "/access/device-requests/{request}/approve", Harm.ONCE),
    REJECT_DEVICE("rejectDevice", "POST", "/access/device-requests/{request}/reject", Harm.ONCE),

    GET_GATEWAY("getGateway", "GET", "/gateway", Harm.NONE),
    SET_SERVING("setServing", "PUT", "/gateway/serving", Harm.NONE_BY_KEY),
    SET_LOG_LEVEL("setLogLevel", "PUT", "/gateway/log-level", Harm.ONCE),
    RELOAD_CONFIGURATION("reloadConfiguration", "POST", "/gateway/reload", Harm.ONCE),
    GET_CONFIGURATION("getConfiguration", "GET", "/gateway/configuration", Harm.NONE),
    GET_CONFIGURATION_CHANGES(
            "getConfigurationChanges", "GET", "/gateway/configuration/changes", Harm.NONE),

    LIST_CLUSTERS("listClusters", "GET", "/clusters", Harm.NONE),
    GET_CLUSTER("getCluster", "GET", "/clusters/{cluster}", Harm.NONE),
    CREATE_CLUSTER("createCluster", "POST", "/clusters", Harm.NONE_BY_KEY),
    CHANGE_CLUSTER("changeCluster", "PUT", "/clusters/{cluster}", Harm.NONE_BY_KEY),
    DELETE_CLUSTER("deleteCluster", "DELETE", "/clusters/{cluster}", Harm.NONE_BY_KEY),
    LIST_WORKSPACES("listWorkspaces", "GET", "/workspaces", Harm.NONE),
    GET_WORKSPACE("getWorkspace", "GET", "/workspaces/{workspace}", Harm.NONE),
    CREATE_WORKSPACE("createWorkspace", "POST", "/workspaces", Harm.NONE_BY_KEY),
    DELETE_WORKSPACE("deleteWorkspace", "DELETE", "/workspaces/{workspace}", Harm.NONE_BY_KEY),

    SUBMIT_WORKLOAD("submitWorkload", "POST", "/workloads", Harm.NONE_BY_KEY),
    LIST_WORKLOADS("listWorkloads", "GET", "/workloads", Harm.NONE),
    GET_WORKLOAD("getWorkload", "GET", "/workloads/{id}", Harm.NONE),
    STOP_WORKLOAD("stopWorkload", "POST", "/workloads/{id}/stop", Harm.NONE_BY_KEY),
    STOP_WORKLOADS("stopWorkloads", "POST", "/workloads/stop", Harm.NONE_BY_KEY),
    EXPLAIN_WORKLOAD("explainWorkload", "GET", "/workloads/{id}/explanation", Harm.NONE),
    READ_OUTPUT("readOutput", "GET", "/workloads/{id}/output", Harm.NONE),
    WAIT_FOR_WORKLOAD("waitForWorkload", "GET", "/workloads/{id}/wait", Harm.NONE),
    CLEAR_GATE("clearGate", "DELETE", "/workloads/{id}/gates/{gate}", Harm.NONE_BY_KEY),

    LIST_NODES("listNodes", "GET", "/nodes", Harm.NONE),
    ACCEPT_LOSSES("acceptLosses", "POST", "/nodes/accept-losses", Harm.NONE_BY_KEY),
    GET_NODE("getNode", "GET", "/nodes/{id}", Harm.NONE),
    DELETE_NODE("deleteNode", "DELETE", "/nodes/{id}", Harm.NONE_BY_KEY),
    GET_NODE_READINGS("getNodeReadings", "GET", "/nodes/{id}/readings", Harm.NONE),
    SET_NODE_LABEL("setNodeLabel", "PUT", "/nodes/{id}/labels/{key}", Harm.NONE_BY_KEY),
    REMOVE_NODE_LABEL("removeNodeLabel", "DELETE", "/nodes/{id}/labels/{key}", Harm.NONE_BY_KEY),
    SET_NODE_TAINT("setNodeTaint", "PUT", "/nodes/{id}/taints/{key}", Harm.NONE_BY_KEY),
    REMOVE_NODE_TAINT("removeNodeTaint", "DELETE", "/nodes/{id}/taints/{key}", Harm.NONE_BY_KEY),
    SET_NODE_CONDITION(
            "setNodeCondition", "PUT", "/nodes/{id}/conditions/{type}", Harm.NONE_BY_KEY),
    CORDON_NODE("cordonNode", "POST", "/nodes/{id}/cordon", Harm.NONE_BY_KEY),
    UNCORDON_NODE("uncordonNode", "POST", "/nodes/{id}/uncordon", Harm.NONE_BY_KEY),
    DRAIN_NODE("drainNode", "POST", "/nodes/{id}/drain", Harm.NONE_BY_KEY),
    UNDRAIN_NODE("undrainNode", "POST", "/nodes/{id}/undrain", Harm.NONE_BY_KEY),
    INVOKE_ON_NODE("invokeOnNode", "POST", "/nodes/{id}/invoke", Harm.ONCE),
    LIST_MAINTENANCE("listMaintenance", "GET", "/maintenance", Harm.NONE),
    SET_MAINTENANCE("setMaintenance", "PUT", "/maintenance/{name}", Harm.NONE_BY_KEY),
    REMOVE_MAINTENANCE("removeMaintenance", "DELETE", "/maintenance/{name}", Harm.NONE_BY_KEY),

    GET_FLEET("getFleet", "GET", "/fleet", Harm.NONE),
    GET_FLEET_MAP("getFleetMap", "GET", "/fleet/map", Harm.NONE),
    LIST_QUEUE("listQueue", "GET", "/queue", Harm.NONE),
    GET_QUEUE_MOVES("getQueueMoves", "GET", "/queue/moves", Harm.NONE),

    LIST_DISCOVERED("listDiscovered", "GET", "/members/discovery", Harm.NONE),
    GET_DISCOVERED_LEADER("getDiscoveredLeader", "GET", "/members/discovery/leader", Harm.NONE),
    GET_DISCOVERY_STATS("getDiscoveryStats", "GET", "/members/discovery/stats", Harm.NONE),
    START_DISCOVERY_OVER(
            "startDiscoveryOver", "POST", "/members/discovery/reset", Harm.NONE_BY_KEY),
    REMOVE_DISCOVERED("removeDiscovered", "DELETE", "/members/discovery/{id}", Harm.NONE_BY_KEY),
    LIST_MEMBERS("listMembers", "GET", "/members/membership", Harm.NONE),
    GET_MEMBER("getMember", "GET", "/members/membership/{id}", Harm.NONE),
    REMOVE_MEMBER("removeMember", "DELETE", "/members/membership/{id}", Harm.NONE_BY_KEY),
    ENABLE_MEMBER("enableMember", "POST", "/members/membership/{id}/enable", Harm.NONE_BY_KEY),
    DISABLE_MEMBER("disableMember", "POST", "/members/membership/{id}/disable", Harm.NONE_BY_KEY),
    GET_STANDING("getStanding", "GET", "/members/standing", Harm.NONE),
    GET_MEMBERS_HEALTH("getMembersHealth", "GET", "/members/health", Harm.NONE),

    LIST_SESSIONS("listSessions", "GET", "/gateway/sessions", Harm.NONE),

    READ_AUDIT("readAudit", "GET", "/access/audit", Harm.NONE),

    LIST_EVENTS("listEvents", "GET", "/events", Harm.NONE),

    BACK_UP_STORE("backUpStore", "POST", "/store/backup", Harm.ONCE),
    EXPORT_STORE("exportStore", "POST", "/store/export", Harm.ONCE),
    GET_STORE_COPY("getStoreCopy", "GET", "/store/copy", Harm.NONE);

    private final String id;
    private final String method;
    private final String path;
    private final Harm harm;

    RestOperation(String id, String method, String path, Harm harm) {
        this.id = id;
        this.method = method;
        this.path = path;
        this.harm = harm;
    }

    /** What it does to ask twice, without knowing what became of the first time. */
    private enum Harm {
        /** It changes nothing. */
        NONE,
        /** None under the key of the first time. */
        NONE_BY_KEY,
        /** It may be done twice. */
        ONCE
    }

    /** As the contract calls it. */
    public String id() {
        return id;
    }

    public String method() {
        return method;
    }

    /** Below the API's base, with its places in braces. */
    public String path() {
        return path;
    }

    /** Whether it changes anything. */
    public boolean changes() {
        return harm != Harm.NONE;
    }

    /** Whether it takes a key by which it is done once however often it is asked for. */
    public boolean keyed() {
        return harm == Harm.NONE_BY_KEY;
    }
}
