package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.QueueTerms;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers ask about themselves. */
public final class CallerOperations {
    private static final String ANYWHERE = QueueTerms.DEFAULT.virtualCluster();

    private static final WorkloadId SOME = new WorkloadId(new UUID(0, 0));

    private final Desk desk;
    private final Access access;
    private final ClusterView view;

    /** Asks the door that the desk asks. */
    public CallerOperations(Desk desk, Access access, ClusterView view) {
        this.desk = desk;
        this.access = access;
        this.view = view;
    }

    /**
     * Where something would be done; null for what does not matter. At most one of them says more
     * than an operation alone.
     *
     * @param node on which
     * @param workload with which
     */
    public record Where(
            @Nullable String virtualCluster,
            @Nullable NodeId node,
            @Nullable WorkloadId workload) {}

    /** An operation, and whether it is allowed. */
    public record Line(Operation operation, CanI can) {}

    /**
     * Who the caller is.
     *
     * @param own what it was let in by
     */
    public void whoAmI(Caller caller, Grant own, Reply<WhoAmI> reply) {
        desk.ask(
                caller,
                Operation.WHO_AM_I,
                reply,
                () ->
                        new Answer.Given<>(
                                new WhoAmI(caller.principal(), caller.rights(), own.expires())));
    }

    /**
     * Whether the caller may do something.
     *
     * @param operation as {@link Operation#text()} has it
     */
    public void canI(Caller caller, String operation, Where where, Reply<CanI> reply) {
        desk.ask(caller, Operation.CAN_I, reply, () -> judged(caller, operation, where));
    }

    /** The same of everything there is. */
    public void whatCanI(Caller caller, Where where, Reply<List<Line>> reply) {
        desk.ask(
                caller,
                Operation.CAN_I,
                reply,
                () ->
                        new Answer.Given<>(
                                Arrays.stream(Operation.values())
                                        .map(each -> new Line(each, judged(caller, each, where)))
                                        .toList()));
    }

    private Answer<CanI> judged(Caller caller, String text, Where where) {
        Operation operation = Operation.of(text);
        return operation == null
                ? new Answer.Refused<>(
                        ErrorCode.INVALID_REQUEST,
                        "operation: there is no '"
                                + text
                                + "'; the manual's page on security has all")
                : new Answer.Given<>(judged(caller, operation, where));
    }

    private CanI judged(Caller caller, Operation operation, Where where) {
        if (where.workload() != null) {
            return exactly(caller, operation, target(where.workload()));
        } else if (where.node() != null) {
            return exactly(caller, operation, Target.of(where.node()));
        }
        String cluster =
                where.virtualCluster() == null
                        ? somewhere(caller.rights())
                        : where.virtualCluster();
        String anew = refusal(caller, operation, fresh(caller, cluster));
        String own =
                anew == null ? refusal(caller, operation, target(caller, cluster, true)) : anew;
        String others = refusal(caller, operation, target(caller, cluster, false));
        return new CanI(own == null, others == null, own == null ? others : own);
    }

    private CanI exactly(Caller caller, Operation operation, Target target) {
        String why = refusal(caller, operation, target);
        return new CanI(why == null, why == null, why);
    }

    private Target target(WorkloadId id) {
        WorkloadRecord workload = view.workload(id);
        return workload == null ? new Target.OfUnknown(id) : Target.of(workload);
    }

    private static String somewhere(@Nullable Rights rights) {
        List<String> clusters = rights == null ? null : rights.virtualClusters();
        return clusters == null || clusters.isEmpty() ? ANYWHERE : clusters.getFirst();
    }

    private static Target fresh(Caller caller, String cluster) {
        return caller.principal() instanceof Principal.Node(NodeId id)
                ? Target.of(id)
                : Target.in(cluster, caller.principal());
    }

    /** A node itself; for others a workload, which says nothing where it is done with none. */
    private static Target target(Caller caller, String cluster, boolean own) {
        return caller.principal() instanceof Principal.Node(NodeId id)
                ? Target.of(id)
                : new Target.OfWorkload(SOME, cluster, own ? caller.principal() : null);
    }

    private @Nullable String refusal(Caller caller, Operation operation, Target target) {
        return switch (access.decide(caller, operation, target)) {
            case Access.Decision.Allowed _ -> null;
            case Access.Decision.Denied(String why) -> why;
            case Access.Decision.Unseen _ ->
                    target instanceof Target.OfWorkload(var id, _, _) && SOME.equals(id)
                            ? "others' workloads are not for this credential to see"
                            : "no such workload, as far as this credential sees";
        };
    }
}
