package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import java.time.Duration;
import java.util.function.Function;

/**
 * What nodes do on their sessions. Heartbeats, readings and output are let in with the
 * registration: nobody is asked about each.
 */
public final class NodeSessionOperations {
    /** How long the older session of a node may take to show that it lives. */
    private static final Duration PONG_WITHIN = Duration.ofSeconds(5);

    private final Desk desk;
    private final Links links;
    private final PendingInvocations invocations;

    public NodeSessionOperations(Desk desk, Links links, PendingInvocations invocations) {
        this.desk = desk;
        this.links = links;
        this.invocations = invocations;
    }

    /**
     * A node opens a session, or registers again. What it comes to is told once; a link that is
     * registered has been told to admit the node before.
     *
     * @param link of the session; what happens between a question and its answer happens on its
     *     thread
     * @param reply told on any thread
     */
    public void register(
            Caller caller, Command.RegisterNode node, NodeLink link, Reply<Boolean> reply) {
        if (desk.admits(caller, Operation.REGISTER_NODE, reply)) {
            links.opened(link);
            submit(caller, node, link, reply);
        }
    }

    private void submit(
            Caller caller, Command.RegisterNode node, NodeLink link, Reply<Boolean> reply) {
        desk.place(
                caller,
                node,
                answer -> settle(caller, node, link, answer, reply),
                Function.identity());
    }

    private void settle(
            Caller caller,
            Command.RegisterNode node,
            NodeLink link,
            Answer<Outcome> answer,
            Reply<Boolean> reply) {
        switch (answer) {
            case Answer.Given<Outcome>(Outcome.Contested(SessionId holder)) ->
                    links.ping(
                            holder,
                            PONG_WITHIN,
                            alive ->
                                    link.execute(
                                            () -> judge(caller, node, link, holder, alive, reply)));
            case Answer.Given<Outcome> _ -> reply.answer(new Answer.Given<>(true));
            case Answer.Refused<Outcome>(ErrorCode code, String detail) ->
                    reply.answer(new Answer.Refused<>(code, detail));
        }
    }

    /** Another machine holds the id: whoever answers is the node, and the other one a copy. */
    private void judge(
            Caller caller,
            Command.RegisterNode node,
            NodeLink link,
            SessionId holder,
            boolean alive,
            Reply<Boolean> reply) {
        if (!alive) {
            submit(caller, node.after(holder), link, reply);
            return;
        }
        reply.answer(
                new Answer.Refused<>(
                        ErrorCode.INVALID_REQUEST,
                        "node id "
                                + node.node()
                                + " belongs to another machine, which is connected and answers:"
                                + " this one's state folder is a copy of its. Give this machine a"
                                + " state folder of its own (--state-dir), or stop the other"
                                + " agent first"));
    }

    /**
     * A node says how a workload fares.
     *
     * @return false when nothing is taken now; then nobody is answered: see {@link ReportQueue}
     */
    public boolean report(Caller caller, Command.ReportWorkload report, Reply<Boolean> reply) {
        return desk.tryOrder(caller, Operation.REPORT_WORKLOAD, report, reply, Desk::changed);
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
