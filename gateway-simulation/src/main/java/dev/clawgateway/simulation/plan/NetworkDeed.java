package dev.clawgateway.simulation.plan;

/** What befalls the network between one machine and the gateway. */
public enum NetworkDeed implements Deed {
    /** Nothing passes, and nobody is told. */
    PARTITION(4),
    /** The same with most machines together, for so long that they would be given up. */
    CUT_MOST(4),
    /** One end believes in a connection that the other has lost. */
    HALF_OPEN(4),
    /** Its machine has lost a connection in which the gateway believes for a while. */
    LOSE_END(5),
    RESET(6),
    SLOW(4),
    /** Everything is slow until connections break, so what crosses their end is much. */
    BREAK_SLOWLY(5),
    REFUSE(2),
    /** Everything arrives in pieces. */
    STUTTER(3),
    /** What was sent before arrives after what a new connection brings. */
    DELAY_OLD(3);

    private final int weight;

    NetworkDeed(int weight) {
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
