package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.List;

/** All judges of credentials and permissions. */
public final class AccessJudges {
    private AccessJudges() {}

    /** New ones, for one run. */
    public static List<Judge> all() {
        return List.of(
                new EndsWithPass(),
                new JoinsCounted(),
                new AsPermitted(),
                new LetInAgain(),
                new WrittenFirst());
    }
}
