package dev.clawgateway.control.operations;

import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.util.Optional;

/** Refusals that several operations share. */
public final class Refusals {
    private Refusals() {}

    public static <T> Answer<T> unknownNode(NodeId node) {
        return new Answer.Refused<>(ErrorCode.NODE_NOT_FOUND, "no node with id " + node);
    }

    public static <T> Answer<T> unknownWorkload(WorkloadId workload) {
        return new Answer.Refused<>(
                ErrorCode.WORKLOAD_NOT_FOUND, "no workload with id " + workload);
    }

    public static <T> Answer<T> invalid(String detail) {
        return new Answer.Refused<>(ErrorCode.INVALID_REQUEST, detail);
    }

    /** A page, or the refusal of a request that begins nowhere. */
    public static <T> Answer<Page<T>> orNotACursor(PageRequest request, Optional<Page<T>> page) {
        return page.<Answer<Page<T>>>map(Answer.Given::new)
                .orElseGet(() ->
                        invalid("after: must be a reply's 'next', was \"" + request.after() + '"'));
    }
}
