package dev.clawgateway.simulation.referee.registry;

import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.List;

/** The judges of both registries. */
public final class RegistryJudges {
    private RegistryJudges() {}

    /** New ones, for one run. */
    public static List<Judge> all() {
        return List.of(new DiscoveryKept(), new SilentTogether(), new MembershipKept());
    }
}
