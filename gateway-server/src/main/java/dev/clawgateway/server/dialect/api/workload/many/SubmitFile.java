package dev.clawgateway.server.dialect.api.workload.many;

import dev.clawgateway.control.operations.Accepted;
import dev.clawgateway.control.operations.WorkloadOperations;
import dev.clawgateway.control.operations.batch.SubmissionLine;
import dev.clawgateway.control.operations.batch.SubmissionRun;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.net.http.AnswerStream;
import dev.clawgateway.protocol.api.workload.SubmissionAnswer;
import dev.clawgateway.server.dialect.api.ApiCall;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Submits all lines of a request, each for itself, and answers each as soon as it is stored. */
public final class SubmitFile {
    /** What such requests and answers are. */
    public static final String FORM = "application/x-ndjson";

    private static final int OK = 200;

    private final WorkloadOperations workloads;
    private final Executor executor;
    private final Timers timers;

    /**
     * Over the operation that submits one.
     *
     * @param executor runs what takes its time
     */
    public SubmitFile(WorkloadOperations workloads, Executor executor, Timers timers) {
        this.workloads = workloads;
        this.executor = executor;
        this.timers = timers;
    }

    /**
     * Serves one request.
     *
     * @param words in which one that was taken is answered
     */
    public void submit(ApiCall call, Function<Accepted, SubmissionAnswer> words) {
        Caller caller = call.caller();
        AnswerStream stream = call.exchange().stream(OK, FORM);
        SubmissionRun run =
                new SubmissionRun(
                        new SubmissionFile(call.bytes(), caller.terms().key(), call::problems),
                        new SubmissionFileAnswer(stream, words),
                        (line, answered) -> submit(caller, line, answered),
                        executor,
                        timers);
        stream.whenRoom(run::proceed);
        stream.whenGone(run::abandon);
        run.proceed();
    }

    private void submit(
            Caller caller, SubmissionLine.Wanted line, SubmissionRun.Submitter.Answered answered) {
        workloads.submit(
                caller.on(line.terms()),
                line.spec(),
                line.target(),
                line.queue(),
                answered::answer);
    }
}
