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
    STEP_CLOCK(2);

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
        return true;
    }
}
