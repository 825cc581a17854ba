package dev.clawgateway.server;

import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.control.access.KnownNodes;
import dev.clawgateway.server.runtime.GatewayRuntime;

/** Makes the doors of a gateway, once there is something to look up. */
@FunctionalInterface
public interface DoorSetup {
    /** For everybody, and everything. */
    DoorSetup OPEN = (_, _, _) -> Doors.OPEN;

    /**
     * Called once, before anybody gets in.
     *
     * @param kept what the gateway keeps of credentials
     * @param nodes that it knows
     * @param runtime for what takes its time, or has to be looked at again
     */
    Doors over(Credentials kept, KnownNodes nodes, GatewayRuntime runtime);
}
