package dev.clawgateway.server.dialect.openclaw.fleet;

import dev.clawgateway.protocol.openclaw.Scopes;
import java.util.ArrayList;
import java.util.List;

/**
 * Which operation of the native API a method is, and which scope it takes. The door is asked all
 * the same; the scope of a method is the least with which it lets anybody by.
 */
final class FleetTable {
    static final List<Row> ROWS = rows();

    private FleetTable() {}

    /**
     * One method.
     *
     * @param operation id of the contract
     */
    record Row(String method, String operation, String scope) {}

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        workloads(rows);
        nodes(rows);
        shares(rows);
        house(rows);
        return List.copyOf(rows);
    }

    private static void workloads(List<Row> rows) {
        read(rows, "workloads.list", "listWorkloads");
        read(rows, "workloads.get", "getWorkload");
        read(rows, "workloads.explain", "explainWorkload");
        read(rows, "workloads.logs", "readOutput");
        read(rows, "workloads.wait", "waitForWorkload");
        write(rows, "workloads.submit", "submitWorkload");
        write(rows, "workloads.stop", "stopWorkload");
        write(rows, "workloads.stopMany", "stopWorkloads");
        write(rows, "workloads.clearGate", "clearGate");
        read(rows, "queue.list", "listQueue");
        read(rows, "queue.moves", "getQueueMoves");
    }

    private static void nodes(List<Row> rows) {
        read(rows, "nodes.list", "listNodes");
        read(rows, "nodes.get", "getNode");
        read(rows, "nodes.readings", "getNodeReadings");
        admin(rows, "nodes.cordon", "cordonNode");
        admin(rows, "nodes.uncordon", "uncordonNode");
        admin(rows, "nodes.drain", "drainNode");
        admin(rows, "nodes.undrain", "undrainNode");
        admin(rows, "nodes.delete", "deleteNode");
        admin(rows, "nodes.acceptLosses", "acceptLosses");
        admin(rows, "nodes.label", "setNodeLabel");
        admin(rows, "nodes.unlabel", "removeNodeLabel");
        admin(rows, "nodes.taint", "setNodeTaint");
        admin(rows, "nodes.untaint", "removeNodeTaint");
        admin(rows, "nodes.invoke", "invokeOnNode");
        admin(rows, "nodes.condition", "setNodeCondition");
        read(rows, "maintenance.list", "listMaintenance");
        admin(rows, "maintenance.set", "setMaintenance");
        admin(rows, "maintenance.remove", "removeMaintenance");
    }

    private static void shares(List<Row> rows) {
        read(rows, "clusters.list", "listClusters");
        read(rows, "clusters.get", "getCluster");
        admin(rows, "clusters.create", "createCluster");
        admin(rows, "clusters.change", "changeCluster");
        admin(rows, "clusters.delete", "deleteCluster");
        read(rows, "workspaces.list", "listWorkspaces");
        read(rows, "workspaces.get", "getWorkspace");
        write(rows, "workspaces.create", "createWorkspace");
        write(rows, "workspaces.delete", "deleteWorkspace");
    }

    private static void house(List<Row> rows) {
        read(rows, "show", "getFleet");
        read(rows, "map", "getFleetMap");
        read(rows, "gateway", "getGateway");
        read(rows, "events.list", "listEvents");
        admin(rows, "serving.set", "setServing");
        admin(rows, "sessions.list", "listSessions");
        admin(rows, "audit.list", "readAudit");
    }

    private static void read(List<Row> rows, String method, String operation) {
        rows.add(new Row("fleet." + method, operation, Scopes.READ));
    }

    private static void write(List<Row> rows, String method, String operation) {
        rows.add(new Row("fleet." + method, operation, Scopes.WRITE));
    }

    private static void admin(List<Row> rows, String method, String operation) {
        rows.add(new Row("fleet." + method, operation, Scopes.ADMIN));
    }
}
