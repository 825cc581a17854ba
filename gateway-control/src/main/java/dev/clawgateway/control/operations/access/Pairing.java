package dev.clawgateway.control.operations.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.control.pairing.PairingFeed;
import dev.clawgateway.control.pairing.PairingLimits;
import dev.clawgateway.control.pairing.PendingPairings;
import dev.clawgateway.control.pairing.SeldomTold;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.time.Time;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * All about devices, for whatever dialect: one list of those that wait, and of those approved.
 *
 * @param operations of people and programs, about devices
 * @param admission of the devices themselves
 * @param pending those that wait
 * @param known those that are approved
 * @param sightings when these were here last
 * @param feed tells what becomes of them
 */
public record Pairing(
        DeviceOperations operations,
        DeviceAdmission admission,
        PendingPairings pending,
        KnownDevices known,
        DeviceSightings sightings,
        PairingFeed feed) {
    private static final Duration SAID_AGAIN = Duration.ofMinutes(1);
    private static final int MOST_LINES = 60;

    /**
     * Over a desk.
     *
     * @param rules by which devices are approved without anybody looking, as they are now
     * @param ids that nobody can guess
     */
    public static Pairing create(
            Desk desk,
            ClusterView view,
            Supplier<ApprovalRules> rules,
            Time time,
            Supplier<UUID> ids) {
        PairingFeed feed = new PairingFeed();
        PendingPairings pending = new PendingPairings(time, ids, PairingLimits.DEFAULT, feed);
        KnownDevices known = new KnownDevices(view);
        DeviceSightings sightings = new DeviceSightings();
        Supplier<String> secrets = () -> secret(ids);
        SeldomTold told = new SeldomTold(time, SAID_AGAIN, MOST_LINES);
        return new Pairing(
                new DeviceOperations(desk, view, pending, sightings, feed, secrets),
                new DeviceAdmission(
                        desk,
                        known,
                        pending,
                        rules,
                        new DeviceAdmission.Making(secrets, ids, told)),
                pending,
                known,
                sightings,
                feed);
    }

    /** 32 bytes in base64url, of three ids with 122 random bits each. */
    private static String secret(Supplier<UUID> ids) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < 3; i++) {
                digest.update(ids.get().toString().getBytes(US_ASCII));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JVM has it
        }
    }
}
