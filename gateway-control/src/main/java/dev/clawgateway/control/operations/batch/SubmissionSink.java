package dev.clawgateway.control.operations.batch;

import dev.clawgateway.control.operations.Accepted;
import dev.clawgateway.control.operations.Answer;

/** Who is told what became of each. Told by one thread at a time; hands over and returns. */
public interface SubmissionSink {
    /**
     * Takes what became of the next line.
     *
     * @return false when there is no room now; then nothing was taken, and it is told again after
     *     {@link SubmissionRun#proceed}
     */
    boolean take(SubmissionLine line, Answer<Accepted> answer);

    /** All of them were told. */
    void end();
}
