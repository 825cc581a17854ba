package dev.clawgateway.simulation.plan;

/** What operators of OpenClaw do, and what befalls their machines and the agents there. */
public enum OpenClawDeed implements Deed {
    /** Some containers end by themselves. */
    END_CONTAINERS(6),
    /** One workload, which may have to wait. */
    SUBMIT(12),
    STOP(4),
    LIST(4),
    /** A command of a node, by way of the gateway. */
    INVOKE(8),
    /** The operator's connection breaks; he comes back, and goes on behind the last event. */
    LEAVE(3),
    KILL_AGENT(5),
    /** It has started the next container when it is killed, and has not said so. */
    DIE_UNSAID(4),
    /** Its next image takes minutes. */
    PULL_SLOWLY(5),
    PAUSE_AGENT(3),
    LOSE_FOLDER(2),
    REMOVE_CONTAINER(3),
    POWER_CUT(2);

    private final int weight;

    OpenClawDeed(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    /** Whether an operator does it; else it befalls a machine. */
    public boolean ofOperator() {
        return ordinal() >= SUBMIT.ordinal() && ordinal() <= LEAVE.ordinal();
    }

    @Override
    public boolean fault() {
        return ordinal() >= LEAVE.ordinal();
    }
}
