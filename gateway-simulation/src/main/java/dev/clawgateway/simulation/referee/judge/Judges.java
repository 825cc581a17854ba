package dev.clawgateway.simulation.referee.judge;

import java.util.List;

/** The judges of work: where and how often it runs, and what is said of it. */
public final class Judges {
    private Judges() {}

    /** New ones, for one run. */
    public static List<Judge> all() {
        return List.of(
                new NoFault(),
                new OneHolder(),
                new OneGrant(),
                new Followed(),
                new NothingLost(),
                new OneAttempt(),
                new FinalStays(),
                new AsAcknowledged(),
                new RunsOnce(),
                new WholeGangs(),
                new Quotas(),
                new Numbered(),
                new ReasonedEnd(),
                new Grace(),
                new KeptWork(),
                new Answers());
    }
}
