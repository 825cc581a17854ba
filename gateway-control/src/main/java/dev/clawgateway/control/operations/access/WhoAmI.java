package dev.clawgateway.control.operations.access;

import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is to the gateway.
 *
 * @param rights null where nobody asked for any, and for nodes
 */
public record WhoAmI(Principal principal, @Nullable Rights rights) {}
