package dev.clawgateway.simulation.referee.judge;

import java.util.List;

/** All judges. */
public final class Judges {
    private Judges() {}

    /** New ones, for one run. */
    public static List<Judge> all() {
        return List.of(new NoFault());
    }
}
