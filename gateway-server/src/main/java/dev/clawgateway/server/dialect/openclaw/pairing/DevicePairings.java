package dev.clawgateway.server.dialect.openclaw.pairing;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.control.operations.access.DeviceAdmission;
import dev.clawgateway.control.operations.access.DeviceDecision;
import dev.clawgateway.control.operations.access.HandedToken;
import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.control.pairing.PairingCause;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.device.PairingWish;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.connect.ClientInfo;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.Secrets;
import dev.clawgateway.server.dialect.openclaw.handshake.Pairings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Devices that come in by this dialect, over the one list that all dialects share. */
public final class DevicePairings implements Pairings {
    private static final String DIALECT = "openclaw";
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Over which the next tries of those that wait are spread, in milliseconds. */
    private static final int SPREAD = 10_000;

    private final DeviceAdmission admission;
    private final @Nullable Tokens tokens;
    private final DeviceSightings sightings;
    private final Time time;

    /**
     * Over these.
     *
     * @param tokens reads those to join by; null where there are none
     * @param sightings are told whose tokens are used
     */
    public DevicePairings(
            DeviceAdmission admission,
            @Nullable Tokens tokens,
            DeviceSightings sightings,
            Time time) {
        this.admission = admission;
        this.tokens = tokens;
        this.sightings = sightings;
        this.time = time;
    }

    @Override
    public TokenCheck check(Applicant applicant, String token) {
        KnownDevices.TokenCheck check =
                admission.check(
                        applicant.deviceId(), applicant.role().text(), applicant.scopes(), token);
        return switch (check) {
            case GOOD -> {
                sightings.used(applicant.deviceId(), applicant.role().text(), time.now());
                yield TokenCheck.GOOD;
            }
            case WRONG -> TokenCheck.WRONG;
            case TOO_NARROW -> TokenCheck.TOO_NARROW;
        };
    }

    @Override
    public boolean approved(String deviceId, ClientRole role) {
        return admission.approved(deviceId, role.text());
    }

    @Override
    public void decide(Applicant applicant, Voucher voucher, Consumer<Decision> decision) {
        Finding.Known credential = voucher.credential();
        boolean node =
                credential != null && credential.caller().principal() instanceof Principal.Node;
        Map<String, String> labels = credential == null || !node ? Map.of() : credential.labels();
        String bootstrap = applicant.params().auth().bootstrapToken();
        if (voucher.secret() || credential != null || bootstrap == null || ownToken(applicant)) {
            decide(
                    applicant,
                    new ApprovalRules.Voucher(applicant.local(), node, labels, null),
                    decision);
        } else if (tokens == null) {
            decision.accept(new Decision.BadBootstrap());
        } else {
            tokens.read(
                    applicant.peer(),
                    List.of(bootstrap),
                    reading -> introduced(applicant, reading, decision));
        }
    }

    private boolean ownToken(Applicant applicant) {
        Secrets shown = applicant.params().auth();
        String token = shown.deviceToken() == null ? shown.token() : shown.deviceToken();
        return token != null && check(applicant, token) == TokenCheck.GOOD;
    }

    private void introduced(
            Applicant applicant, Tokens.Reading reading, Consumer<Decision> decision) {
        switch (reading) {
            case Tokens.Reading.Good(Credential ticket)
                    when ticket.holder() instanceof Holder.Join
                            && applicant.role() == ClientRole.NODE ->
                    decide(
                            applicant,
                            new ApprovalRules.Voucher(applicant.local(), false, Map.of(), ticket),
                            decision);
            case Tokens.Reading.Later(String why, Duration pause) ->
                    decision.accept(new Decision.Later(why, pause));
            default -> decision.accept(new Decision.BadBootstrap());
        }
    }

    private void decide(
            Applicant applicant, ApprovalRules.Voucher voucher, Consumer<Decision> decision) {
        Caller caller =
                Caller.of(new Principal.Device(applicant.deviceId()), DIALECT, applicant.peer());
        admission.decide(
                caller,
                wish(applicant),
                voucher,
                came -> decision.accept(decision(applicant, voucher, came)));
    }

    private static PairingWish wish(Applicant applicant) {
        ConnectParams params = applicant.params();
        ClientInfo client = params.client();
        return new PairingWish(
                applicant.deviceId(),
                applicant.key().text(),
                applicant.role().text(),
                words(params.scopes()),
                words(params.caps()),
                words(params.commands()),
                new DeviceCard(
                        client.displayName(),
                        client.platform(),
                        client.deviceFamily(),
                        client.id(),
                        client.mode(),
                        client.version()),
                applicant.peer().address());
    }

    private static List<String> words(List<String> said) {
        return said.stream().filter(word -> !word.isBlank()).distinct().toList();
    }

    private static Decision decision(
            Applicant applicant, ApprovalRules.Voucher voucher, DeviceDecision came) {
        return switch (came) {
            case DeviceDecision.Admitted(PairedRole role, @Nullable HandedToken token) ->
                    paired(applicant, role, token);
            case DeviceDecision.Waits(
                            var request,
                            PairingCause cause,
                            @Nullable PairedDevice device) ->
                    new Decision.Unpaired(
                            request.id(),
                            cause(cause),
                            roles(device),
                            scopes(device, applicant.role()),
                            applicant.role() == ClientRole.NODE ? pause(applicant) : null);
            case DeviceDecision.Unable(ErrorCode code, String _)
                    when code == ErrorCode.PERMISSION_DENIED && voucher.join() != null ->
                    new Decision.BadBootstrap();
            case DeviceDecision.Unable(ErrorCode _, String why) -> new Decision.Later(why, SOON);
        };
    }

    private static Decision paired(
            Applicant applicant, PairedRole role, @Nullable HandedToken token) {
        ConnectParams params = applicant.params();
        DeviceToken kept = token == null ? null : token.role().token();
        return new Decision.Paired(
                words(params.scopes()),
                params.caps().stream().filter(role.caps()::contains).toList(),
                params.commands().stream().filter(role.commands()::contains).toList(),
                token == null ? null : token.token(),
                kept == null ? null : kept.issuedAt());
    }

    private static Cause cause(PairingCause cause) {
        return switch (cause) {
            case NOT_PAIRED, COMMAND_UPGRADE -> Cause.NOT_PAIRED;
            case ROLE_UPGRADE -> Cause.ROLE_UPGRADE;
            case SCOPE_UPGRADE -> Cause.SCOPE_UPGRADE;
            case METADATA_UPGRADE -> Cause.METADATA_UPGRADE;
        };
    }

    private static List<String> roles(@Nullable PairedDevice device) {
        return device == null ? List.of() : device.roles().stream().map(PairedRole::role).toList();
    }

    private static List<String> scopes(@Nullable PairedDevice device, ClientRole role) {
        PairedRole approved = device == null ? null : device.role(role.text());
        return approved == null ? List.of() : approved.scopes();
    }

    /** Not all in step, though all were sent away at once. */
    private static Duration pause(Applicant applicant) {
        return SOON.plusMillis(Math.floorMod(Objects.hashCode(applicant.deviceId()), SPREAD));
    }
}
