package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The door of a gateway without access control: by listener and kind of operation. The registries
 * of members, whose clients show no token, and what reaches the gateway's own disk are open on
 * local listeners only.
 */
public final class OpenAccess implements Access {
    private static final Decision ALLOWED = new Decision.Allowed();

    private static final Set<Operation> LOCAL_ONLY =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            Operation.REGISTER_DISCOVERED,
                            Operation.HEAR_DISCOVERED,
                            Operation.LIST_DISCOVERED,
                            Operation.SHOW_DISCOVERED_LEADER,
                            Operation.POST_DISCOVERED_LEADER,
                            Operation.REMOVE_DISCOVERED,
                            Operation.COUNT_DISCOVERED,
                            Operation.RESET_DISCOVERY,
                            Operation.REGISTER_MEMBER,
                            Operation.HEAR_MEMBER,
                            Operation.LIST_MEMBERS,
                            Operation.SHOW_MEMBER,
                            Operation.ENABLE_MEMBER,
                            Operation.DISABLE_MEMBER,
                            Operation.REMOVE_MEMBER,
                            Operation.SHOW_STANDING,
                            Operation.SHOW_MEMBERS_HEALTH,
                            Operation.SET_MEMBER_SERVING,
                            Operation.COPY_STORE,
                            Operation.SHOW_COPY,
                            Operation.RELOAD_CONFIGURATION,
                            Operation.SHOW_CONFIGURATION,
                            Operation.SET_LOG_LEVEL));

    @Override
    public Decision decide(Caller caller, Operation operation, Target target) {
        return caller.local() || !LOCAL_ONLY.contains(operation)
                ? ALLOWED
                : new Decision.Denied(
                        operation.text()
                                + " is open on loopback listeners only, as long as callers are not"
                                + " asked who they are; this one is reached from other machines");
    }
}
