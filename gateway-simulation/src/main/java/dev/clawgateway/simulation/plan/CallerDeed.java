package dev.clawgateway.simulation.plan;

/** What callers of the API do, in runs that have some. */
public enum CallerDeed implements Deed {
    /** One workload, under a key. */
    SUBMIT(6),
    /** Many, in a file of lines. */
    SUBMIT_FILE(4),
    /** What was sent before comes once more under its key, answered or not. */
    SEND_AGAIN(6),
    /** Two of the same at once. */
    SEND_TWICE(3),
    /** Something else under a key that was used. */
    CHANGE(2),
    /** A workload is stopped, under a key. */
    STOP(3),
    /** A workspace is made, under a key. */
    OPEN_SPACE(5),
    /** A workspace that was made is deleted, under a key. */
    DELETE_SPACE(4),
    /** The same, of one that is made for that if need be, and the gateway is killed soon after. */
    DELETE_SPACE_AND_KILL(6),
    /** Workspaces are listed. */
    LIST_SPACES(4),
    /** A caller's process ends; the next one goes on with what was not answered. */
    VANISH(3);

    private final int weight;

    CallerDeed(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public boolean fault() {
        return this == VANISH || this == DELETE_SPACE_AND_KILL;
    }
}
