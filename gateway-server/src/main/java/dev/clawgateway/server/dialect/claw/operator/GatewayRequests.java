package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;

/** What operators ask and order about the gateway as a whole. */
final class GatewayRequests {
    private final GatewayOperations gateway;
    private final String version;

    GatewayRequests(GatewayOperations gateway, String version) {
        this.gateway = gateway;
        this.version = version;
    }

    void status(PendingReply reply) {
        gateway.status(
                reply.caller(),
                reply.found(status ->
                        new CliReply.Status(
                                status.totals().nodes(),
                                status.totals().healthyNodes(),
                                status.totals().gpus(),
                                status.totals().activeWorkloads(),
                                status.totals().gpuMemoryMib(),
                                version,
                                status.uptime().toSeconds(),
                                status.serving(),
                                status.massSilence())));
    }

    void setServing(CliRequest.SetServing request, PendingReply reply) {
        gateway.setServing(
                reply.caller(),
                request.serving(),
                reply.told(_ -> new CliReply.ServingSet(request.serving())));
    }

    void acceptLosses(PendingReply reply) {
        gateway.acceptLosses(reply.caller(), reply.told(_ -> new CliReply.LossesAccepted()));
    }

    void ping(CliRequest.Ping ping, PendingReply reply) {
        gateway.ping(reply.caller(), reply.found(now -> new CliReply.Pong(ping.timestamp(), now)));
    }

    /** What the wire says where there is no market, which is everywhere. */
    void molt(CliReply absent, PendingReply reply) {
        gateway.molt(reply.caller(), reply.found(_ -> absent));
    }
}
