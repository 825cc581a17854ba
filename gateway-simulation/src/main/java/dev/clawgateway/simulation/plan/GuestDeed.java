package dev.clawgateway.simulation.plan;

/** What members of the registries do, and strangers. */
public enum GuestDeed implements Deed {
    MEMBER_ACTS(8),
    MEMBER_VANISHES(2),
    /** All of them stand still at once. */
    MEMBERS_FALL_SILENT(5),
    STRANGER_ACTS(4),
    STRANGER_FLOODS(1);

    private final int weight;

    GuestDeed(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public boolean fault() {
        return this != MEMBER_ACTS;
    }
}
