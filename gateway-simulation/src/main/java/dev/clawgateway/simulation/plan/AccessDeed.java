package dev.clawgateway.simulation.plan;

/** What befalls credentials, in runs where callers are asked for one. */
public enum AccessDeed implements Deed {
    /** An operator asks for a token, perhaps for one that allows more than his own. */
    MINT(6),
    /** Somebody shows one that he should not have, or no longer has. */
    SHOW_OLD(6),
    REVOKE_OPERATOR(4),
    /** All that an operator has. */
    REVOKE_SUBJECT(3),
    REVOKE_NODE(4),
    /** The token to join by. */
    REVOKE_TICKET(1),
    /** Another key signs; that of two rotations before is no more. */
    ROTATE(3),
    /** A peer gets one that does not hold for long. */
    SHORTEN(5);

    private final int weight;

    AccessDeed(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public boolean fault() {
        return this != MINT && this != SHOW_OLD;
    }
}
