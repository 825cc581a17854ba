package dev.clawgateway.server.dialect.openclaw.method;

import dev.clawgateway.protocol.openclaw.ClientRole;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One method.
 *
 * @param name as it is asked for
 * @param roles who may ask
 * @param scope that an operator needs; null for none
 */
public record MethodEntry(
        String name, Set<ClientRole> roles, @Nullable String scope, MethodHandler handler) {
    public MethodEntry {
        roles = Set.copyOf(roles);
    }

    /** Of operators with a scope. */
    public static MethodEntry operator(String name, String scope, MethodHandler handler) {
        return new MethodEntry(name, Set.of(ClientRole.OPERATOR), scope, handler);
    }

    /** Of any operator. */
    public static MethodEntry anyOperator(String name, MethodHandler handler) {
        return new MethodEntry(name, Set.of(ClientRole.OPERATOR), null, handler);
    }

    /** Of nodes. */
    public static MethodEntry node(String name, MethodHandler handler) {
        return new MethodEntry(name, Set.of(ClientRole.NODE), null, handler);
    }
}
