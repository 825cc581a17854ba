package dev.clawgateway.cli;

import dev.clawgateway.server.config.GatewayConfig;

/** Runs the gateway in this process until a signal ends it. */
final class Daemon {
    private Daemon() {}

    static int run(GatewayConfig config) {
        if (config.mesh() == null) {
            return ExitCode.OK;
        }
        throw CommandException.failure("not wired: " + config.server());
    }
}
