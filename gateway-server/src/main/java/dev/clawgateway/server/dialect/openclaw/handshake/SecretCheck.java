package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.core.Principal;
import dev.clawgateway.net.websocket.Handshake;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.Secrets;
import dev.clawgateway.protocol.openclaw.connect.SignedDevice;
import dev.clawgateway.server.dialect.Identification;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.http.ShownTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client has shown what lets it in, besides its device: the secret that all share, or a
 * credential of ours. Of one session, and confined to its event loop.
 */
final class SecretCheck {
    private static final String DIALECT = "openclaw";

    private final Session session;
    private final Handshake handshake;
    private final OpenClawSettings settings;
    private final Authenticator authenticator;
    private @Nullable Identification identification;

    SecretCheck(
            Session session,
            Handshake handshake,
            OpenClawSettings settings,
            Authenticator authenticator) {
        this.session = session;
        this.handshake = handshake;
        this.settings = settings;
        this.authenticator = authenticator;
    }

    /** What came of it. */
    sealed interface Found {
        record Good(Pairings.Voucher voucher) implements Found {}

        record Bad(SecretFailure failure) implements Found {}
    }

    /**
     * Looks at it.
     *
     * @param local whether the client is on this machine
     * @param then goes on, at once or later on the session's event loop
     */
    void check(ConnectParams params, ClientRole role, boolean local, Consumer<Found> then) {
        SharedSecret secret = settings.secret();
        Secrets shown = params.auth();
        boolean none = secret.mode() == SharedSecret.Mode.NONE;
        if (secret.is(shown.token()) || secret.is(shown.password())) {
            then.accept(new Found.Good(new Pairings.Voucher(true, null)));
        } else if (local && (none ? !asks() : secret.freeLocally())) {
            then.accept(new Found.Good(new Pairings.Voucher(true, null)));
        } else if (asks()) {
            identify(params, role, then);
        } else {
            then.accept(new Found.Bad(failure(shown)));
        }
    }

    private boolean asks() {
        return settings.entry().asking().contains(session.peer().listener());
    }

    private void identify(ConnectParams params, ClientRole role, Consumer<Found> then) {
        List<String> tokens = new ArrayList<>(ShownTokens.of(handshake));
        String token = params.auth().token();
        if (token != null && signed(token)) {
            tokens.add(token);
        }
        boolean known = session.peer().tlsIdentity() != null || session.peer().user() != null;
        if (tokens.isEmpty() && !known) {
            then.accept(new Found.Bad(failure(params.auth())));
            return;
        }
        Identification asked =
                new Identification(
                        session,
                        authenticator,
                        DIALECT,
                        tokens,
                        _ ->
                                session.close(
                                        OpenClawClient.INVALIDATED,
                                        "gateway auth changed",
                                        "credential_ended"));
        identification = asked;
        asked.of(
                principal(params, role),
                role == ClientRole.NODE ? params.client().displayName() : null,
                finding ->
                        then.accept(
                                finding instanceof Finding.Known credential
                                        ? new Found.Good(new Pairings.Voucher(false, credential))
                                        : new Found.Bad(failure(params.auth()))));
    }

    /**
     * A token of ours, or of a provider: three parts. A device's has one, and is not tried here.
     */
    private static boolean signed(String token) {
        return token.chars().filter(letter -> letter == '.').count() == 2;
    }

    private static Principal principal(ConnectParams params, ClientRole role) {
        SignedDevice device = params.device();
        return role == ClientRole.NODE && device != null
                ? new Principal.Node(OpenClawClient.nodeId(device.id()))
                : new Principal.Operator(null);
    }

    private SecretFailure failure(Secrets shown) {
        boolean something = shown.token() != null || shown.password() != null;
        if (settings.secret().mode() == SharedSecret.Mode.PASSWORD) {
            return something
                    ? SecretFailure.AUTH_PASSWORD_MISMATCH
                    : SecretFailure.AUTH_PASSWORD_MISSING;
        } else if (settings.authMode(session.peer().listener()).equals("none")) {
            return SecretFailure.AUTH_REQUIRED;
        }
        return something ? SecretFailure.AUTH_TOKEN_MISMATCH : SecretFailure.AUTH_TOKEN_MISSING;
    }

    /** The session has ended, or it was let in by something else. */
    void ended() {
        if (identification != null) {
            identification.ended();
        }
    }
}
