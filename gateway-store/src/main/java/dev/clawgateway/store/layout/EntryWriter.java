package dev.clawgateway.store.layout;

/** What a store does with the entries of one batch: all of it, or nothing. */
public interface EntryWriter {
    void put(byte[] key, byte[] value);

    /** Of a key that may not be there. */
    void delete(byte[] key);
}
