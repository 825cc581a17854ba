package dev.clawgateway.control;

/** Makes batches durable in the order they are handed over, and releases each when it is. */
interface Committer {
    /**
     * Hands a batch over. May wait while earlier batches are still being written: that is the
     * backpressure.
     */
    void commit(Batch batch);
}
