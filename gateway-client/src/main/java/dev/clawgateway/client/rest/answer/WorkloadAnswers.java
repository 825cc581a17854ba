package dev.clawgateway.client.rest.answer;

import org.jspecify.annotations.Nullable;

/** What became of many workloads. Members that the gateway leaves out are null. */
public final class WorkloadAnswers {
    private WorkloadAnswers() {}

    /**
     * So many were stopped, or would be.
     *
     * @param dryRun whether they were only counted
     */
    public record StopCount(long count, boolean dryRun) {}

    /**
     * What became of one of many submissions.
     *
     * @param line its number, from 1
     * @param key the caller's own name for it
     * @param status as of a request of its own: 201 where it was taken
     * @param workloadId null where it was not
     * @param state in the API's word
     * @param problem why it was not taken
     */
    public record SubmittedLine(
            long line,
            @Nullable String key,
            int status,
            @Nullable String workloadId,
            @Nullable String state,
            @Nullable String nodeId,
            @Nullable String reason,
            @Nullable LineProblem problem) {}

    /** Why a submission was not taken. */
    public record LineProblem(String code, String detail) {}
}
