package dev.clawgateway.control.pairing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.device.DeviceLimits;
import dev.clawgateway.core.device.DeviceScopes;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What devices may be, by what is durable. What was approved or handed out before everything was
 * taken back, of all or of the device, is no good. Safe from any thread; costs next to nothing.
 */
public final class KnownDevices {
    private final ClusterView view;

    public KnownDevices(ClusterView view) {
        this.view = view;
    }

    /** What a token came to that a device has shown. */
    public enum TokenCheck {
        GOOD,
        /** It is not this device's, or no longer. */
        WRONG,
        /** It is, and does not allow what is asked for. */
        TOO_NARROW
    }

    /** Null for one that is not approved. */
    public @Nullable PairedDevice device(String id) {
        return view.access().device(id);
    }

    /** What the device is approved for in a role; null for nothing. */
    public @Nullable PairedRole role(String id, String role) {
        PairedDevice device = device(id);
        PairedRole approved = device == null ? null : device.role(role);
        return approved == null || takenBack(id, approved.approvedAt()) ? null : approved;
    }

    /** What a device may be now, without what was taken back; null where nothing is left. */
    public @Nullable PairedDevice standing(PairedDevice device) {
        PairedDevice left = device;
        for (PairedRole role : device.roles()) {
            DeviceToken token = role.token();
            if (takenBack(device.id(), role.approvedAt())) {
                left = left.without(role);
            } else if (token != null && takenBack(device.id(), token.issuedAt())) {
                left = left.with(role.with(null));
            }
        }
        return left.roles().isEmpty() ? null : left;
    }

    /** All that are, by their ids. */
    public List<PairedDevice> standing() {
        return view.access().devices().stream()
                .flatMap(device -> Stream.ofNullable(standing(device)))
                .toList();
    }

    /** All that are approved in a role, in no order; walks every device. */
    public List<PairedDevice> approved(String role) {
        return view.access().devices().stream()
                .filter(device -> role(device.id(), role) != null)
                .toList();
    }

    /** Whether somebody took back what the device got at that time. */
    private boolean takenBack(String id, Instant since) {
        return view.access().revoked("", DeviceLimits.SUBJECTS + id, since);
    }

    /** The good token of a role; null where there is none. */
    public @Nullable DeviceToken token(String id, String role) {
        PairedRole approved = role(id, role);
        DeviceToken token = approved == null ? null : approved.token();
        return token == null || !token.good() || takenBack(id, token.issuedAt()) ? null : token;
    }

    /** Judges what a device shows as its token, in the same time whatever it is. */
    public TokenCheck check(String id, String role, Collection<String> scopes, String shown) {
        DeviceToken token = token(id, role);
        if (token == null || !same(token.hash(), hash(shown))) {
            return TokenCheck.WRONG;
        }
        return role.equals(DeviceLimits.NODE) || DeviceScopes.contain(token.scopes(), scopes)
                ? TokenCheck.GOOD
                : TokenCheck.TOO_NARROW;
    }

    private static boolean same(String some, String other) {
        return MessageDigest.isEqual(some.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }

    /** As tokens are kept. */
    public static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JVM has it
        }
    }

    /** Whether any other device may approve devices. */
    public boolean othersApprove(String id) {
        return view.access().devices().stream()
                .filter(device -> !device.id().equals(id))
                .anyMatch(device -> approves(device.id()));
    }

    /** Whether the device may approve devices. */
    public boolean approves(String id) {
        PairedRole operator = role(id, DeviceLimits.OPERATOR);
        return operator != null && DeviceScopes.contains(operator.scopes(), DeviceScopes.PAIRING);
    }
}
