package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.List;

/** The judges of a world at rest. */
public final class RestJudges {
    private RestJudges() {}

    /** New ones, for one run. */
    public static List<Judge> all() {
        return List.of(new WorkAtRest(), new RoomAtRest(), new CalmAtRest(), new TablesAtRest());
    }
}
