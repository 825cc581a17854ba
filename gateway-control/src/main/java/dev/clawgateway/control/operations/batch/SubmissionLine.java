package dev.clawgateway.control.operations.batch;

import dev.clawgateway.control.operations.Accepted;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.workload.WorkloadSpec;
import org.jspecify.annotations.Nullable;

/** One of many submissions, as far as it could be read. */
public sealed interface SubmissionLine {
    /** Its place, from 1. */
    int number();

    /** As its sender chose it; null for none of its own, or where it could not be read. */
    @Nullable String key();

    /**
     * Something to run.
     *
     * @param terms on which it is submitted
     * @param target the only node allowed; null for any
     * @param queue whether it waits when nothing fits now
     */
    record Wanted(
            int number,
            @Nullable String key,
            Terms terms,
            WorkloadSpec spec,
            @Nullable NodeId target,
            boolean queue)
            implements SubmissionLine {}

    /** One that is none; the others are taken all the same. */
    record Wrong(int number, @Nullable String key, Answer.Refused<Accepted> why)
            implements SubmissionLine {}
}
