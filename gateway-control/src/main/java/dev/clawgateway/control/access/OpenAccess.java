package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.placement.Decision;

/**
 * The door of a gateway without access control: by listener and kind of operation. The registries
 * of members, whose clients show no token, are open on local listeners only.
 */
public final class OpenAccess implements Access {
    private static final Decision ALLOWED = new Decision.Allowed();

    @Override
    public Decision decide(Caller caller, Operation operation, Target target) {
        return !operation.localOnly() || caller.local()
                ? ALLOWED
                : new Decision.Denied(
                        operation.text()
                                + " is open on loopback listeners only, as long as callers are not"
                                + " asked who they are; this one is reached from other machines");
    }
}
