package dev.clawgateway.server.reload;

import dev.clawgateway.server.config.GatewayConfig;

/** A part of the gateway that takes another configuration while it runs. */
@FunctionalInterface
public interface Reloadable {
    /**
     * Does everything about a configuration that can fail, such as reading files, and changes
     * nothing yet. Called by one thread at a time, which may block.
     *
     * @param next as it was read. A part takes out of it what it can change, and leaves alone what
     *     has to wait for a restart, whatever is said of that
     * @return what is left to do
     * @throws ReloadException when this part cannot run by it; then no part changes
     */
    Prepared prepare(GatewayConfig next) throws ReloadException;
}
