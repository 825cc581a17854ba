package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.openclaw.Scopes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scopes of an operator come to, and which its credential lets it have. */
final class ScopeRights {
    private ScopeRights() {}

    /** The widest role whose work these scopes are. */
    private static Role role(List<String> scopes) {
        if (Scopes.contain(scopes, Scopes.ADMIN)) {
            return Role.ADMIN;
        }
        return Scopes.contain(scopes, Scopes.WRITE) ? Role.OPERATOR : Role.VIEWER;
    }

    /**
     * What a session may do in the fleet.
     *
     * @param credential of ours that it was let in by; null for none
     */
    static Rights rights(List<String> scopes, Finding.@Nullable Known credential) {
        Role role = role(scopes);
        Rights most = credential == null ? null : credential.caller().rights();
        if (most == null) {
            return Rights.of(role);
        }
        return new Rights(
                most.role().includes(role) ? role : most.role(),
                most.virtualClusters(),
                most.ownOnly());
    }

    /** Those of the scopes asked for that a credential lets its holder have. */
    static List<String> within(List<String> scopes, Finding.Known credential) {
        Rights most = credential.caller().rights();
        Role role = most == null ? Role.ADMIN : most.role();
        return scopes.stream().filter(scope -> role.includes(needed(scope))).toList();
    }

    private static Role needed(String scope) {
        return switch (scope) {
            case Scopes.READ -> Role.VIEWER;
            case Scopes.WRITE -> Role.OPERATOR;
            default -> Role.ADMIN;
        };
    }
}
