package dev.clawgateway.server.dialect.api.workload.many;

import dev.clawgateway.control.operations.Accepted;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.batch.SubmissionLine;
import dev.clawgateway.control.operations.batch.SubmissionSink;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.http.AnswerStream;
import dev.clawgateway.protocol.api.workload.SubmissionAnswer;
import dev.clawgateway.protocol.api.workload.SubmissionResult;
import dev.clawgateway.server.http.ApiReplies;
import java.util.Arrays;
import java.util.function.Function;

/** Tells what became of each line by a line of its own. */
final class SubmissionFileAnswer implements SubmissionSink {
    private static final int CREATED = 201;

    private final AnswerStream stream;
    private final Function<Accepted, SubmissionAnswer> words;

    SubmissionFileAnswer(AnswerStream stream, Function<Accepted, SubmissionAnswer> words) {
        this.stream = stream;
        this.words = words;
    }

    @Override
    public boolean take(SubmissionLine line, Answer<Accepted> answer) {
        byte[] text = result(line, answer).write();
        byte[] ended = Arrays.copyOf(text, text.length + 1);
        ended[text.length] = '\n';
        return stream.write(ended);
    }

    private SubmissionResult result(SubmissionLine line, Answer<Accepted> answer) {
        return switch (answer) {
            case Answer.Given<Accepted>(Accepted taken) ->
                    new SubmissionResult(
                            line.number(), line.key(), CREATED, words.apply(taken), null);
            case Answer.Refused<Accepted>(ErrorCode code, String detail) -> {
                int status = ApiReplies.status(code);
                yield new SubmissionResult(
                        line.number(),
                        line.key(),
                        status,
                        null,
                        new SubmissionResult.Problem(status, ApiReplies.word(code), detail));
            }
        };
    }

    @Override
    public void end() {
        stream.close();
    }
}
