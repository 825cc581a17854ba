package dev.clawgateway.client.rest.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What workloads print. Members that the gateway leaves out are null. */
public final class OutputAnswers {
    private OutputAnswers() {}

    /**
     * A line, an attempt that begins, a gap (without numbers where nobody knows how much is
     * missing), the ended workload, a heartbeat, or the end of the stream.
     *
     * @param line its number in that stream
     * @param state null where the workload is not known any more
     */
    public record OutputRecord(
            String type,
            @Nullable String stream,
            @Nullable Long line,
            @Nullable Long attempt,
            @Nullable String text,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable String state,
            @Nullable Long exitCode,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Long retrySecs) {}

    /**
     * A part of it.
     *
     * @param nextOffset where the next begins
     * @param state of the workload; null where it is not known any more
     */
    public record OutputPage(
            List<OutputRecord> items,
            String nextOffset,
            @Nullable String state,
            @Nullable Long attempt,
            @Nullable Long exitCode,
            @Nullable String reason) {}
}
