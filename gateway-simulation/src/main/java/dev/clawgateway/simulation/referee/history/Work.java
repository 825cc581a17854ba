package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Workloads, and whose submission each is. A submission of which no answer came is known by the
 * mark that operators put into each: until then nobody knows its id.
 */
final class Work {
    /** The variable in which an operator writes the number of his request. */
    static final String MARK = "SUBMISSION";

    /** The variable in which an indexed worker is told its number (protocol, section 3.9). */
    static final String INDEX = "WORKLOAD_COMPLETION_INDEX";

    private final Map<WorkloadId, WorkloadStory> workloads = History.table();
    private long asked;
    private final Map<String, RequestStory> marked = History.table();

    void wanted(RequestStory request, CliRequest.StartWorkload start) {
        Parallel parallel = start.spec().scheduling().parallel();
        asked += parallel == null ? 1 : parallel.completions();
        String mark = start.spec().env().get(MARK);
        if (mark != null) {
            marked.put(mark, request);
        }
    }

    /** How many were ever asked for, workers each. */
    long asked() {
        return asked;
    }

    WorkloadStory workload(WorkloadId id) {
        return workloads.computeIfAbsent(id, WorkloadStory::new);
    }

    @Nullable WorkloadStory of(WorkloadId id) {
        return workloads.get(id);
    }

    Collection<WorkloadStory> all() {
        return workloads.values();
    }

    /** An operator was answered that this is the, or the first, workload he asked for. */
    void belongs(WorkloadId id, RequestStory request) {
        WorkloadStory workload = workload(id);
        if (workload.submission() == null) {
            workload.submittedBy(request, several(request) ? id : null, 0);
        }
    }

    /** A list says so. */
    void memberOf(WorkloadStory workload, WorkloadId group, int index) {
        RequestStory own = workload.submission();
        RequestStory submission = own != null ? own : workload(group).submission();
        if (submission != null) {
            workload.submittedBy(submission, group, index);
        }
    }

    /** A node was told to start it. */
    void started(WorkloadStory workload, WorkloadSpec told) {
        RequestStory request = marked.get(told.env().getOrDefault(MARK, ""));
        if (workload.submission() == null && request != null) {
            String index = told.env().get(INDEX);
            workload.submittedBy(request, null, index == null ? 0 : Integer.parseInt(index));
        }
    }

    private static boolean several(RequestStory request) {
        if (!(request.what() instanceof CliRequest.StartWorkload start)) {
            return false;
        }
        Parallel parallel = start.spec().scheduling().parallel();
        return parallel != null && parallel.completions() > 1;
    }
}
