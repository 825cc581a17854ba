package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.List;

/** The judges of nodes' sessions. */
public final class SessionJudges {
    private SessionJudges() {}

    /** New ones, for one run. */
    public static List<Judge> all() {
        return List.of(
                new InOrder(), new Repeats(), new Replaced(), new GraceGiven(), new HolderAsked());
    }
}
