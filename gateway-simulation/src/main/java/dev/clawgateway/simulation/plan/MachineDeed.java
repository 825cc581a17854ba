package dev.clawgateway.simulation.plan;

/** What befalls a machine that runs the real agent. */
public enum MachineDeed implements Deed {
    KILL_AGENT(6),
    /** It ends, or the power goes, about when its next process begins, which is slow to. */
    KILL_AT_START(5),
    /** The agent ends in order, and starts again. */
    STOP_AGENT(2),
    PAUSE(5),
    /** The machine goes dark and comes back with its folder. */
    POWER_CUT(4),
    /** It comes back with nothing. */
    REINSTALL(2),
    /** The agent's folder vanishes under it. */
    LOSE_FOLDER(2),
    /** Its folder is put aside, as a backup does. */
    BACK_UP(2),
    /** An older copy of the folder takes its place. */
    RESTORE_FOLDER(2),
    /** It gets a copy of another machine's folder, and so its identity. */
    CLONE(2),
    RENUMBER_DEVICES(3),
    LOSE_DEVICE(3),
    FIND_DEVICES(4),
    /** Its driver says of a device that it is not to be used. */
    SICKEN_DEVICE(4),
    HEAL_DEVICES(3),
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
        return switch (this) {
            case END_PROCESS, FIND_DEVICES, HEAL_DEVICES, FREE_DISK, BACK_UP -> false;
            case KILL_AGENT,
                    KILL_AT_START,
                    STOP_AGENT,
                    PAUSE,
                    POWER_CUT,
                    REINSTALL,
                    LOSE_FOLDER,
                    RESTORE_FOLDER,
                    CLONE,
                    RENUMBER_DEVICES,
                    LOSE_DEVICE,
                    SICKEN_DEVICE,
                    FILL_DISK,
                    STEP_CLOCK ->
                    true;
        };
    }
}
