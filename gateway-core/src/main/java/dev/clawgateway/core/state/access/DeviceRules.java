package dev.clawgateway.core.state.access;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.device.DeviceLimits;
import dev.clawgateway.core.device.DeviceScopes;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.device.PairingWish;
import dev.clawgateway.core.turn.Turn;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of devices that are approved. An approval adds what was asked for to what the device
 * may be already, and takes nothing away; what was taken back by subject it is not any more. A role
 * has one token, and a later one takes its place.
 */
final class DeviceRules {
    private static final String UNKNOWN = "unknown deviceId/role";

    private final Map<String, PairedDevice> devices = new HashMap<>();
    private final IntSupplier most;
    private final Function<String, Instant> takenBack;

    /**
     * Rules for no device yet.
     *
     * @param most may be approved at once
     * @param takenBack up to when all is taken back that a subject was given
     */
    DeviceRules(IntSupplier most, Function<String, Instant> takenBack) {
        this.most = most;
        this.takenBack = takenBack;
    }

    /** Enters what a store held. */
    void load(PairedDevice device) {
        devices.put(device.id(), device);
    }

    Applied<?> apply(Turn turn, AccessCommand.OfDevice<?> command) {
        return switch (command) {
            case AccessCommand.ApproveDevice approve -> approve.by(approve(turn, approve));
            case AccessCommand.RemoveDevice remove -> remove.by(remove(turn, remove.device()));
            case AccessCommand.RenameDevice rename -> rename.by(rename(turn, rename));
            case AccessCommand.SetDeviceToken set -> set.by(setToken(turn, set));
            case AccessCommand.RevokeDeviceToken revoke -> revoke.by(revokeToken(turn, revoke));
        };
    }

    private Applied<Outcome.Paired> approve(Turn turn, AccessCommand.ApproveDevice command) {
        PairingWish wish = command.wish();
        String problem = DeviceLimits.problem(wish);
        PairedDevice known = devices.get(wish.device());
        if (problem != null) {
            return turn.refused(ErrorCode.INVALID_REQUEST, problem);
        } else if (known == null && devices.size() >= most.getAsInt()) {
            return turn.refused(
                    ErrorCode.CONFLICT, "too many devices are approved; remove some first");
        }
        PairedDevice before = known == null ? fresh(turn, wish) : known;
        PairedRole last = standing(before, wish.role());
        PairedRole role =
                new PairedRole(
                        wish.role(),
                        last == null ? wish.scopes() : both(last.scopes(), wish.scopes()),
                        wish.caps(),
                        wish.commands(),
                        start(turn, wish.device()),
                        turn.caller().recorded(),
                        command.via(),
                        last == null ? null : last.token());
        PairedDevice approved = before.telling(wish.card(), wish.address()).with(role);
        return kept(turn, approved, Event.Kind.DEVICE_APPROVED, wish.role());
    }

    /** Later than whatever was taken back of the device, or it would be so itself. */
    private Instant start(Turn turn, String device) {
        Instant now = turn.now().wall();
        Instant until = takenBack.apply(DeviceLimits.SUBJECTS + device);
        return now.isAfter(until) ? now : until.plusMillis(1);
    }

    /**
     * When a subject was given anything last, perhaps by a clock that was ahead; the beginning of
     * time for one that is no device.
     */
    Instant latest(String subject) {
        PairedDevice device =
                subject.startsWith(DeviceLimits.SUBJECTS)
                        ? devices.get(subject.substring(DeviceLimits.SUBJECTS.length()))
                        : null;
        return device == null ? Instant.EPOCH : device.latest();
    }

    /** What was taken back adds nothing to what is approved now. */
    private @Nullable PairedRole standing(PairedDevice device, String role) {
        PairedRole known = device.role(role);
        Instant until = takenBack.apply(DeviceLimits.SUBJECTS + device.id());
        return known == null || !known.approvedAt().isAfter(until) ? null : known;
    }

    private static PairedDevice fresh(Turn turn, PairingWish wish) {
        return new PairedDevice(
                wish.device(),
                wish.publicKey(),
                wish.card(),
                wish.address(),
                null,
                turn.now().wall(),
                List.of(),
                0);
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private Applied<Outcome.Changed> remove(Turn turn, String id) {
        if (devices.remove(id) == null) {
            return turn.refused(ErrorCode.NOT_FOUND, "unknown deviceId");
        }
        turn.change(new AccessChange.DeviceForgotten(id));
        turn.event(Event.Kind.DEVICE_REMOVED, new Subject.Device(id), null);
        return turn.done();
    }

    private Applied<Outcome.Paired> rename(Turn turn, AccessCommand.RenameDevice command) {
        PairedDevice known = devices.get(command.device());
        String name = command.name();
        String problem = name == null ? null : DeviceLimits.nameProblem(name);
        if (known == null) {
            return turn.refused(ErrorCode.NOT_FOUND, "unknown deviceId");
        } else if (problem != null) {
            return turn.refused(ErrorCode.INVALID_REQUEST, problem);
        } else if (Objects.equals(known.name(), name)) {
            return turn.granted(new Outcome.Paired(known));
        }
        return kept(turn, known.named(name), Event.Kind.DEVICE_RENAMED, name);
    }

    private Applied<Outcome.Paired> setToken(Turn turn, AccessCommand.SetDeviceToken command) {
        PairedDevice known = devices.get(command.device());
        PairedRole role = known == null ? null : known.role(command.role());
        if (known == null || role == null) {
            return turn.refused(ErrorCode.NOT_FOUND, UNKNOWN);
        }
        DeviceToken before = role.token();
        List<String> scopes = scopes(role, command.scopes());
        if (!DeviceScopes.contain(role.scopes(), scopes)) {
            return turn.refused(
                    ErrorCode.INVALID_REQUEST, "scopes: must be within those that were approved");
        } else if (command.first()
                && before != null
                && before.good()
                && DeviceScopes.contain(before.scopes(), scopes)) {
            return turn.refused(ErrorCode.CONFLICT, "the device has a token for this role");
        }
        Instant now = start(turn, known.id());
        DeviceToken token =
                before == null
                        ? new DeviceToken(command.hash(), scopes, now, null, null)
                        : new DeviceToken(command.hash(), scopes, before.createdAt(), now, null);
        return kept(
                turn, known.with(role.with(token)), Event.Kind.DEVICE_TOKEN_SET, command.role());
    }

    private static List<String> scopes(PairedRole role, @Nullable List<String> wanted) {
        if (wanted != null) {
            return wanted.stream().distinct().sorted().toList();
        }
        return role.token() == null ? role.scopes() : role.token().scopes();
    }

    private Applied<Outcome.Paired> revokeToken(
            Turn turn, AccessCommand.RevokeDeviceToken command) {
        PairedDevice known = devices.get(command.device());
        PairedRole role = known == null ? null : known.role(command.role());
        if (known == null || role == null || role.token() == null) {
            return turn.refused(ErrorCode.NOT_FOUND, UNKNOWN);
        } else if (!role.token().good()) {
            return turn.granted(new Outcome.Paired(known));
        }
        DeviceToken revoked = role.token().revoked(turn.now().wall());
        return kept(
                turn,
                known.with(role.with(revoked)),
                Event.Kind.DEVICE_TOKEN_REVOKED,
                command.role());
    }

    private Applied<Outcome.Paired> kept(
            Turn turn, PairedDevice device, Event.Kind kind, @Nullable String detail) {
        PairedDevice saved = turn.save(device);
        devices.put(saved.id(), saved);
        turn.event(kind, new Subject.Device(saved.id()), detail);
        return turn.granted(new Outcome.Paired(saved));
    }
}
