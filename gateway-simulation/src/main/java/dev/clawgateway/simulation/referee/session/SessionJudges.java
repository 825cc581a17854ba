package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.List;

/** What holds the gateway to its word on nodes' sessions. */
public final class SessionJudges {
    private SessionJudges() {}

    /** New ones, for one run. */
    public static List<Judge> all() {
        return List.of(new HolderAsked());
    }
}
