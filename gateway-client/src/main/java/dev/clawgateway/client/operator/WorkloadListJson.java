package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.WorkloadView;
import java.util.List;

/**
 * A list of workloads as JSON for programs, written as it comes: what {@link AnswerJson} writes of
 * the whole. For one thread.
 */
public final class WorkloadListJson {
    private static final String NONE = AnswerJson.text(new GatewayAnswer.Workloads(List.of()));
    private static final int BODY = NONE.indexOf("[]") + 1;
    private static final String NO_TOTAL = "\"total\":0";

    private long count;

    /** What comes before the first. */
    public String begin() {
        return NONE.substring(0, BODY);
    }

    /** The next of them, at least one. */
    public String more(List<WorkloadView> part) {
        String whole = AnswerJson.text(new GatewayAnswer.Workloads(part));
        String separator = count == 0 ? "" : ",";
        count += part.size();
        return separator + whole.substring(BODY, whole.lastIndexOf(']'));
    }

    /** What comes after the last. */
    public String end() {
        return NONE.substring(BODY).replace(NO_TOTAL, "\"total\":" + count);
    }
}
