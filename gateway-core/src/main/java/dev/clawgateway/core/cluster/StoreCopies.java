package dev.clawgateway.core.cluster;

/**
 * Copies that a gateway makes of its own store while it goes on writing to it, in a folder of its
 * machine that the configuration names. Each takes as long as it takes; from any thread that may
 * wait, and not from a virtual one.
 */
public interface StoreCopies {
    /**
     * Another backup, which costs what was written since the one before.
     *
     * @param keep so many of the newest stay; 0 for all
     * @throws StoreException when it could not be made
     */
    Copy backup(int keep);

    /**
     * All records as lines of JSON.
     *
     * @throws StoreException when it could not be made
     */
    Copy export();

    /**
     * One that was made.
     *
     * @param place where, on the gateway's machine
     * @param number of a backup, for restoring it; 0 of an export
     * @param size of a backup in bytes, of an export in records
     */
    record Copy(String place, int number, long size) {}
}
