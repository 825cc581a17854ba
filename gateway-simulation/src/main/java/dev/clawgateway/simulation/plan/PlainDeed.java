package dev.clawgateway.simulation.plan;

/** What a node of another make does or suffers. */
public enum PlainDeed implements Deed {
    END_PROCESS(12),
    /** Starts again and knows everything. */
    RESTART(4),
    /** Starts again and knows nothing. */
    RESTART_FORGETFUL(4),
    PAUSE(4),
    DIE(2),
    REPEAT_REPORTS(5),
    OLD_REPORTS(5),
    UNKNOWN_WORKLOAD(3),
    FORGET(2),
    GOODBYE(2),
    MUTE(2),
    CLONE(2),
    CHANGE_DEVICES(9),
    /** It says of a device that it is not to be used, or is well again. */
    CHANGE_HEALTH(6);

    private final int weight;

    PlainDeed(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public boolean fault() {
        return this != END_PROCESS;
    }
}
