package dev.clawgateway.core.record;

import dev.clawgateway.core.placement.PastUse;
import java.time.Instant;
import java.util.List;

/**
 * What virtual clusters had held of late at some moment, so that fairness outlives the process.
 *
 * @param at by the wall clock, as a monotonic one begins anew with the process
 * @param clusters by name; those alone that held anything
 */
public record PastUseRecord(Instant at, List<PastUse> clusters) {
    /** Nobody held anything. */
    public static final PastUseRecord NONE = new PastUseRecord(Instant.EPOCH, List.of());

    public PastUseRecord {
        clusters = List.copyOf(clusters);
    }
}
