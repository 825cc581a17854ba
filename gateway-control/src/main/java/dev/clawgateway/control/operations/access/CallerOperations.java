package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.access.Access;
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
import dev.clawgateway.core.workload.QueueTerms;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers ask about themselves. */
public final class CallerOperations {
    private static final String ANYWHERE = QueueTerms.DEFAULT.virtualCluster();

    private static final WorkloadId SOME = new WorkloadId(new UUID(0, 0));

    private final Desk desk;
    private final Access access;

    /** Asks the door that the desk asks. */
    public CallerOperations(Desk desk, Access access) {
        this.desk = desk;
        this.access = access;
    }

    public void whoAmI(Caller caller, Reply<WhoAmI> reply) {
        desk.ask(
                caller,
                Operation.WHO_AM_I,
                reply,
                () -> new Answer.Given<>(new WhoAmI(caller.principal(), caller.rights())));
    }

    /**
     * Whether the caller may do something.
     *
     * @param operation as {@link Operation#text()} has it
     * @param virtualCluster where; null for anywhere
     */
    public void canI(
            Caller caller, String operation, @Nullable String virtualCluster, Reply<CanI> reply) {
        desk.ask(caller, Operation.CAN_I, reply, () -> judged(caller, operation, virtualCluster));
    }

    private Answer<CanI> judged(Caller caller, String text, @Nullable String virtualCluster) {
        Operation operation = Operation.of(text);
        if (operation == null) {
            return new Answer.Refused<>(
                    ErrorCode.INVALID_REQUEST,
                    "operation: there is no '" + text + "'; the manual's page on security has all");
        }
        String where = virtualCluster == null ? somewhere(caller.rights()) : virtualCluster;
        String anew = refusal(caller, operation, fresh(caller, where));
        String own = anew == null ? refusal(caller, operation, target(caller, where, true)) : anew;
        String others = refusal(caller, operation, target(caller, where, false));
        return new Answer.Given<>(
                new CanI(own == null, others == null, own == null ? others : own));
    }

    private static String somewhere(@Nullable Rights rights) {
        List<String> clusters = rights == null ? null : rights.virtualClusters();
        return clusters == null || clusters.isEmpty() ? ANYWHERE : clusters.getFirst();
    }

    private static Target fresh(Caller caller, String where) {
        return caller.principal() instanceof Principal.Node(NodeId id)
                ? Target.of(id)
                : Target.in(where, caller.principal());
    }

    /** A node itself; for others a workload, which says nothing where it is done with none. */
    private static Target target(Caller caller, String where, boolean own) {
        return caller.principal() instanceof Principal.Node(NodeId id)
                ? Target.of(id)
                : new Target.OfWorkload(SOME, where, own ? caller.principal() : null);
    }

    private @Nullable String refusal(Caller caller, Operation operation, Target target) {
        return switch (access.decide(caller, operation, target)) {
            case Access.Decision.Allowed _ -> null;
            case Access.Decision.Denied(String why) -> why;
            case Access.Decision.Unseen _ -> "others' workloads are not for this credential to see";
        };
    }
}
