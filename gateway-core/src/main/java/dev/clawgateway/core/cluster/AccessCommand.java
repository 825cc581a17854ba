package dev.clawgateway.core.cluster;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.PairingWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wish about credentials. That whoever wishes it may do so was looked at before. */
public sealed interface AccessCommand<O extends Outcome.Granted> extends Command.OfRegistry<O> {
    /**
     * Issues one.
     *
     * @param id fresh; a known one is refused
     * @param lifetime null for the usual one of its kind, or what is left of that until the latest
     *     end
     * @param latest when it has to end: one that is to live longer is refused; null for no bound
     */
    record Issue(String id, Holder holder, @Nullable Duration lifetime, @Nullable Instant latest)
            implements AccessCommand<Outcome.Issued> {
        /** One without a bound. */
        public Issue(String id, Holder holder, Duration lifetime) {
            this(id, holder, lifetime, null);
        }
    }

    /** Takes one back, also one that was not issued here. */
    record Revoke(String id) implements AccessCommand<Outcome.Changed> {}

    /** Takes back whatever a subject has been issued by now. */
    record RevokeSubject(String subject) implements AccessCommand<Outcome.Changed> {}

    /**
     * An agent becomes a node. The use is counted in the commit that makes the credential; an agent
     * that asks again uses nothing more.
     *
     * @param ticket what it shows: its token is one of ours
     * @param agentKey by which it is known again
     * @param name that the node is to have
     * @param id fresh, for the node's credential
     * @param lifetime of that
     */
    record Join(Credential ticket, String agentKey, String name, String id, Duration lifetime)
            implements AccessCommand<Outcome.Issued> {}

    /**
     * A node gets a fresh credential for one that is valid, or has expired within the grace.
     *
     * @param shown its token is one of ours
     * @param id fresh
     */
    record Renew(Credential shown, String id) implements AccessCommand<Outcome.Issued> {}

    /**
     * Another key signs from now on.
     *
     * @param key its id
     */
    record NoteKey(String key) implements AccessCommand<Outcome.Changed> {}

    /** A wish about devices that identify themselves by a key. */
    sealed interface OfDevice<O extends Outcome.Granted> extends AccessCommand<O> {
        /** Of which one. */
        String device();
    }

    /**
     * Lets a device be what it asks for, beside what it may be already.
     *
     * @param via how it came to that
     */
    record ApproveDevice(PairingWish wish, ApprovalWay via) implements OfDevice<Outcome.Paired> {
        @Override
        public String device() {
            return wish.device();
        }
    }

    /** Takes back all that a device may be; its tokens are no good from then on. */
    record RemoveDevice(String device) implements OfDevice<Outcome.Changed> {}

    /**
     * Gives a device another name.
     *
     * @param name null for its own
     */
    record RenameDevice(String device, @Nullable String name) implements OfDevice<Outcome.Paired> {}

    /**
     * Gives a device a token for a role.
     *
     * @param hash of the token
     * @param scopes that it allows; null for those of the token before, or else all approved ones
     * @param first whether it is refused where there is a good one that allows those scopes
     */
    record SetDeviceToken(
            String device, String role, String hash, @Nullable List<String> scopes, boolean first)
            implements OfDevice<Outcome.Paired> {}

    /** Takes back the token of a role. */
    record RevokeDeviceToken(String device, String role) implements OfDevice<Outcome.Paired> {}
}
