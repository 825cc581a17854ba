package dev.clawgateway.control.operations.access;

import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is to the gateway.
 *
 * @param rights null where nobody asked for any, and for nodes
 * @param expires when what it was let in by ends; null where nobody asked, or nobody can tell
 */
public record WhoAmI(Principal principal, @Nullable Rights rights, @Nullable Instant expires) {}
