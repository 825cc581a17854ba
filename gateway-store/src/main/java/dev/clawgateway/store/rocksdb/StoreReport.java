package dev.clawgateway.store.rocksdb;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a store is found to be.
 *
 * @param format of its records
 * @param records of each kind, in the order of their keys
 * @param lastEvent number of the last event; 0 for none
 * @param lastRevision the greatest that any record bears
 * @param reaches the last write that is there
 * @param noted the last that was acknowledged; empty where that is not known
 * @param unfinishedBytes of a write that was not finished, which the next start cuts off
 * @param bytes of all its files
 */
public record StoreReport(
        int format,
        Map<String, Long> records,
        long lastEvent,
        long lastRevision,
        long reaches,
        OptionalLong noted,
        long unfinishedBytes,
        long bytes) {
    public StoreReport {
        records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
    }

    /** Acknowledged writes that are not there any more. */
    public long lost() {
        return Math.max(0, noted.orElse(0) - reaches);
    }
}
