package dev.clawgateway.simulation.referee.fact;

/**
 * What a node of this make keeps to; the protocol asks no more of it than it says. Each is a matter
 * of the program, whatever befalls it.
 *
 * @param exact it uses the devices it is told, not as many of its own choice
 * @param remembers it starts no attempt twice, not even after a restart, as long as it has its
 *     folder
 * @param truthful what it reports is so, however late
 * @param obedient it starts what it is told to start, if it can, and ends what it is told to stop
 * @param counts it says which attempt it means
 * @param tellsAll it says on registering what it runs
 * @param confirms it numbers its reports and repeats what is not confirmed
 * @param singular nobody else uses its node id
 * @param serial it does one thing after the other, and is told the next when that is done
 */
public record Promises(
        boolean exact,
        boolean remembers,
        boolean truthful,
        boolean obedient,
        boolean counts,
        boolean tellsAll,
        boolean confirms,
        boolean singular,
        boolean serial) {
    /** Of one that hears what it is told while it does something else. */
    public Promises(
            boolean exact,
            boolean remembers,
            boolean truthful,
            boolean obedient,
            boolean counts,
            boolean tellsAll,
            boolean confirms,
            boolean singular) {
        this(exact, remembers, truthful, obedient, counts, tellsAll, confirms, singular, false);
    }

    /** Our own agent's. */
    public static final Promises AGENT =
            new Promises(true, true, true, true, true, true, true, true);

    /** Of one that says anything at all. */
    public static final Promises NONE =
            new Promises(false, false, false, false, false, false, false, false);

    /** The same of a node whose id somebody else has too. */
    public Promises cloned() {
        return new Promises(
                exact, remembers, truthful, obedient, counts, tellsAll, confirms, false, serial);
    }
}
