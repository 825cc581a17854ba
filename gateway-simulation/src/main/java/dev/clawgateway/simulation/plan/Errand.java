package dev.clawgateway.simulation.plan;

/** What an operator asks for, but submitting, which carries more. */
public enum Errand implements Deed {
    STOP(14),
    FORCE_STOP(6),
    /** Sends its last submission once more. */
    REPEAT(2),
    /** Lists of some kinds, or every list whole. */
    LIST(14),
    DESCRIBE(4),
    EXPLAIN(2),
    PLAN(2),
    LOGS(2),
    STATUS(1),
    DRAIN(2),
    /** The same with a deadline. */
    DRAIN_BY(3),
    UNDRAIN(3),
    CORDON(2),
    UNCORDON(3),
    /** Of one that is away; it may come back all the same. */
    DELETE_NODE(2),
    LABEL(3),
    UNLABEL(2),
    TAINT(1),
    UNTAINT(2),
    CONDITION(3),
    /** Of one device. */
    DEVICE_CONDITION(4),
    SET_QUOTA(3),
    REMOVE_QUOTA(2),
    CLEAR_GATE(6),
    /** Of nodes that are silent. */
    ACCEPT_LOSSES(3),
    BEGIN_MAINTENANCE(1),
    END_MAINTENANCE(2),
    PLAN_WINDOW(2),
    REMOVE_WINDOW(2),
    INVOKE(2),
    /** Drops the connection, perhaps before the answer. */
    HANG_UP(1);

    private final int weight;

    Errand(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public boolean fault() {
        return this == HANG_UP;
    }
}
