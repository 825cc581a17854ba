package dev.clawgateway.server.dialect.openclaw.gateway;

import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import dev.clawgateway.server.health.HealthMonitor;
import java.util.List;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the gateway is. There are no chat agents here, so that of their sessions and heartbeats
 * nothing is told but that there are none.
 */
public final class StatusMethods {
    private static final String NO_AGENT = "main";
    private static final int MILLI = 1000;

    private final HealthMonitor monitor;
    private final GatewayOperations gateway;
    private final String version;
    private final Time time;

    /** Of a gateway of a version. */
    public StatusMethods(
            HealthMonitor monitor, GatewayOperations gateway, String version, Time time) {
        this.monitor = monitor;
        this.gateway = gateway;
        this.version = version;
        this.time = time;
    }

    public List<MethodEntry> entries() {
        return List.of(
                MethodEntry.anyOperator("health", this::health),
                MethodEntry.operator("status", Scopes.READ, this::status),
                MethodEntry.operator(
                        "last-heartbeat", Scopes.READ, call -> call.answer(NullNode.getInstance())),
                MethodEntry.operator("set-heartbeats", Scopes.ADMIN, StatusMethods::setHeartbeats));
    }

    /**
     * Known to all by HTTP as well, so that no door is asked. It costs little: nothing is cached.
     */
    private void health(MethodCall call) {
        Boolean probe =
                ParamReader.read(call, in -> in.otherwise("probe", Kinds.FLAG, Boolean.FALSE));
        if (probe != null) {
            call.answer(health());
        }
    }

    /** What the method answers, and the event of the same name tells. */
    public ObjectNode health() {
        long begun = time.nanos();
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        json.put("ok", true).put("ts", time.now().toEpochMilli());
        ChannelMethods.summaries(monitor.channels(), json);
        json.put("heartbeatSeconds", 0).put("defaultAgentId", NO_AGENT);
        json.putArray("agents");
        json.putObject("sessions").put("path", "").put("count", 0).putArray("recent");
        return json.put("durationMs", (time.nanos() - begun) / 1_000_000);
    }

    private void status(MethodCall call) {
        gateway.status(call.caller(), call.told(this::status));
    }

    private ObjectNode status(GatewayOperations.Status status) {
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        json.put("runtimeVersion", version);
        json.putObject("heartbeat").put("defaultAgentId", NO_AGENT).putArray("agents");
        json.putArray("channelSummary");
        json.putArray("queuedSystemEvents");
        ObjectNode sessions = json.putObject("sessions");
        sessions.putArray("paths");
        sessions.put("count", 0);
        sessions.putObject("defaults");
        sessions.putArray("recent");
        sessions.putArray("byAgent");
        json.set("fleet", fleet(status.totals()));
        json.set("gateway", monitor.status().json());
        return json;
    }

    private static ObjectNode fleet(FleetTotals totals) {
        long freeMillis = 0;
        for (FleetTotals.ModelTotals counts : totals.gpusByModel().values()) {
            freeMillis += (long) counts.capacity() * MILLI - counts.allocatedMillis();
        }
        return JsonTree.MAPPER
                .createObjectNode()
                .put("nodes", totals.nodes())
                .put("connected", totals.connectedNodes())
                .put("gpus", totals.gpus())
                .put("gpusFree", freeMillis / MILLI)
                .put("workloads", totals.activeWorkloads());
    }

    private static void setHeartbeats(MethodCall call) {
        Boolean enabled = ParamReader.read(call, in -> in.required("enabled", Kinds.FLAG));
        if (enabled != null) {
            call.answer(JsonTree.MAPPER.createObjectNode().put("ok", true).put("enabled", enabled));
        }
    }
}
