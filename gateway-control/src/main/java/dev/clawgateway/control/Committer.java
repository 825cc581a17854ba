package dev.clawgateway.control;

/** Makes batches durable in the order they are handed over, and releases each when it is. */
interface Committer {
    /** Hands a batch over, and returns at once. */
    void commit(Batch batch);
}
