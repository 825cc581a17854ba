package dev.clawgateway.simulation.plan;

/**
 * One kind of thing that somebody does or that befalls something. A run knows only some of them.
 */
public sealed interface Deed
        permits Errand,
                MachineDeed,
                PlainDeed,
                NetworkDeed,
                DiskDeed,
                GatewayDeed,
                GuestDeed,
                AccessDeed,
                CallerDeed,
                OpenClawDeed {
    /** How often it comes among the deeds that a run knows. */
    int weight();

    /** Whether it is something that nobody wants: those come as often as the run is wild. */
    boolean fault();

    /** The constant's name. */
    String name();

    /** What it is counted as, in coverage. */
    default String kind() {
        return getClass().getSimpleName() + "." + name();
    }
}
