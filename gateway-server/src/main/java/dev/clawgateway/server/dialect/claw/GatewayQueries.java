package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.time.Duration;

/** Answers about the gateway as a whole, from counts kept up to date. */
final class GatewayQueries {
    private final ClusterView view;
    private final Time time;
    private final String version;
    private final long startedNanos;

    GatewayQueries(ClusterView view, Time time, String version) {
        this.view = view;
        this.time = time;
        this.version = version;
        this.startedNanos = time.nanos();
    }

    CliReply status() {
        FleetTotals totals = view.totals();
        return new CliReply.Status(
                totals.nodes(),
                totals.healthyNodes(),
                totals.gpus(),
                totals.activeWorkloads(),
                totals.gpuMemoryMib(),
                version,
                Duration.ofNanos(time.nanos() - startedNanos).toSeconds(),
                view.serving());
    }

    CliReply pong(CliRequest.Ping ping) {
        return new CliReply.Pong(ping.timestamp(), time.now());
    }
}
