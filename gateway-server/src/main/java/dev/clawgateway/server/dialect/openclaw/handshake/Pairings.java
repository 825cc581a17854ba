package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.core.Peer;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.DeviceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which devices are approved, and for what. Safe from any thread; never blocks. */
public interface Pairings {
    /** Nobody is approved, and nobody can be. */
    Pairings NONE =
            new Pairings() {
                @Override
                public TokenCheck check(Applicant applicant, String token) {
                    return TokenCheck.WRONG;
                }

                @Override
                public boolean approved(String deviceId, ClientRole role) {
                    return false;
                }

                @Override
                public void decide(
                        Applicant applicant, Voucher voucher, Consumer<Decision> decision) {
                    decision.accept(
                            new Decision.Unpaired(
                                    null, Cause.NOT_PAIRED, List.of(), List.of(), null));
                }
            };

    /**
     * A device that has shown that it holds its key.
     *
     * @param params as it sent them
     * @param local whether it is on this machine, by its address and by what it asked for
     */
    record Applicant(
            ConnectParams params, DeviceKey key, ClientRole role, Peer peer, boolean local) {
        public String deviceId() {
            return key.deviceId();
        }

        /** What it asks for: of a node nothing, whatever it says. */
        public List<String> scopes() {
            return role == ClientRole.NODE ? List.of() : params.scopes();
        }
    }

    /**
     * What else speaks for it. Somebody who has neither has shown a good token of the device.
     *
     * @param secret whether it showed the gateway's secret, or none is asked for
     * @param credential of ours that it showed, for this node or for an operator; null for none
     */
    record Voucher(boolean secret, Finding.@Nullable Known credential) {}

    /** What a token came to that a device has shown as its own. */
    enum TokenCheck {
        GOOD,
        /** It is not this device's, or no longer. */
        WRONG,
        /** It is, and does not allow what is asked for. */
        TOO_NARROW
    }

    /** Why a device has to be approved. */
    enum Cause {
        NOT_PAIRED("not-paired", "device is not approved yet"),
        ROLE_UPGRADE("role-upgrade", "device is asking for a higher role than currently approved"),
        SCOPE_UPGRADE("scope-upgrade", "device is asking for more scopes than currently approved"),
        METADATA_UPGRADE("metadata-upgrade", "device identity changed and must be re-approved");

        private final String reason;
        private final String text;

        Cause(String reason, String text) {
            this.reason = reason;
            this.text = text;
        }

        /** In a word. */
        public String reason() {
            return reason;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }

    /** What becomes of an applicant. */
    sealed interface Decision {
        /**
         * It is let in.
         *
         * @param scopes that it has from now on; of what it asked for, what is approved
         * @param caps that count
         * @param commands that count
         * @param token that it is given to come again by; null for none
         * @param issuedAt when it was; null without one
         */
        record Paired(
                List<String> scopes,
                List<String> caps,
                List<String> commands,
                @Nullable String token,
                @Nullable Instant issuedAt)
                implements Decision {
            public Paired {
                scopes = List.copyOf(scopes);
                caps = List.copyOf(caps);
                commands = List.copyOf(commands);
            }

            /** Without the token. */
            @Override
            public String toString() {
                return "paired with " + scopes;
            }
        }

        /**
         * Somebody has to approve it first.
         *
         * @param requestId by which that is done; null where nobody can
         * @param roles that it is approved for
         * @param scopes that it is approved for
         * @param retryAfter when a node should ask again; null where nothing is said
         */
        record Unpaired(
                @Nullable String requestId,
                Cause cause,
                List<String> roles,
                List<String> scopes,
                @Nullable Duration retryAfter)
                implements Decision {
            public Unpaired {
                roles = List.copyOf(roles);
                scopes = List.copyOf(scopes);
            }
        }

        /** The token by which it introduces itself is no good, or used up. */
        record BadBootstrap() implements Decision {}

        /**
         * Nobody can say now.
         *
         * @param why for the client
         */
        record Later(String why, Duration retryAfter) implements Decision {}
    }

    /** Judges a token that the applicant shows as its own; in the same time whatever it is. */
    TokenCheck check(Applicant applicant, String token);

    /** Whether a device is approved in a role, by what is known now. */
    boolean approved(String deviceId, ClientRole role);

    /**
     * Decides on an applicant.
     *
     * @param decision told once, on any thread, perhaps before this returns
     */
    void decide(Applicant applicant, Voucher voucher, Consumer<Decision> decision);
}
