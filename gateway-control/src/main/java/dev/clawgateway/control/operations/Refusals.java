package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Outcome;
import java.util.Optional;

/** Refusals that several operations share. */
public final class Refusals {
    private Refusals() {}

    public static <T> Answer.Refused<T> unknownNode(NodeId node) {
        return new Answer.Refused<>(ErrorCode.NODE_NOT_FOUND, "no node with id " + node);
    }

    public static <T> Answer.Refused<T> unknownWorkload(WorkloadId workload) {
        return new Answer.Refused<>(
                ErrorCode.WORKLOAD_NOT_FOUND, "no workload with id " + workload);
    }

    /** What the state, or an inbox, refused. */
    static <T> Answer<T> of(Outcome.Refused why) {
        return new Answer.Refused<>(why.code(), why.detail());
    }

    /** Of what is answered as if nobody knew it. */
    static <T> Answer.Refused<T> unseen(Target target) {
        return switch (target) {
            case Target.OfWorkload(WorkloadId id, String _, Principal _) when id != null ->
                    unknownWorkload(id);
            case Target.OfUnknown(WorkloadId id) -> unknownWorkload(id);
            case Target.OfNode(NodeId id) -> unknownNode(id);
            case Target.OfWorkspace(String named, var _) ->
                    new Answer.Refused<>(ErrorCode.NOT_FOUND, "no workspace '" + named + "'");
            case Target.OfWorkload _, Target.Nothing _ ->
                    new Answer.Refused<>(ErrorCode.PERMISSION_DENIED, "there is nothing to see");
        };
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
