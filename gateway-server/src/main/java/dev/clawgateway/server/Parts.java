package dev.clawgateway.server;

import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreCopies;
import dev.clawgateway.net.Listeners;
import dev.clawgateway.server.audit.AuditLog;
import dev.clawgateway.server.reload.Reload;
import dev.clawgateway.server.runtime.GatewayRuntime;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is made of that is not its own: with others it runs the same in a test or a
 * simulation. It closes the store and the runtime when it is closed.
 *
 * @param copies of the store; null where none are made
 * @param audit of what people and programs do; null where none is kept
 * @param reload of the configuration; null where that is never read again
 * @param notices of what is not the gateway's own
 */
public record Parts(
        Store store,
        @Nullable StoreCopies copies,
        GatewayRuntime runtime,
        Listeners listeners,
        Instruments instruments,
        DoorSetup doors,
        @Nullable AuditLog audit,
        @Nullable Reload reload,
        Notices notices) {
    /** With a store of which no copies are made, and without an audit log. */
    public Parts(
            Store store,
            GatewayRuntime runtime,
            Listeners listeners,
            Instruments instruments,
            DoorSetup doors) {
        this(store, null, runtime, listeners, instruments, doors, null, null, Notices.NONE);
    }
}
