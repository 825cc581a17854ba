package dev.clawgateway.simulation.kernel;

import java.io.Serial;

/** Ends what a process was at when it killed itself: nobody in it may catch this. */
public final class ProcessKilled extends Error {
    @Serial private static final long serialVersionUID = 1L;

    ProcessKilled(String process) {
        super(process + " was killed", null, false, false);
    }
}
