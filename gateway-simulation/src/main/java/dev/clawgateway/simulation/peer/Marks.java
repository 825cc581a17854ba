package dev.clawgateway.simulation.peer;

import java.util.List;

/** Names that machines bear and operators ask for. */
public final class Marks {
    public static final String ZONE = "zone";
    public static final String POOL = "pool";
    public static final String TAINT = "dedicated";
    public static final String CONDITION = "driver-ready";
    public static final List<String> MIG_PROFILES = List.of("1g.10gb", "2g.20gb", "3g.40gb");
    public static final List<String> CLUSTERS = List.of("research", "render", "batch");
    public static final List<String> GATES = List.of("dataset-staged", "licence");

    private Marks() {}
}
