package dev.clawgateway.simulation.plan;

/** What befalls a machine that runs the real agent. */
public enum MachineDeed implements Deed {
    KILL_AGENT(6),
    PAUSE(5),
    /** The machine goes dark and comes back with its folder. */
    POWER_CUT(4),
    /** It comes back with nothing. */
    REINSTALL(2),
    /** The agent's folder vanishes under it. */
    LOSE_FOLDER(2),
    /** An older copy of the folder takes its place. */
    RESTORE_FOLDER(2),
    /** It gets a copy of another machine's folder, and so its identity. */
    CLONE(2),
    RENUMBER_DEVICES(3),
    LOSE_DEVICE(3),
    FIND_DEVICES(4),
    FILL_DISK(2),
    FREE_DISK(3),
    /** One of its processes ends by itself. */
    END_PROCESS(12),
    STEP_CLOCK(3);

    private final int weight;

    MachineDeed(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public boolean fault() {
        return this != END_PROCESS && this != FIND_DEVICES && this != FREE_DISK;
    }
}
