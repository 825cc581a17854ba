package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.net.websocket.Handshake;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.OpenClawCode;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.connect.ClientInfo;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.DeviceSignature;
import dev.clawgateway.protocol.openclaw.connect.Secrets;
import dev.clawgateway.protocol.openclaw.connect.SignedDevice;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a client is let in, once it has asked properly: its secret, its device, who has approved
 * that. One at a time, and confined to the session's event loop.
 */
final class Judgment {
    private static final Duration LONGEST_HELD = Duration.ofSeconds(5);

    private final Session session;
    private final ArrivalServices services;
    private final OpenClawSettings settings;
    private final Outcome outcome;
    private final SecretCheck secrets;
    private final boolean local;
    private final Thread loop = Thread.currentThread();

    /** Who wants to know. Told once. */
    interface Outcome {
        void refused(HandshakeRefusal refusal);

        void admitted(OpenClawClient client, JsonNode hello);
    }

    Judgment(
            Session session,
            Handshake handshake,
            ArrivalServices services,
            OpenClawSettings settings,
            Outcome outcome) {
        this.session = session;
        this.services = services;
        this.settings = settings;
        this.outcome = outcome;
        this.local = Locality.of(handshake);
        this.secrets = new SecretCheck(session, handshake, settings, services.authenticator());
    }

    /**
     * Judges.
     *
     * @param nonce of our challenge; null when there was none
     */
    void judge(ConnectParams params, ClientRole role, @Nullable String nonce) {
        secrets.check(
                params,
                role,
                local,
                found -> {
                    SignedDevice device = params.device();
                    if (device == null) {
                        withoutDevice(params, role, found);
                    } else {
                        withDevice(params, role, device, nonce, found);
                    }
                });
    }

    /** Only operators may come so, and only with a good secret. */
    private void withoutDevice(ConnectParams params, ClientRole role, SecretCheck.Found found) {
        switch (found) {
            case SecretCheck.Found.Bad(SecretFailure failure) when failure.wrong() ->
                    wrong(failure, params);
            case SecretCheck.Found.Good(Pairings.Voucher voucher)
                    when role == ClientRole.OPERATOR ->
                    admit(
                            params,
                            role,
                            new Pass(
                                    withoutDevice(params, voucher),
                                    params.caps(),
                                    params.commands(),
                                    null,
                                    null,
                                    voucher,
                                    null));
            case SecretCheck.Found _ ->
                    outcome.refused(
                            HandshakeRefusal.of(
                                    new OpenClawError(
                                                    OpenClawCode.NOT_PAIRED,
                                                    "device identity required")
                                            .with(
                                                    JsonTree.MAPPER
                                                            .createObjectNode()
                                                            .put(
                                                                    "code",
                                                                    "DEVICE_IDENTITY_REQUIRED")),
                                    "device_identity_required"));
        }
    }

    /** Scopes belong to a device that somebody approved; others keep them by who they are. */
    private List<String> withoutDevice(ConnectParams params, Pairings.Voucher voucher) {
        Finding.Known credential = voucher.credential();
        if (credential != null) {
            return ScopeRights.within(params.scopes(), credential);
        }
        ClientInfo client = params.client();
        boolean cli = client.id().equals("cli") && client.mode().equals("cli");
        return local && cli ? params.scopes() : List.of();
    }

    private void withDevice(
            ConnectParams params,
            ClientRole role,
            SignedDevice device,
            @Nullable String nonce,
            SecretCheck.Found found) {
        ConnectCheck check = new ConnectCheck(settings, services.time());
        switch (check.device(params, device, nonce, local)) {
            case ConnectCheck.Signed.No(HandshakeRefusal refusal) -> outcome.refused(refusal);
            case ConnectCheck.Signed.By(var key, DeviceSignature version) -> {
                Pairings.Applicant applicant =
                        new Pairings.Applicant(params, key, role, session.peer(), local);
                switch (found) {
                    case SecretCheck.Found.Good(Pairings.Voucher voucher) ->
                            decide(applicant, voucher, version);
                    case SecretCheck.Found.Bad(SecretFailure failure) ->
                            byDeviceToken(applicant, failure, version);
                }
            }
        }
    }

    /** Older clients show the device's token where others show the gateway's. */
    private void byDeviceToken(
            Pairings.Applicant applicant, SecretFailure failure, DeviceSignature version) {
        Secrets shown = applicant.params().auth();
        String token = shown.deviceToken() == null ? shown.token() : shown.deviceToken();
        Pairings.Voucher none = new Pairings.Voucher(false, null);
        if (token == null) {
            if (shown.bootstrapToken() == null) {
                wrong(failure, applicant.params());
            } else {
                decide(applicant, none, version);
            }
            return;
        }
        switch (services.pairings().check(applicant, token)) {
            case GOOD -> decide(applicant, none, version);
            case TOO_NARROW -> wrong(SecretFailure.AUTH_SCOPE_MISMATCH, applicant.params());
            case WRONG ->
                    wrong(
                            shown.deviceToken() == null
                                    ? failure
                                    : SecretFailure.AUTH_DEVICE_TOKEN_MISMATCH,
                            applicant.params());
        }
    }

    /** Whoever does this too often is told so, and later and later. */
    private void wrong(SecretFailure failure, ConnectParams params) {
        SignedDevice device = params.device();
        HandshakeRefusal refusal =
                failure.refusal(device != null && params.auth().deviceToken() == null);
        if (!failure.wrong() || local) {
            outcome.refused(refusal);
            return;
        }
        Duration pause =
                services.wrong()
                        .count(session.peer(), device == null ? "" : device.id(), failure.cause());
        if (pause.isZero()) {
            outcome.refused(refusal);
            return;
        }
        HandshakeRefusal limited = SecretFailure.AUTH_RATE_LIMITED.refusal(pause);
        var _ =
                session.after(
                        pause.compareTo(LONGEST_HELD) < 0 ? pause : LONGEST_HELD,
                        () -> outcome.refused(limited));
    }

    private void decide(
            Pairings.Applicant applicant, Pairings.Voucher voucher, DeviceSignature version) {
        services.pairings()
                .decide(
                        applicant,
                        voucher,
                        decision -> onLoop(() -> decided(applicant, voucher, version, decision)));
    }

    private void onLoop(Runnable task) {
        if (Thread.currentThread().equals(loop)) {
            task.run();
        } else {
            session.execute(() -> {
                if (!session.closing()) {
                    task.run();
                }
            });
        }
    }

    private void decided(
            Pairings.Applicant applicant,
            Pairings.Voucher voucher,
            DeviceSignature version,
            Pairings.Decision decision) {
        switch (decision) {
            case Pairings.Decision.Paired paired ->
                    admit(
                            applicant.params(),
                            applicant.role(),
                            new Pass(
                                    scopes(paired, applicant, voucher),
                                    paired.caps(),
                                    paired.commands(),
                                    applicant.deviceId(),
                                    version,
                                    voucher,
                                    paired));
            case Pairings.Decision.Unpaired unpaired ->
                    outcome.refused(PairingWords.refusal(applicant, unpaired));
            case Pairings.Decision.BadBootstrap _ ->
                    wrong(SecretFailure.AUTH_BOOTSTRAP_TOKEN_INVALID, applicant.params());
            case Pairings.Decision.Later(String why, Duration retryAfter) ->
                    outcome.refused(
                            new HandshakeRefusal(
                                    OpenClawError.unavailable(why).retry(retryAfter),
                                    CloseCode.TRY_LATER,
                                    why,
                                    "pairing_later"));
        }
    }

    /** A node's scopes mean nothing, and it gets back what it asked for. */
    private static List<String> scopes(
            Pairings.Decision.Paired paired,
            Pairings.Applicant applicant,
            Pairings.Voucher voucher) {
        if (applicant.role() == ClientRole.NODE) {
            return applicant.params().scopes();
        }
        Finding.Known credential = voucher.credential();
        return credential == null
                ? paired.scopes()
                : ScopeRights.within(paired.scopes(), credential);
    }

    private void admit(ConnectParams params, ClientRole role, Pass pass) {
        HandshakeRefusal refusal = Welcome.room(session, role, services);
        if (refusal != null) {
            outcome.refused(refusal);
            return;
        }
        OpenClawClient client = pass.client(session, params, role, services);
        Pairings.Decision.Paired paired = pass.paired();
        outcome.admitted(
                client,
                Welcome.hello(
                        client,
                        paired == null ? null : paired.token(),
                        paired == null ? null : paired.issuedAt(),
                        services,
                        settings));
    }

    /** The session has ended. */
    void ended() {
        secrets.ended();
    }
}
