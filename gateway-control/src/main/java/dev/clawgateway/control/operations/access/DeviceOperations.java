package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.AuditEntry.About;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Refusals;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.lists.Listing;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.control.pairing.PairingFeed;
import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.control.pairing.PendingPairings;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Approves devices, shows them and takes them back. Nobody gives a device more than he has himself.
 * Safe from any thread.
 */
public final class DeviceOperations {
    private static final String NO_REQUEST = "unknown requestId";
    private static final String NO_DEVICE = "unknown deviceId";
    private static final String LAST =
            "no other device may approve devices; whoever removes this one may be left to the"
                    + " gateway's own machine. Say it again with force, if that is meant";

    private static final String SHOWN_ONCE =
            "the token was made when this was asked first, and is shown once; rotate it again under"
                    + " another key";

    private static final Listing<PairedDevice, ?> BY_ID = Listing.byName(PairedDevice::id);
    private static final Listing<PendingPairing, ?> BY_TIME =
            Listing.byName(
                    request -> "%013d %s".formatted(request.at().toEpochMilli(), request.id()));

    private final Desk desk;
    private final ClusterView view;
    private final KnownDevices approvals;
    private final PendingPairings pending;
    private final DeviceSightings sightings;
    private final PairingFeed feed;
    private final Supplier<String> secrets;

    /**
     * Operations on devices.
     *
     * @param feed is told what becomes of them
     * @param secrets makes tokens that nobody can guess
     */
    public DeviceOperations(
            Desk desk,
            ClusterView view,
            PendingPairings pending,
            DeviceSightings sightings,
            PairingFeed feed,
            Supplier<String> secrets) {
        this.desk = desk;
        this.view = view;
        this.approvals = new KnownDevices(view);
        this.pending = pending;
        this.sightings = sightings;
        this.feed = feed;
        this.secrets = secrets;
    }

    /** Lists those in the caller's reach. */
    public void list(Caller caller, DeviceReach reach, Reply<DeviceList> reply) {
        desk.askLater(caller, Operation.LIST_DEVICES, reply, () -> new Answer.Given<>(list(reach)));
    }

    private DeviceList list(DeviceReach reach) {
        return new DeviceList(
                pending.all().stream()
                        .filter(request -> reach.problem(request.wish().device()) == null)
                        .toList(),
                approvals.standing().stream()
                        .filter(device -> reach.problem(device.id()) == null)
                        .toList());
    }

    /** A page of those that are approved, by their ids. */
    public void devices(Caller caller, PageRequest page, Reply<Page<PairedDevice>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_DEVICES,
                reply,
                () -> Refusals.orNotACursor(page, BY_ID.page(approvals.standing(), page)));
    }

    /** A page of those that wait, in the order in which they asked. */
    public void requests(Caller caller, PageRequest page, Reply<Page<PendingPairing>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_DEVICES,
                reply,
                () -> Refusals.orNotACursor(page, BY_TIME.page(pending.all(), page)));
    }

    /** One that is approved. */
    public void get(Caller caller, String device, Reply<PairedDevice> reply) {
        desk.ask(
                caller,
                Operation.LIST_DEVICES,
                reply,
                () -> {
                    PairedDevice kept = view.access().device(device);
                    PairedDevice found = kept == null ? null : approvals.standing(kept);
                    return found == null
                            ? new Answer.Refused<>(ErrorCode.NOT_FOUND, NO_DEVICE)
                            : new Answer.Given<>(found);
                });
    }

    /** Grants exactly what a request shows; answers the device as it is kept. */
    public void approve(
            Caller caller,
            DeviceReach reach,
            String request,
            DeviceReach.Look look,
            Reply<PairedDevice> reply) {
        if (!desk.admits(caller, Operation.APPROVE_DEVICE, reply)) {
            return;
        }
        PendingPairing found = pending.find(request);
        String problem = found == null ? null : reach.problem(found.wish(), look);
        if (found != null && problem != null) {
            deny(caller, Operation.APPROVE_DEVICE, found.wish().device(), problem, reply);
            return;
        }
        PendingPairing taken = pending.decide(request);
        if (taken == null) {
            reply.answer(new Answer.Refused<>(ErrorCode.NOT_FOUND, NO_REQUEST));
            return;
        }
        desk.place(
                caller,
                new AccessCommand.ApproveDevice(taken.wish(), ApprovalWay.OPERATOR),
                (Answer<PairedDevice> answer) -> {
                    switch (answer) {
                        case Answer.Given<PairedDevice> _ -> pending.approved(taken);
                        case Answer.Refused<PairedDevice> _ -> pending.undecided(taken);
                    }
                    reply.answer(answer);
                },
                Outcome.Paired::device);
    }

    /** Says no to a request, and answers what it was. Its device may ask again. */
    public void reject(
            Caller caller, DeviceReach reach, String request, Reply<PendingPairing> reply) {
        if (!desk.admits(caller, Operation.REJECT_DEVICE, reply)) {
            return;
        }
        PendingPairing found = pending.find(request);
        String problem = found == null ? null : reach.problem(found.wish().device());
        if (found != null && problem != null) {
            deny(caller, Operation.REJECT_DEVICE, found.wish().device(), problem, reply);
            return;
        }
        if (found == null) {
            reply.answer(new Answer.Refused<>(ErrorCode.NOT_FOUND, NO_REQUEST));
            return;
        }
        AuditEntry wish =
                AuditEntry.sent(
                        caller,
                        Operation.REJECT_DEVICE,
                        About.device(found.wish().device()),
                        Map.of("request", request));
        desk.doWritten(wish, reply, () -> rejectNow(request, reply));
    }

    private void rejectNow(String request, Reply<PendingPairing> reply) {
        PendingPairing rejected = pending.reject(request);
        reply.answer(
                rejected == null
                        ? new Answer.Refused<>(ErrorCode.NOT_FOUND, NO_REQUEST)
                        : new Answer.Given<>(rejected));
    }

    /**
     * Takes back all that a device may be; its sessions end.
     *
     * @param force whether also where the caller is left without any device that approves
     */
    public void remove(
            Caller caller,
            DeviceReach reach,
            String device,
            boolean force,
            Reply<PairedDevice> reply) {
        if (!desk.admits(caller, Operation.REMOVE_DEVICE, reply)) {
            return;
        }
        PairedDevice known = view.access().device(device);
        String problem = reach.problem(device);
        if (problem != null) {
            deny(caller, Operation.REMOVE_DEVICE, device, problem, reply);
        } else if (known == null) {
            reply.answer(new Answer.Refused<>(ErrorCode.NOT_FOUND, NO_DEVICE));
        } else if (!force && isLast(reach, device)) {
            reply.answer(new Answer.Refused<>(ErrorCode.CONFLICT, LAST));
        } else {
            desk.place(
                    caller,
                    new AccessCommand.RemoveDevice(device),
                    then(reply, _ -> gone(device)),
                    (Outcome.Changed _) -> known);
        }
    }

    /**
     * The same for all that a subject was given, if that is a device: nothing where it is not
     * known. The caller was let by already.
     *
     * @param reply whether it was anything
     */
    void takeBack(Caller caller, String device, Reply<Boolean> reply) {
        desk.place(
                caller,
                new AccessCommand.RemoveDevice(device),
                (Answer<Boolean> answer) -> {
                    reply.answer(
                            answer instanceof Answer.Refused<Boolean>(var code, var _)
                                            && code == ErrorCode.NOT_FOUND
                                    ? new Answer.Given<>(false)
                                    : answer);
                    if (answer instanceof Answer.Given<Boolean>) {
                        gone(device);
                    }
                },
                (Outcome.Changed _) -> true);
    }

    private void gone(String device) {
        pending.withdraw(device, false);
        sightings.forget(device);
        feed.removed(device);
    }

    private boolean isLast(DeviceReach reach, String device) {
        return device.equals(reach.self())
                && approvals.approves(device)
                && !approvals.othersApprove(device);
    }

    /**
     * Gives a device another name.
     *
     * @param name null for its own
     */
    public void rename(
            Caller caller,
            DeviceReach reach,
            String device,
            @Nullable String name,
            Reply<PairedDevice> reply) {
        if (mayTouch(caller, Operation.RENAME_DEVICE, reach, device, reply)) {
            AccessCommand.RenameDevice rename = new AccessCommand.RenameDevice(device, name);
            desk.place(caller, rename, reply, Outcome.Paired::device);
        }
    }

    /**
     * Gives a device a token for a role in the place of the one before.
     *
     * @param scopes that it allows; null for those of the one before, or all that are approved
     */
    public void rotateToken(
            Caller caller,
            DeviceReach reach,
            String device,
            String role,
            @Nullable List<String> scopes,
            Reply<HandedToken> reply) {
        if (!mayTouch(caller, Operation.SET_DEVICE_TOKEN, reach, device, reply)) {
            return;
        }
        String problem = reach.tokenProblem(device, role, wanted(device, role, scopes));
        if (problem != null) {
            deny(caller, Operation.SET_DEVICE_TOKEN, device, problem, reply);
            return;
        }
        String token = secrets.get();
        String hash = KnownDevices.hash(token);
        desk.place(
                caller,
                new AccessCommand.SetDeviceToken(device, role, hash, scopes, false),
                then(
                        handed(reply),
                        made ->
                                made.ifPresent(_ -> {
                                    PairedDevice now = view.access().device(device);
                                    if (now != null) {
                                        feed.tokenChanged(now, role, false);
                                    }
                                })),
                (Outcome.Paired paired) -> handed(paired.device(), role, token, hash));
    }

    /** Under a key that was used before, the token is known to nobody any more. */
    private static Reply<Optional<HandedToken>> handed(Reply<HandedToken> reply) {
        return answer ->
                reply.answer(
                        switch (answer) {
                            case Answer.Given<Optional<HandedToken>>(var token)
                                    when token.isPresent() ->
                                    new Answer.Given<>(token.get());
                            case Answer.Given<Optional<HandedToken>> _ ->
                                    new Answer.Refused<>(ErrorCode.CONFLICT, SHOWN_ONCE);
                            case Answer.Refused<Optional<HandedToken>>(var code, var why) ->
                                    new Answer.Refused<>(code, why);
                        });
    }

    private static Optional<HandedToken> handed(
            PairedDevice device, String role, String token, String hash) {
        PairedRole kept = device.role(role);
        DeviceToken set = kept == null ? null : kept.token();
        return kept == null || set == null || !set.hash().equals(hash)
                ? Optional.empty()
                : Optional.of(new HandedToken(device.id(), kept, token));
    }

    private List<String> wanted(String device, String role, @Nullable List<String> scopes) {
        if (scopes != null) {
            return scopes;
        }
        PairedDevice known = view.access().device(device);
        PairedRole approved = known == null ? null : known.role(role);
        return approved == null
                ? List.of()
                : approved.token() == null ? approved.scopes() : approved.token().scopes();
    }

    /** Takes back a device's token of a role; its sessions end. */
    public void revokeToken(
            Caller caller,
            DeviceReach reach,
            String device,
            String role,
            Reply<PairedDevice> reply) {
        if (mayTouch(caller, Operation.SET_DEVICE_TOKEN, reach, device, reply)) {
            desk.place(
                    caller,
                    new AccessCommand.RevokeDeviceToken(device, role),
                    then(reply, left -> feed.tokenChanged(left, role, true)),
                    Outcome.Paired::device);
        }
    }

    /** Whoever asked is answered first: his own session may be one that ends by it. */
    private static <T> Reply<T> then(Reply<T> reply, Consumer<T> next) {
        return answer -> {
            reply.answer(answer);
            if (answer instanceof Answer.Given<T>(T value)) {
                next.accept(value);
            }
        };
    }

    private <T> boolean mayTouch(
            Caller caller, Operation operation, DeviceReach reach, String device, Reply<T> reply) {
        if (!desk.admits(caller, operation, reply)) {
            return false;
        }
        String problem = reach.problem(device);
        if (problem != null) {
            deny(caller, operation, device, problem, reply);
            return false;
        }
        return true;
    }

    private <T> void deny(
            Caller caller, Operation operation, String device, String why, Reply<T> reply) {
        desk.deny(caller, operation, About.device(device), why, reply);
    }
}
