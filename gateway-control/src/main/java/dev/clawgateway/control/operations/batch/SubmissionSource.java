package dev.clawgateway.control.operations.batch;

import org.jspecify.annotations.Nullable;

/** Where submissions come from, one after the other. Asked by one thread at a time. */
@FunctionalInterface
public interface SubmissionSource {
    /** The next; null when there are no more. */
    @Nullable SubmissionLine next();
}
