package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.control.pairing.PairingCause;
import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.control.pairing.PendingPairings;
import dev.clawgateway.control.pairing.SeldomTold;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.DeviceLimits;
import dev.clawgateway.core.device.DeviceScopes;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.device.PairingWish;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a device that has proven its key may be what it asks for. It may if that is approved, or
 * a rule approves it now; else it waits, and is given nothing. Safe from any thread; never blocks.
 */
public final class DeviceAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceAdmission.class);

    /** Of the credential that comes of joining, which nobody is given: a device has its key. */
    private static final Duration JOINED = Duration.ofMinutes(1);

    private final Desk desk;
    private final KnownDevices known;
    private final PendingPairings pending;
    private final Supplier<ApprovalRules> rules;
    private final Making making;

    /**
     * What is made up for devices.
     *
     * @param secrets tokens that nobody can guess
     * @param ids of credentials
     * @param told has what waits written to the log
     */
    public record Making(Supplier<String> secrets, Supplier<UUID> ids, SeldomTold told) {}

    public DeviceAdmission(
            Desk desk,
            KnownDevices known,
            PendingPairings pending,
            Supplier<ApprovalRules> rules,
            Making making) {
        this.desk = desk;
        this.known = known;
        this.pending = pending;
        this.rules = rules;
        this.making = making;
    }

    /**
     * Decides.
     *
     * @param caller the device, for records and the audit
     * @param told once, on any thread, perhaps before this returns
     */
    public void decide(
            Caller caller,
            PairingWish wish,
            ApprovalRules.Voucher voucher,
            Consumer<DeviceDecision> told) {
        String problem = DeviceLimits.problem(wish);
        if (problem != null) {
            told.accept(new DeviceDecision.Unable(ErrorCode.INVALID_REQUEST, problem));
            return;
        }
        PairedRole role = known.role(wish.device(), wish.role());
        PairingCause cause = cause(wish, role);
        ApprovalWay way = cause == null ? null : rules.get().way(wish, voucher);
        if (way != null) {
            approve(caller, wish, voucher, way, told);
        } else if (cause == null || (cause == PairingCause.COMMAND_UPGRADE && role != null)) {
            admit(
                    caller,
                    wish,
                    voucher.join(),
                    told,
                    () -> admit(caller, wish, Objects.requireNonNull(role), cause, told));
        } else {
            told.accept(
                    new DeviceDecision.Waits(ask(wish, cause), cause, known.device(wish.device())));
        }
    }

    /** It is known; that what it shows still holds is judged where its use is counted. */
    private void admit(
            Caller caller,
            PairingWish wish,
            @Nullable Credential ticket,
            Consumer<DeviceDecision> told,
            Runnable then) {
        if (ticket == null) {
            then.run();
        } else {
            joined(caller, wish, ticket, told, then);
        }
    }

    private @Nullable PairingCause cause(PairingWish wish, @Nullable PairedRole role) {
        PairedDevice device = known.device(wish.device());
        if (device == null) {
            return PairingCause.NOT_PAIRED;
        } else if (role == null) {
            return device.role(wish.role()) == null && approvedForAny(device)
                    ? PairingCause.ROLE_UPGRADE
                    : PairingCause.NOT_PAIRED;
        } else if (wish.role().equals(DeviceLimits.OPERATOR)
                && !DeviceScopes.contain(role.scopes(), wish.scopes())) {
            return PairingCause.SCOPE_UPGRADE;
        } else if (changed(device.card(), wish.card())) {
            return PairingCause.METADATA_UPGRADE;
        }
        return role.commands().containsAll(wish.commands()) && role.caps().containsAll(wish.caps())
                ? null
                : PairingCause.COMMAND_UPGRADE;
    }

    private boolean approvedForAny(PairedDevice device) {
        return device.roles().stream()
                .anyMatch(role -> known.role(device.id(), role.role()) != null);
    }

    /** Only what it was approved with is held against it. */
    private static boolean changed(DeviceCard approved, DeviceCard now) {
        return (approved.platform() != null && !approved.platform().equals(now.platform()))
                || (approved.family() != null && !approved.family().equals(now.family()));
    }

    private PendingPairing ask(PairingWish wish, PairingCause cause) {
        boolean repair = known.device(wish.device()) != null;
        PendingPairing request = pending.ask(wish, cause, repair);
        int untold = making.told().tell(wish.device() + " " + cause);
        if (untold != SeldomTold.NOT_NOW) {
            LOG.atInfo()
                    .addKeyValue("device", wish.device())
                    .addKeyValue("role", wish.role())
                    .addKeyValue("cause", cause.reason())
                    .addKeyValue("request", request.id())
                    .addKeyValue("address", wish.address())
                    .addKeyValue("untold", untold)
                    .log("a device waits to be approved");
        }
        return request;
    }

    private void approve(
            Caller caller,
            PairingWish wish,
            ApprovalRules.Voucher voucher,
            ApprovalWay way,
            Consumer<DeviceDecision> told) {
        Credential credential = voucher.join();
        if (way == ApprovalWay.JOIN_CREDENTIAL && credential != null) {
            joined(caller, wish, credential, told, () -> store(caller, wish, way, told));
        } else {
            store(caller, wish, way, told);
        }
    }

    private void joined(
            Caller caller,
            PairingWish wish,
            Credential ticket,
            Consumer<DeviceDecision> told,
            Runnable then) {
        desk.place(
                caller,
                join(wish, ticket),
                (Answer<Boolean> answer) -> {
                    switch (answer) {
                        case Answer.Given<Boolean> _ -> then.run();
                        case Answer.Refused<Boolean>(var code, var why) ->
                                told.accept(new DeviceDecision.Unable(code, why));
                    }
                },
                Outcome.Issued::fresh);
    }

    /** Counts the use, in the commit that says so. */
    private AccessCommand.Join join(PairingWish wish, Credential ticket) {
        return new AccessCommand.Join(
                ticket,
                wish.device(),
                ApprovalRules.nodeName(wish),
                making.ids().get().toString(),
                JOINED);
    }

    private void store(
            Caller caller, PairingWish wish, ApprovalWay way, Consumer<DeviceDecision> told) {
        Reply<PairedDevice> then =
                answer -> {
                    switch (answer) {
                        case Answer.Given<PairedDevice>(PairedDevice device) -> {
                            pending.withdraw(wish.device(), true);
                            PairedRole role = Objects.requireNonNull(device.role(wish.role()));
                            admit(caller, wish, role, null, told);
                        }
                        case Answer.Refused<PairedDevice>(var code, var why) ->
                                told.accept(new DeviceDecision.Unable(code, why));
                    }
                };
        desk.place(
                caller, new AccessCommand.ApproveDevice(wish, way), then, Outcome.Paired::device);
    }

    private void admit(
            Caller caller,
            PairingWish wish,
            PairedRole role,
            @Nullable PairingCause more,
            Consumer<DeviceDecision> told) {
        if (more != null) {
            ask(wish, more);
        } else {
            forgetMore(wish);
        }
        DeviceToken token = known.token(wish.device(), wish.role());
        boolean node = wish.role().equals(DeviceLimits.NODE);
        if (token != null && (node || DeviceScopes.contain(token.scopes(), wish.scopes()))) {
            told.accept(new DeviceDecision.Admitted(role, null));
        } else {
            give(caller, wish, role, node ? role.scopes() : wish.scopes(), told);
        }
    }

    /** Nobody has to decide any more on what the device does not have any more. */
    private void forgetMore(PairingWish wish) {
        PendingPairing waiting = pending.ofDevice(wish.device());
        if (waiting != null
                && waiting.cause() == PairingCause.COMMAND_UPGRADE
                && waiting.wish().role().equals(wish.role())) {
            pending.withdraw(wish.device(), false);
        }
    }

    /** Whoever gets none comes in all the same: what let it in now does so again. */
    private void give(
            Caller caller,
            PairingWish wish,
            PairedRole role,
            List<String> scopes,
            Consumer<DeviceDecision> told) {
        String token = making.secrets().get();
        String hash = KnownDevices.hash(token);
        desk.place(
                caller,
                new AccessCommand.SetDeviceToken(wish.device(), wish.role(), hash, scopes, true),
                (Answer<PairedDevice> answer) -> {
                    PairedRole now =
                            answer instanceof Answer.Given<PairedDevice>(PairedDevice device)
                                    ? device.role(wish.role())
                                    : null;
                    told.accept(
                            now == null
                                    ? new DeviceDecision.Admitted(role, null)
                                    : new DeviceDecision.Admitted(
                                            now, new HandedToken(wish.device(), now, token)));
                },
                Outcome.Paired::device);
    }

    /** Whether a device is approved in a role, by what is durable now. */
    public boolean approved(String device, String role) {
        return known.role(device, role) != null;
    }

    /** Judges what a device shows as its token. */
    public KnownDevices.TokenCheck check(
            String device, String role, List<String> scopes, String shown) {
        return known.check(device, role, scopes, shown);
    }
}
