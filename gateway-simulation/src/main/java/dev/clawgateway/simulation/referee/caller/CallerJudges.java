package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.List;

/** The judges of what callers of the native API are promised. */
public final class CallerJudges {
    private CallerJudges() {}

    /** New ones, for one run. */
    public static List<Judge> all() {
        return List.of(
                new Once(),
                new SpacesKept(),
                new EventsTold(),
                new ListsWatched(),
                new AnsweredOnce(),
                new DevicesTakenOff());
    }
}
