package dev.clawgateway.simulation.plan;

/** What befalls the gateway's process. */
public enum GatewayDeed implements Deed {
    CRASH(4),
    /** Ends in order, and starts again. */
    RESTART(2),
    PAUSE(3),
    /** All connections break, and before anybody is back its process stands still for long. */
    PAUSE_ALONE(2),
    /** It stands still, and another takes its place before it wakes up. */
    TAKEN_FOR_DEAD(3),
    STEP_CLOCK(2),
    /** It is given other settings while it runs. */
    RELOAD(4),
    /** Its folder is put aside, as a backup does. */
    BACK_UP(3),
    /** It dies, and the folder that was put aside takes the place of its own. */
    RESTORE_FOLDER(3),
    /** It dies, and starts over an empty folder. */
    EMPTY_FOLDER(3);

    private final int weight;

    GatewayDeed(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public boolean fault() {
        return this != BACK_UP && this != RELOAD;
    }

    /** Whether it forgets what it had acknowledged: few promises are left of a run after that. */
    boolean forgets() {
        return this == RESTORE_FOLDER || this == EMPTY_FOLDER;
    }
}
