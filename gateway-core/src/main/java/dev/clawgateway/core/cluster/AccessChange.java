package dev.clawgateway.core.cluster;

import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.PairedDevice;

/** What a command changed of what is kept of credentials. */
public sealed interface AccessChange extends Change.OfRegistry {
    record CredentialSaved(CredentialRecord credential) implements AccessChange, Change.Revised {
        @Override
        public long revision() {
            return credential.revision();
        }
    }

    record CredentialForgotten(String id) implements AccessChange, Change.Plain {}

    record RevocationSaved(Revocation revocation) implements AccessChange, Change.Plain {}

    record RevocationForgotten(Revocation.Of what, String whose)
            implements AccessChange, Change.Plain {}

    record JoinUsed(JoinUse use) implements AccessChange, Change.Plain {}

    record JoinUseForgotten(String join, String agentKey) implements AccessChange, Change.Plain {}

    record DeviceSaved(PairedDevice device) implements AccessChange, Change.Revised {
        @Override
        public long revision() {
            return device.revision();
        }
    }

    record DeviceForgotten(String device) implements AccessChange, Change.Plain {}
}
