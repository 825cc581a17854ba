package dev.clawgateway.server;

import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.net.Listeners;
import dev.clawgateway.server.runtime.GatewayRuntime;

/**
 * What a gateway is made of that is not its own: with others it runs the same in a test or a
 * simulation. It closes the store and the runtime when it is closed.
 */
public record Parts(
        Store store,
        GatewayRuntime runtime,
        Listeners listeners,
        Instruments instruments,
        Doors doors) {}
