package dev.clawgateway.server.dialect.api.gateway;

import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.protocol.api.gateway.ApiGateway;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import java.util.Map;

/** The gateway as a whole. */
public final class GatewayNoun implements ApiNoun {
    private final GatewayOperations operations;
    private final String version;

    public GatewayNoun(GatewayOperations operations, String version) {
        this.operations = operations;
        this.version = version;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of("getGateway", this::show, "setServing", this::setServing);
    }

    private void show(ApiCall call) {
        operations.status(call.caller(), call.replyJson(status -> answer(status).write()));
    }

    private ApiGateway answer(GatewayOperations.Status status) {
        return new ApiGateway(
                version,
                status.serving(),
                status.uptime().toSeconds(),
                status.totals().nodes(),
                status.totals().healthyNodes(),
                status.totals().gpus(),
                status.totals().gpuMemoryMib(),
                status.totals().activeWorkloads(),
                status.massSilence());
    }

    private void setServing(ApiCall call) {
        boolean serving = call.body().path("serving").booleanValue();
        operations.setServing(
                call.caller(),
                serving,
                call.replyJson(changed ->
                        JsonTree.write(out ->
                                out.required("serving", Kinds.FLAG, serving)
                                        .required("changed", Kinds.FLAG, changed))));
    }
}
