package dev.clawgateway.core.workload;

import java.io.Serial;

/**
 * A GPU selector that does not parse. The message names the position and what was expected there.
 */
public final class GpuSelectorException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    GpuSelectorException(String message) {
        super(message);
    }
}
