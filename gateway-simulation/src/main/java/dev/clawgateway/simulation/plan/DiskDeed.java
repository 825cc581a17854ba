package dev.clawgateway.simulation.plan;

/** What befalls the gateway's disk. */
public enum DiskDeed implements Deed {
    SLOW(4),
    FULL(2),
    FAILING(1),
    /** The gateway dies before its next commit. */
    CRASH_BEFORE_COMMIT(3),
    /** The gateway dies within its next commit: landed or not. */
    CRASH_WITHIN_COMMIT(3),
    /** The gateway dies after its next commit, before anybody is told. */
    CRASH_AFTER_COMMIT(3),
    /** The gateway dies with its machine: what was not synced is gone. */
    LOSE_POWER(2),
    /** The gateway dies, and the end of its log is missing until somebody puts it back. */
    LOSE_LOG(2);

    private final int weight;

    DiskDeed(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public boolean fault() {
        return true;
    }
}
