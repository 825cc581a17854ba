package dev.clawgateway.protocol.api.workload;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;

/**
 * What became of one of many submissions.
 *
 * @param line its place in the request, from 1
 * @param key as the line has it; null for none
 * @param status as it would have had as a request of its own
 * @param taken null where it was not
 * @param problem null where it was taken
 */
public record SubmissionResult(
        int line,
        @Nullable String key,
        int status,
        @Nullable SubmissionAnswer taken,
        @Nullable Problem problem) {
    /**
     * Why one was not taken.
     *
     * @param code a stable word
     * @param detail for people
     */
    public record Problem(int status, String code, String detail) {
        private static final Kind<Problem> KIND = Kinds.object(Problem::read, Problem::write);

        private static Problem read(Members m) throws JsonFormatException {
            return new Problem(
                    m.required("status", Kinds.COUNT),
                    m.required("code", Kinds.TEXT),
                    m.required("detail", Kinds.TEXT));
        }

        private static void write(Problem problem, MemberWriter out) {
            out.required("status", Kinds.COUNT, problem.status)
                    .required("code", Kinds.TEXT, problem.code)
                    .required("detail", Kinds.TEXT, problem.detail);
        }
    }

    public byte[] write() {
        return JsonTree.write(out -> {
            out.required("line", Kinds.COUNT, line)
                    .optional("key", Kinds.TEXT, key)
                    .required("status", Kinds.COUNT, status)
                    .optional("problem", Problem.KIND, problem);
            if (taken != null) {
                taken.into(out);
            }
        });
    }

    /** Reads a line. */
    public static SubmissionResult read(byte[] line) throws JsonFormatException {
        Members m = Value.root(JsonTree.parse(line), "result").members();
        Problem problem = m.optional("problem", Problem.KIND);
        return new SubmissionResult(
                m.required("line", Kinds.COUNT),
                m.optional("key", Kinds.TEXT),
                m.required("status", Kinds.COUNT),
                problem == null ? SubmissionAnswer.read(line) : null,
                problem);
    }
}
