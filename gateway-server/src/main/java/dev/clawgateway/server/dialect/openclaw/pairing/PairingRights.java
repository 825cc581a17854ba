package dev.clawgateway.server.dialect.openclaw.pairing;

import dev.clawgateway.control.operations.access.DeviceReach;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;

/**
 * What {@link Scopes#PAIRING} comes to: by it alone somebody may decide on devices, which is
 * otherwise for admins. How far he reaches is bounded by the rest of his scopes.
 */
public final class PairingRights {
    private PairingRights() {}

    /** Who asks, for operations about devices and no other; the limits of his credential stay. */
    public static Caller caller(MethodCall call) {
        Caller caller = call.caller();
        Rights own = caller.rights();
        return call.client().may(Scopes.PAIRING) && own != null
                ? caller.with(new Rights(Role.ADMIN, own.virtualClusters(), own.ownOnly()))
                : caller;
    }

    /** Which devices he may decide on. */
    public static DeviceReach reach(MethodCall call) {
        OpenClawClient client = call.client();
        boolean byToken = client.deviceId() != null && !client.identity().bySecret();
        return new DeviceReach(
                client.scopes(), client.deviceId(), byToken && !client.may(Scopes.ADMIN));
    }
}
