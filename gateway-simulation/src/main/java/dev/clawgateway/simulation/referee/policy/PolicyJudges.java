package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.List;

/** The judges of losses, restarts, and what people have closed, now or from some time on. */
public final class PolicyJudges {
    private PolicyJudges() {}

    /** New ones, for one run. */
    public static List<Judge> all() {
        return List.of(
                new Closed(),
                new LossesHeld(),
                new StartedAgain(),
                new SparedGpus(),
                new StandsEmpty(),
                new DrainsKept());
    }
}
