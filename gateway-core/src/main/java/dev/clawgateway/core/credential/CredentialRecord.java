package dev.clawgateway.core.credential;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.access.Credential;
import org.jspecify.annotations.Nullable;

/**
 * A credential that was issued here, as it is kept until some time after it has expired. The token
 * itself is kept nowhere.
 *
 * @param by who had it issued; a node that joins or renews has its own issued
 * @param agentKey of the agent that keeps its node's name for itself as long as this is valid; null
 *     where none does, or no longer
 * @param revision of the command that saved it last
 */
public record CredentialRecord(
        Credential credential, Caller by, @Nullable String agentKey, long revision) {
    public String id() {
        return credential.id();
    }

    /** The node's name is free for another agent. */
    public CredentialRecord freed() {
        return new CredentialRecord(credential, by, null, revision);
    }

    /** As saved by the command of that revision. */
    public CredentialRecord at(long saved) {
        return new CredentialRecord(credential, by, agentKey, saved);
    }
}
