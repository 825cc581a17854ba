package dev.clawgateway.store.layout;

import dev.clawgateway.store.form.StoredKind;
import dev.clawgateway.store.record.Stored;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Of what kind the record is that stands under a key. */
public final class EntryKinds {
    private EntryKinds() {}

    /**
     * The kind.
     *
     * @return null where a store keeps something about itself there: its format, its term
     * @throws IllegalArgumentException when no store has such a key
     */
    public static @Nullable StoredKind<?> of(byte[] key) {
        if (key.length == 0) {
            throw new IllegalArgumentException("it has no key");
        }
        return switch (key[0]) {
            case StoreKeys.NODE -> Stored.NODE;
            case StoreKeys.SPEC -> Stored.SPEC;
            case StoreKeys.WORKLOAD -> Stored.WORKLOAD;
            case StoreKeys.CLUSTER -> Stored.CLUSTER;
            case StoreKeys.DISCOVERED -> Stored.DISCOVERED;
            case StoreKeys.MEMBER -> Stored.MEMBER;
            case StoreKeys.EVENT -> Stored.EVENT;
            case StoreKeys.END -> Stored.END;
            case StoreKeys.WINDOW -> Stored.WINDOW;
            case StoreKeys.WORKSPACE -> Stored.WORKSPACE;
            case StoreKeys.CREDENTIAL -> Stored.CREDENTIAL;
            case StoreKeys.REVOCATION -> Stored.REVOCATION;
            case StoreKeys.JOIN_USE -> Stored.JOIN_USE;
            case StoreKeys.DEVICE -> Stored.DEVICE;
            case StoreKeys.ANSWER -> Stored.ANSWER;
            case StoreKeys.META -> ofSetting(key);
            default -> throw new IllegalArgumentException("unknown kind of record");
        };
    }

    private static @Nullable StoredKind<?> ofSetting(byte[] key) {
        if (Arrays.equals(key, StoreKeys.FORMAT) || Arrays.equals(key, StoreKeys.TERM)) {
            return null;
        } else if (Arrays.equals(key, StoreKeys.SERVING)) {
            return Stored.MODE;
        } else if (Arrays.equals(key, StoreKeys.OWN_ENTRY)) {
            return Stored.OWN_ENTRY;
        } else if (Arrays.equals(key, StoreKeys.PAST_USE)) {
            return Stored.PAST_USE;
        } else if (Arrays.equals(key, StoreKeys.DISCOVERY)) {
            return Stored.STANDING;
        } else if (Arrays.equals(key, StoreKeys.FLEET)) {
            return Stored.FLEET;
        } else if (Arrays.equals(key, StoreKeys.AUDIT)) {
            return Stored.AUDIT;
        } else if (Arrays.equals(key, StoreKeys.CLOCK)) {
            return Stored.CLOCK;
        }
        throw new IllegalArgumentException("unknown setting");
    }
}
