package dev.clawgateway.client.runner;

import java.util.List;

/** What the runner tells its owner, on the owner's thread, from within a call of the runner. */
public interface AttemptListener {
    /** The attempt's process exists. */
    void running(AttemptId attempt);

    /** Output, without line ends, at most a few hundred KiB at a time. */
    void output(AttemptId attempt, boolean stderr, List<String> lines);

    /** Nothing of the attempt is left running. Called once for each attempt. */
    void ended(AttemptId attempt, Ending ending);
}
