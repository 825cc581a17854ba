package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import java.time.Duration;
import java.util.function.Function;

/**
 * What nodes do on their sessions. Heartbeats and readings are let in with the registration: nobody
 * is asked about each.
 */
public final class NodeSessionOperations {
    /** How long the older session of a node may take to show that it lives. */
    private static final Duration PONG_WITHIN = Duration.ofSeconds(5);

    private final Desk desk;
    private final ClusterView view;
    private final Links links;
    private final PendingInvocations invocations;

    /** Over a view, which says whose workloads are. */
    public NodeSessionOperations(
            Desk desk, ClusterView view, Links links, PendingInvocations invocations) {
        this.desk = desk;
        this.view = view;
        this.links = links;
        this.invocations = invocations;
    }

    /**
     * A node opens a session, or registers again. It is answered once, by its link: admitted, as
     * the first of what it is sent on it, or refused.
     *
     * @param link of the session; what happens between a question and its answer happens on its
     *     thread
     */
    public void register(Caller caller, Command.RegisterNode node, NodeLink link) {
        Reply<Outcome.Admission> reply = answer -> settle(caller, node, link, answer);
        if (desk.admits(caller, Operation.REGISTER_NODE, Target.of(node.node()), reply)) {
            links.opened(link);
            submit(caller, node, link);
        }
    }

    private void submit(Caller caller, Command.RegisterNode node, NodeLink link) {
        desk.place(caller, node, answer -> settle(caller, node, link, answer), Function.identity());
    }

    private void settle(
            Caller caller,
            Command.RegisterNode node,
            NodeLink link,
            Answer<Outcome.Admission> answer) {
        switch (answer) {
            case Answer.Refused<Outcome.Admission>(ErrorCode code, String detail) ->
                    link.refuse(code, detail);
            case Answer.Given<Outcome.Admission>(Outcome.Done _) -> {
                // Its link was told by the effect, in order with all else.
            }
            case Answer.Given<Outcome.Admission>(Outcome.Contested(SessionId holder)) ->
                    links.ping(
                            holder,
                            PONG_WITHIN,
                            alive -> link.execute(() -> judge(caller, node, link, holder, alive)));
        }
    }

    /** Another machine holds the id: whoever answers is the node, and the other one a copy. */
    private void judge(
            Caller caller,
            Command.RegisterNode node,
            NodeLink link,
            SessionId holder,
            boolean alive) {
        if (!alive) {
            submit(caller, node.after(holder), link);
            return;
        }
        link.refuse(
                ErrorCode.INVALID_REQUEST,
                "node id "
                        + node.node()
                        + " belongs to another machine, which is connected and answers:"
                        + " this one's state folder is a copy of its. Give this machine a"
                        + " state folder of its own (--state-dir), or stop the other"
                        + " agent first");
    }

    /**
     * A node says how a workload fares.
     *
     * @return false when nothing is taken now; then nobody is answered: see {@link ReportQueue}
     */
    public boolean report(Caller caller, Command.ReportWorkload report, Reply<Boolean> reply) {
        return desk.tryOrder(
                caller,
                Operation.REPORT_WORKLOAD,
                Target.of(report.node()),
                report,
                reply,
                Outcome.Changed::changed);
    }

    /**
     * A node passes on what a workload prints on it. Answered only where it may not: output is
     * never confirmed.
     *
     * @param printed takes it
     */
    public void print(
            Caller caller, NodeId node, WorkloadId workload, Runnable printed, Reply<?> reply) {
        Target target = DoorTargets.ofOutput(workload, node, view);
        if (desk.admits(caller, Operation.REPORT_OUTPUT, target, reply)) {
            printed.run();
        }
    }

    /** Nothing can be sent any more on a node's session. */
    void left(NodeId node, NodeLink link) {
        links.closed(node, link);
        invocations.sessionEnded(link.session());
    }

    /**
     * A node's session is over, for whatever reason. That is no wish that could be refused.
     *
     * @return false when nothing is taken now
     */
    boolean ended(Caller caller, NodeId node, NodeLink link) {
        return desk.note(caller, new Command.SessionClosed(node, link.session()));
    }
}
