package dev.clawgateway.control.pairing;

import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.PairingWish;
import java.time.Instant;
import java.util.Objects;

/**
 * A request that somebody has to decide on. What it shows never changes.
 *
 * @param id unique for ever: a device that asks for something else gets another
 * @param repair whether the device is approved for something already
 * @param at when it was asked first
 * @param heardNanos when it was asked last, by the monotonic clock
 * @param deciding whether somebody has approved it, and that is being stored
 */
public record PendingPairing(
        String id,
        PairingWish wish,
        PairingCause cause,
        boolean repair,
        Instant at,
        long heardNanos,
        boolean deciding) {
    /** The same, asked again. */
    PendingPairing heard(long nanos) {
        return new PendingPairing(id, wish, cause, repair, at, nanos, deciding);
    }

    /** The same, while its approval is stored, or no longer. */
    PendingPairing deciding(boolean now) {
        return new PendingPairing(id, wish, cause, repair, at, heardNanos, now);
    }

    /** Whether approving this would grant exactly that. */
    boolean shows(PairingWish other) {
        DeviceCard card = wish.card();
        return wish.asksTheSame(other)
                && Objects.equals(card.platform(), other.card().platform())
                && Objects.equals(card.family(), other.card().family());
    }

    /** How much of it there is, in characters. */
    int weight() {
        int words = 0;
        for (String word : wish.scopes()) {
            words += word.length();
        }
        for (String word : wish.caps()) {
            words += word.length();
        }
        for (String word : wish.commands()) {
            words += word.length();
        }
        return words + OVERHEAD;
    }

    private static final int OVERHEAD = 1024;
}
