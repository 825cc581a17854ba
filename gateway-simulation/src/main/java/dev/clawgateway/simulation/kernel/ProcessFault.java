package dev.clawgateway.simulation.kernel;

import java.io.Serial;

/** Something was thrown where nobody of the process catches it: the run has failed. */
public final class ProcessFault extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public ProcessFault(String where, Throwable cause) {
        super(where + " threw " + cause, cause);
    }
}
